package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;

/**
 * A change that a policy must find. What stands at the pointer is replaced by the value, or removed
 * where there is none.
 */
record Offender(
    Policy policy, String overlay, String kind, String name, String pointer, String value) {

  /** The policy, what is rendered, the document, where in it, and what is put there. */
  private static final String PLANTED =
      """
      FIXED_VERSIONS | base | Deployment | order-ingest | $container/image | orderwatch/order-ingest:latest
      FIXED_VERSIONS | base | Deployment | order-ingest | $container/image | registry:5000/order-ingest
      FIXED_VERSIONS | base | Cluster | orderwatch-db | /spec/imageName | postgresql
      NO_PLAIN_SECRETS | base | Deployment | order-ingest | $container/env/- | {name: DB_PASSWORD, value: 'x'}
      NO_PLAIN_SECRETS | base | Deployment | order-ingest | $container/env/- | {name: A, value: 'http://u:p@h/'}
      NO_PLAIN_SECRETS | base | ConfigMap | orderwatch | /data/ORDERWATCH_OZON_KEYS | '1=k'
      NO_PLAIN_SECRETS | base | ConfigMap | orderwatch | /kind | Secret
      KNOWN_SECRETS | base | Deployment | order-ingest | $container/env/- | {valueFrom: {secretKeyRef: {name: ozon, key: k}}}
      KNOWN_SECRETS | base | Cluster | orderwatch-db | /spec/managed/roles/0/passwordSecret/name | db
      KNOWN_SECRETS | base | KafkaUser | order-ingest | /spec/authentication/type | tls
      KNOWN_SECRETS | overlays/production | TriggerAuthentication | kafka | /spec/secretTargetRef/1/key | tls.crt
      KNOWN_SECRETS | overlays/production | Gateway | orderwatch | /spec/listeners/0/tls/certificateRefs/0/name | x
      NO_PRIVILEGES | base | Deployment | order-ingest | $pod/securityContext/runAsUser | 0
      NO_PRIVILEGES | base | Deployment | order-ingest | $pod/securityContext/runAsNonRoot |
      NO_PRIVILEGES | base | Deployment | order-ingest | $pod/securityContext/seccompProfile |
      NO_PRIVILEGES | base | Deployment | order-ingest | $pod/hostNetwork | true
      NO_PRIVILEGES | base | Deployment | order-ingest | $pod/enableServiceLinks |
      NO_PRIVILEGES | base | Deployment | order-ingest | $pod/automountServiceAccountToken | true
      NO_PRIVILEGES | base | Deployment | order-ingest | $pod/volumes/- | {name: h, hostPath: {path: /}}
      NO_PRIVILEGES | base | Deployment | order-ingest | $container/securityContext/privileged | true
      NO_PRIVILEGES | base | Deployment | order-ingest | $container/securityContext/runAsUser | 0
      NO_PRIVILEGES | base | Deployment | order-ingest | $container/securityContext/runAsNonRoot | false
      NO_PRIVILEGES | base | Deployment | order-ingest | $container/securityContext/allowPrivilegeEscalation |
      NO_PRIVILEGES | base | Deployment | order-ingest | $container/securityContext/capabilities/drop | [NET_RAW]
      NO_PRIVILEGES | base | Deployment | order-ingest | $container/securityContext/capabilities/add | [NET_ADMIN]
      NO_PRIVILEGES | base | ServiceAccount | order-ingest | /automountServiceAccountToken |
      NO_PRIVILEGES | overlays/production | Kafka | orderwatch | /spec/kafka/template/initContainer |
      NO_PRIVILEGES | overlays/production | Kafka | orderwatch | /spec/kafka/template/kafkaContainer/securityContext/capabilities |
      NO_PRIVILEGES | overlays/kind | Kafka | orderwatch | /spec/entityOperator/template/userOperatorContainer |
      NO_PRIVILEGES | overlays/kind | Kafka | orderwatch | /spec/entityOperator/template/pod/securityContext/seccompProfile |
      READ_ONLY_ROOT | base | Deployment | order-ingest | $container/securityContext/readOnlyRootFilesystem |
      READ_ONLY_ROOT | base | Deployment | order-ingest | $container/volumeMounts/0/mountPath | /temp
      READ_ONLY_ROOT | base | Deployment | order-ingest | $pod/volumes/0/emptyDir/sizeLimit |
      REQUESTS_AND_LIMITS | base | Deployment | order-ingest | $container/resources/limits/memory |
      REQUESTS_AND_LIMITS | base | Deployment | order-ingest | $container/resources/requests/memory | 1Gi
      REQUESTS_AND_LIMITS | base | Deployment | order-ingest | $pod/initContainers | [{name: one, image: 'a:1'}]
      REQUESTS_AND_LIMITS | base | Cluster | orderwatch-db | /spec/resources |
      REQUESTS_AND_LIMITS | overlays/production | KafkaNodePool | brokers | /spec/resources/requests/cpu |
      THREE_PROBES | base | Deployment | order-ingest | $container/startupProbe |
      THREE_PROBES | base | Deployment | order-ingest | $container/livenessProbe/httpGet/path | /q/health
      THREE_PROBES | base | Deployment | order-ingest | $container/livenessProbe/httpGet/path | /q/health/well
      THREE_PROBES | base | Deployment | order-ingest | $container/livenessProbe/failureThreshold | 1
      THREE_PROBES | base | Deployment | order-ingest | $container/readinessProbe/httpGet/port | web
      THREE_PROBES | base | Deployment | order-ingest | $container/readinessProbe/httpGet/port | http
      THREE_PROBES | base | Deployment | order-ingest | $container/ports/1/containerPort | 9001
      THREE_PROBES | base | Deployment | order-ingest | $container/ports/1 |
      THREE_PROBES | base | Deployment | order-ingest | $container/startupProbe/failureThreshold | 30
      TIME_TO_STOP | base | Deployment | order-ingest | $pod/terminationGracePeriodSeconds | 20
      TIME_TO_STOP | base | Deployment | order-ingest | $container/lifecycle |
      TIME_TO_STOP | base | Deployment | order-ingest | /spec/strategy/rollingUpdate/maxUnavailable | 1
      SPREAD | base | Deployment | order-ingest | $pod/topologySpreadConstraints/0 |
      SPREAD | base | Deployment | order-ingest | $pod/topologySpreadConstraints/1/labelSelector/matchLabels/x | 'y'
      SPREAD | base | Deployment | order-ingest | /spec/template/metadata/annotations | {}
      SPREAD | overlays/production | KafkaNodePool | brokers | /spec/template/pod/affinity |
      SPREAD | overlays/production | KafkaNodePool | controllers | /spec/template/pod/affinity/podAntiAffinity/requiredDuringSchedulingIgnoredDuringExecution/0/labelSelector/matchLabels/strimzi.io~1pool-name | brokers
      SPREAD | overlays/production | Kafka | orderwatch | /spec/kafka/rack |
      RIGHT_SETTINGS | base | Deployment | order-ingest | $container/image | orderwatch/compliance-service:0.1.0
      RIGHT_SETTINGS | base | Deployment | order-ingest | $container/env/4/name | QUARKUS_DATASOURCE_PASWORD
      RIGHT_SETTINGS | base | Deployment | order-ingest | $container/env/5 |
      RIGHT_SETTINGS | base | Deployment | order-ingest | $container/env/1/valueFrom/secretKeyRef/name | logistics-service
      RIGHT_SETTINGS | overlays/production | Deployment | order-ingest | /spec/template/spec/volumes/1/secret/secretName | logistics-service
      RIGHT_SETTINGS | base | ConfigMap | orderwatch | /data/ORDERWATCH_OZON_SENT | 'true'
      RIGHT_SETTINGS | base | ConfigMap | orderwatch | /data/ORDERWATCH_OZON_URL | http://simulator:8080
      KNOWN_WORDS | base | Deployment | order-ingest | $pod/topologySpreadConstraints/1/whenUnsatisfiable | DoNotScheduled
      KNOWN_WORDS | base | NetworkPolicy | names | /spec/egress/0/ports/0/protocol | UPD
      KNOWN_WORDS | base | PodDisruptionBudget | order-ingest | /spec/unhealthyPodEvictionPolicy | Always
      TOPICS | base | KafkaTopic | order-ingest.dlq | /spec/config/retention.minutes | 1
      TOPICS | overlays/production | Kafka | orderwatch | /spec/kafka/config/offsets.retention.minute | 1
      LABELS_MATCH | base | Deployment | order-ingest | /spec/template/metadata/labels/app.kubernetes.io~1name | other
      LABELS_MATCH | base | Deployment | order-ingest | /spec/selector/matchLabels/app.kubernetes.io~1name | logistics-service
      LABELS_MATCH | base | Service | order-ingest | /spec/selector/app.kubernetes.io~1name | x
      LABELS_MATCH | base | Service | order-ingest | /spec/selector | {app.kubernetes.io/part-of: orderwatch}
      LABELS_MATCH | base | PodDisruptionBudget | order-ingest | /spec/selector/matchLabels | {a: b}
      LABELS_MATCH | base | PodDisruptionBudget | order-ingest | /spec/maxUnavailable | 0
      LABELS_MATCH | base | PodDisruptionBudget | order-ingest | /kind | Nothing
      LABELS_MATCH | overlays/production | PodMonitor | orderwatch | /spec/selector/matchExpressions/0/values/0 |
      WIRED | base | Deployment | order-ingest | /metadata/namespace | default
      WIRED | base | Deployment | order-ingest | $pod/serviceAccountName | default
      WIRED | base | Deployment | order-ingest | $container/envFrom/0/configMapRef/name | orderwatch
      WIRED | base | Deployment | order-ingest | $container/volumeMounts/1/name | database-cert
      WIRED | base | Service | order-ingest | /spec/ports/0/targetPort | https
      WIRED | base | KafkaTopic | ozon.postings.v1 | /metadata/labels/strimzi.io~1cluster | kafka
      WIRED | base | ConfigMap | orderwatch | /data/KAFKA_BOOTSTRAP_SERVERS | orderwatch-kafka-bootstrap:9093
      WIRED | overlays/production | ConfigMap | orderwatch | /data/KAFKA_SSL_KEYSTORE_LOCATION | /etc/kafka/user.p12
      WIRED | overlays/production | Kafka | orderwatch | /spec/kafka/listeners/1/authentication |
      WIRED | overlays/production | Kafka | orderwatch | /spec/kafka/listeners/1/networkPolicyPeers |
      WIRED | overlays/production | Kafka | orderwatch | /metadata/name | kafka
      WIRED | overlays/production | HTTPRoute | push | /spec/rules/0/matches/0/path/value | /
      WIRED | overlays/production | HTTPRoute | push | /spec/rules/0/backendRefs/0/port | 80
      WIRED | overlays/production | HTTPRoute | push | /spec/parentRefs/0/sectionName | http
      WIRED | overlays/production | PodMonitor | orderwatch | /spec/podMetricsEndpoints/0/path | /metrics
      WIRED | overlays/production | PodMonitor | orderwatch | /spec/podMetricsEndpoints/0/port | http
      WIRED | overlays/production | PodMonitor | kafka | /spec/podMetricsEndpoints/0/port | http
      WIRED | base | Service | order-ingest | /spec/ports/- | {name: management, port: 9000, targetPort: management}
      SCRAPED | base | NetworkPolicy | metrics-from-prometheus | /spec/ingress/0/ports/- | {protocol: TCP, port: 8080}
      SCRAPED | base | NetworkPolicy | metrics-from-prometheus | /spec/ingress/0/ports/0/port | 8080
      SCRAPED | base | NetworkPolicy | metrics-from-prometheus | /spec/ingress/0/ports |
      SCRAPED | base | NetworkPolicy | metrics-from-prometheus | /spec/ingress/0/from |
      SCRAPED | base | NetworkPolicy | metrics-from-prometheus | /spec/podSelector/matchExpressions/0/values/0 |
      SCRAPED | base | NetworkPolicy | push-from-gateway | /spec/ingress/0/ports/- | {protocol: TCP, port: 9000}
      SCRAPED | base | NetworkPolicy | operators-from-gateway | /spec/ingress/0/ports/0/port | 9000
      SCRAPED | base | NetworkPolicy | neighbours-from-compliance | /spec/ingress/0/ports |
      SCRAPED | base+gateway-inside | NetworkPolicy | operators-from-gateway-inside | /spec/ingress/0/ports/0/port | 9000
      SCRAPED | base | Deployment | order-ingest | $container/ports/1/containerPort | 9001
      WIRED | base | Deployment | compliance-service | $container/env/5/value | http://logistics-service:8081
      WIRED | overlays/kind | Deployment | simulator | $container/args/11 | http://ingest:8080/
      GUARDED | base | NetworkPolicy | default-deny | /spec/policyTypes/1 |
      GUARDED | base | NetworkPolicy | default-deny | /spec/ingress | [{}]
      GUARDED | base | Namespace | orderwatch | /metadata/labels/pod-security.kubernetes.io~1enforce | baseline
      GUARDED | overlays/production | Kafka | orderwatch | /spec/kafka/authorization |
      GUARDED | overlays/production | HTTPRoute | board | /spec/rules/0/matches/2 |
      GUARDED | overlays/production | Deployment | compliance-service | $container/envFrom/1 |
      RIGHT_SETTINGS | overlays/production | ConfigMap | oidc | /data/ORDERWATCH_LOGIN_ISSUER | http://login.example.com
      RIGHT_SETTINGS | overlays/production | ConfigMap | oidc | /data/ORDERWATCH_LOGIN_ENABLE | 'true'
      RIGHT_SETTINGS | overlays/production | Deployment | compliance-service | $container/env/7/name | ORDERWATCH_LOGIN_COOKIES_SECRET
      LOGGED_IN | base | ConfigMap | orderwatch | /data/ORDERWATCH_ROLES_HEADER | X-Forwarded-Groups
      LOGGED_IN | base | ConfigMap | orderwatch | /data/ORDERWATCH_REQUESTER_HEADERS | X-Forwarded-User
      LOGGED_IN | base | Deployment | compliance-service | $container/env/- | {name: ORDERWATCH_REQUESTER_HEADERS, value: X-Forwarded-User}
      LOGGED_IN | base | ConfigMap | orderwatch | /data/QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING | 'true'
      LOGGED_IN | overlays/production | ConfigMap | oidc | /data/ORDERWATCH_LOGIN_ENABLED | 'yes'
      LOGGED_IN | overlays/production | ConfigMap | oidc | /data/ORDERWATCH_LOGIN_ENABLED |
      LOGGED_IN | overlays/production | Deployment | logistics-service | $container/envFrom/1 |
      LOGGED_IN | overlays/production | Deployment | compliance-service | $container/env/- | {name: ORDERWATCH_LOGIN_ENABLED, value: 'false'}
      LOGGED_IN | overlays/production | Deployment | compliance-service | $container/env/- | {name: ORDERWATCH_LOGIN_HTTPS, value: 'false'}
      LOGGED_IN | overlays/production | NetworkPolicy | login-to-issuer | /spec/podSelector/matchExpressions/0/values/0 |
      LOGGED_IN | overlays/production | HTTPRoute | logistics | /spec/rules/0/matches/1 |
      LOGGED_IN | overlays/production | HTTPRoute | push | /spec/rules/0/matches/0/path/value | /api
      LOGGED_IN | overlays/production | HTTPRoute | board | /spec/rules/0/backendRefs/0/name | order-ingest
      LOGGED_IN | base+ingress | HTTPRoute | board | /spec/rules/0/backendRefs/0/name | order-ingest
      TOPICS | base | KafkaTopic | ozon.postings.v1 | /spec/partitions | 12
      TOPICS | base | KafkaTopic | ozon.postings.v1 | /spec/config/retention.ms | 604800000
      TOPICS | base | KafkaTopic | ozon.postings.v1 | /spec/config/cleanup.policy | compact
      TOPICS | base | KafkaTopic | ozon.posting-state.v1 | /spec/config/cleanup.policy |
      TOPICS | base | KafkaTopic | ozon.postings.v1 | /spec/config/min.insync.replicas | 3
      TOPICS | base | KafkaTopic | ozon.postings.v1 | /spec/config/max.message.bytes |
      TOPICS | base | KafkaTopic | order-ingest.dlq | /kind | Nothing
      TOPICS | base | KafkaTopic | order-ingest.dlq | /metadata/name | ozon.order-ingest
      TOPICS | overlays/production | KafkaNodePool | brokers | /spec/replicas | 2
      SCALING_WITHIN_BOUNDS | overlays/production | ScaledObject | logistics-service | /spec/triggers/0/metadata/bootstrapServers | orderwatch-kafka-bootstrap:9092
      ONE_DATABASE_EACH | overlays/production | Deployment | compliance-service | $container/env/2/valueFrom/secretKeyRef/name | logistics-service-db
      LEAST_ACCESS | base | KafkaUser | order-ingest | /spec/authorization/acls/0/operations/- | All
      LEAST_ACCESS | base | KafkaUser | order-ingest | /spec/authorization/acls/0/resource/patternType | prefix
      LEAST_ACCESS | base | KafkaUser | compliance-service | /spec/authorization/acls/1 |
      LEAST_ACCESS | base | KafkaUser | logistics-service | /kind | Nothing
      LEAST_ACCESS | overlays/production | KafkaUser | keda | /spec/authorization/acls/0/operations/- | Read
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/1/resource/name | logistics-service.dlq
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/1/operations/- | Write
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/1/operations/1 |
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/- | {resource: {type: topic, name: ozon.shipment-commands.v1}, operations: [Write, Describe]}
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/- | {resource: {type: topic, name: ozon.shipment-commands.v1}, operations: [Read, Describe]}
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /metadata/annotations | {orderwatch.io/commands: 'true'}
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/0/resource/name | compliance-service
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/0/resource/name | ware
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/0/resource/patternType | literal
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/0 |
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/1/resource/patternType | prefix
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls/- | {resource: {type: cluster}, operations: [Alter]}
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authorization/acls | []
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/authentication/type | scram-sha-512
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/quotas |
      SUBSCRIBED | base+subscribers | KafkaUser | subscriber-warehouse | /spec/quotas/consumerByteRate | 0
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /spec/ingress/0/ports/0/port | 9092
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /spec/ingress/0/ports/- | {protocol: TCP, port: 9092}
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /spec/ingress/0/ports |
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /spec/ingress/0/from |
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /spec/ingress/0/from/0/namespaceSelector | {}
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /spec/ingress/0/from/0/namespaceSelector/matchLabels/kubernetes.io~1metadata.name | orderwatch
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /spec/podSelector | {}
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /metadata/name | kafka-from-subscriber-nobody
      SUBSCRIBED | base+subscribers | NetworkPolicy | kafka-from-subscriber-warehouse | /spec/egress | [{}]
      SUBSCRIBED | overlays/kind+subscribers | Kafka | orderwatch | /spec/kafka/listeners/1 |
      LEAST_ACCESS | base+subscribers | KafkaUser | subscriber-warehouse | /metadata/name | warehouse
      SCALING_WITHIN_BOUNDS | overlays/production | ScaledObject | compliance-service | /spec/maxReplicaCount | 7
      SCALING_WITHIN_BOUNDS | overlays/production | ScaledObject | compliance-service | /spec/minReplicaCount | 0
      SCALING_WITHIN_BOUNDS | overlays/production | ScaledObject | compliance-service | /spec/scaleTargetRef/name | order-ingest
      SCALING_WITHIN_BOUNDS | overlays/production | ScaledObject | logistics-service | /spec/triggers/1 |
      SCALING_WITHIN_BOUNDS | overlays/production | ScaledObject | logistics-service | /spec/triggers/0/metadata/consumerGroup | x
      SCALING_WITHIN_BOUNDS | overlays/production | ScaledObject | logistics-service | /spec/triggers/0/metadata/lagThreshold |
      SCALING_WITHIN_BOUNDS | overlays/production | ScaledObject | logistics-service | /spec/triggers/0/metadata/excludePersistentLag |
      SCALING_WITHIN_BOUNDS | overlays/production | Deployment | logistics-service | /spec/replicas | 2
      SCALING_WITHIN_BOUNDS | base | Deployment | order-ingest | /spec/replicas | 0
      ONE_DATABASE_EACH | base | Database | ingest | /spec/owner | compliance
      ONE_DATABASE_EACH | base | Cluster | orderwatch-db | /spec/managed/roles/1 |
      ONE_DATABASE_EACH | base | Cluster | orderwatch-db | /spec/managed/roles/1/superuser | true
      ONE_DATABASE_EACH | base | Cluster | orderwatch-db | /spec/postgresql/pg_hba/1 |
      ONE_DATABASE_EACH | base | Cluster | orderwatch-db | /spec/bootstrap/initdb/owner |
      ONE_DATABASE_EACH | base | Cluster | orderwatch-db | /spec/bootstrap/initdb/secret/name | logistics-service-db
      ONE_DATABASE_EACH | base | Deployment | order-ingest | $container/env/3/valueFrom/secretKeyRef/name | logistics-service-db
      ONE_DATABASE_EACH | base | Deployment | order-ingest | $container/env/2/value | jdbc:postgresql://orderwatch-db-rw:5432/ingest
      ENOUGH_CONNECTIONS | base | Cluster | orderwatch-db | /spec/postgresql/parameters/max_connections | '100'
      ENOUGH_CONNECTIONS | base | Cluster | orderwatch-db | /spec/managed/roles/0/connectionLimit | 20
      KNOWN_SECRETS | overlays/production | ObjectStore | orderwatch-backup | /spec/configuration/s3Credentials/accessKeyId/key | id
      BACKED_UP | overlays/production | ScheduledBackup | orderwatch-db | /spec/schedule | '0 2 * * *'
      BACKED_UP | overlays/production | ScheduledBackup | orderwatch-db | /spec/cluster/name | other
      BACKED_UP | overlays/production | Cluster | orderwatch-db | /spec/plugins/0/isWALArchiver | false
      BACKED_UP | overlays/production | Cluster | orderwatch-db | /spec/plugins/0/parameters/barmanObjectName | other
      BACKED_UP | overlays/production | ObjectStore | orderwatch-backup | /spec/retentionPolicy |
      ONE_DATABASE_EACH | base+restore | Cluster | orderwatch-db | /spec/bootstrap/recovery/owner |
      ONE_DATABASE_EACH | base+restore | Cluster | orderwatch-db | /spec/bootstrap/recovery/database | app
      ONE_DATABASE_EACH | base+restore | Cluster | orderwatch-db | /spec/bootstrap/initdb | {database: ingest, owner: ingest}
      RESTORED | base+restore | Cluster | orderwatch-db | /spec/bootstrap/recovery/source | other
      RESTORED | base+restore | Cluster | orderwatch-db | /spec/externalClusters |
      RESTORED | base+restore | Cluster | orderwatch-db | /spec/externalClusters/0/plugin/parameters/barmanObjectName | other
      RESTORED | base+restore | ObjectStore | orderwatch-origin | /spec/retentionPolicy | 30d
      RESTORED | base+backup+restore | ObjectStore | orderwatch-origin | /spec/configuration/destinationPath | 's3://example-orderwatch-backup/'
      """;

  static Stream<Offender> all() {
    return PLANTED.lines().map(Offender::read);
  }

  private static Offender read(String line) {
    var cells = line.split(" \\|", -1);
    var pointer =
        cells[4]
            .strip()
            .replace("$container", "$pod/containers/0")
            .replace("$pod", "/spec/template/spec");
    return new Offender(
        Policy.valueOf(cells[0].strip()),
        cells[1].strip(),
        cells[2].strip(),
        cells[3].strip(),
        pointer,
        cells[5].strip());
  }

  Rendered planted() {
    var all = Kustomize.render(overlay).copy();
    var doc = all.docs().stream().filter(each -> each.is(kind) && matches(each)).findFirst();
    var cut = pointer.lastIndexOf('/');
    var parent = doc.orElseThrow().at(pointer.substring(0, cut));
    var field = pointer.substring(cut + 1).replace("~1", "/");
    assertThat(parent.isContainerNode()).as("%s has %s", name, pointer).isTrue();
    switch (parent) {
      case ArrayNode list when field.equals("-") -> list.add(Doc.value(value));
      case ArrayNode list when value.isEmpty() -> list.remove(Integer.parseInt(field));
      case ArrayNode list -> list.set(Integer.parseInt(field), Doc.value(value));
      case ObjectNode object when value.isEmpty() ->
          assertThat(object.remove(field)).as(pointer).isNotNull();
      case ObjectNode object -> object.set(field, Doc.value(value));
      default -> throw new AssertionError(pointer);
    }
    return all;
  }

  /** Kustomize's hashes are made of these letters, so that orderwatch-dashboards is none. */
  private boolean matches(Doc doc) {
    return doc.name().equals(name) || doc.name().matches(name + "-[2456789bcdfghkmt]{10}");
  }
}
