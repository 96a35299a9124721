{{/* An image by its digest where one is given, else by its tag. */}}
{{- define "orderwatch.image" -}}
{{- $service := index .root.Values.services .name -}}
{{- $image := .root.Values.image -}}
{{- $image.registry }}{{ $image.repository }}/{{ .name -}}
{{- if $service.digest }}@{{ $service.digest }}{{ else }}:{{ $image.tag | default .root.Chart.AppVersion }}{{ end -}}
{{- end -}}

{{/* What cannot go together is said before anything is installed. */}}
{{- define "orderwatch.checked" -}}
{{- if and .Values.kafka.external.bootstrapServers .Values.components.autoscaling -}}
{{- fail "components.autoscaling looks at a Kafka of Strimzi's: leave it off with kafka.external" -}}
{{- end -}}
{{- if and .Values.kafka.external.bootstrapServers .Values.components.mtls -}}
{{- fail "components.mtls takes its certificates from Strimzi: leave it off with kafka.external" -}}
{{- end -}}
{{- if and (or .Values.kafka.external.bootstrapServers .Values.database.external.host) (index .Values.components "servers-monitoring") -}}
{{- fail "components.servers-monitoring looks at servers of Strimzi's and CloudNativePG's: leave it off with kafka.external and database.external" -}}
{{- end -}}
{{- if and .Values.kafka.external.bootstrapServers .Values.subscribers -}}
{{- fail "subscribers are users of Strimzi's: leave them off with kafka.external, and make their users there" -}}
{{- end -}}
{{- $names := list -}}
{{- range .Values.subscribers -}}
{{- if has .name $names -}}
{{- fail (printf "two subscribers are called %s" .name) -}}
{{- end -}}
{{- $names = append $names .name -}}
{{- if eq .namespace $.Release.Namespace -}}
{{- fail (printf "the subscriber %s is in the namespace of the set itself, where nothing may talk to anything unasked" .name) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.database.external.host .Values.components.backup -}}
{{- fail "components.backup copies a database of CloudNativePG's: leave it off with database.external" -}}
{{- end -}}
{{- if and .Values.database.external.host .Values.components.restore -}}
{{- fail "components.restore makes a database of CloudNativePG's: leave it off with database.external" -}}
{{- end -}}
{{- if and .Values.components.restore .Values.components.backup (eq (trimSuffix "/" .Values.restore.destination) (trimSuffix "/" .Values.backup.destination)) (eq .Values.restore.serverName .Values.backup.serverName) -}}
{{- fail "backup.serverName is that of the copy to restore, and two databases must not write one log: give it another" -}}
{{- end -}}
{{/* CloudNativePG asks whether a folder is empty when a database is made, and never again. */}}
{{- if .Values.components.backup -}}
{{- $database := lookup "postgresql.cnpg.io/v1" "Cluster" .Release.Namespace "orderwatch-db" | default dict -}}
{{- range dig "status" "conditions" list $database -}}
{{- if and (eq .type "ContinuousArchiving") (eq .status "True") -}}
{{- range dig "spec" "plugins" list $database -}}
{{- $folder := dig "parameters" "serverName" "orderwatch-db" . -}}
{{- if and .isWALArchiver (ne $folder $.Values.backup.serverName) -}}
{{- fail (printf "the database that is there writes its log to the folder %s: with backup.serverName %s it would go on elsewhere, and neither would be whole" $folder $.Values.backup.serverName) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
