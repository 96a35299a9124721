package io.orderwatch.kubernetes.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The templates of the chart, made of what Kustomize renders: base, and what each component, the
 * brokers and a Kafka or PostgreSQL of somebody else's change of it. Whatever comes into the
 * manifests comes into the chart; the values are named here.
 */
final class Chart {

  static final Path HOME = Kustomize.MODULE.resolve("chart");

  private static final String EXTERNAL_KAFKA = ".Values.kafka.external.bootstrapServers";
  private static final String EXTERNAL_DATABASE = ".Values.database.external.host";
  private static final String OWN_BROKERS = "and .Values.kafka.create (not " + EXTERNAL_KAFKA + ")";

  private static final Set<String> OF_STRIMZI =
      Set.of("Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser");
  private static final Set<String> POLICIES_OF_KAFKA =
      Set.of("kafka-from-services", "kafka-itself");
  private static final Set<String> OF_CNPG =
      Set.of("Cluster", "Database", "ScheduledBackup", "ObjectStore");
  private static final Set<String> POLICIES_OF_DATABASE =
      Set.of("database-from-services", "database-itself");

  /** What Kustomize puts behind the name of a ConfigMap, which Helm does by an annotation. */
  private static final Pattern HASHED = Pattern.compile("(orderwatch|oidc)-[2456789bcdfghkmt]{10}");

  private static final Map<String, String> NEIGHBOURS =
      Map.of(
          "kube-system", "names",
          "monitoring", "monitoring",
          "keda", "keda",
          "cnpg-system", "cnpg",
          "observability", "collector");

  private Chart() {}

  /** Every template that is made, by its name. */
  static Map<String, String> templates() {
    var base = documents(Kustomize.render("base"));
    var changed = new LinkedHashMap<String, Map<String, ObjectNode>>();
    changed.put(EXTERNAL_KAFKA, withKafkaOfOthers(base));
    changed.put(EXTERNAL_DATABASE, withDatabaseOfOthers(base));
    for (var component : Kustomize.COMPONENTS) {
      changed.put(condition(component), documents(Kustomize.render("base+" + component)));
    }
    var brokers = new LinkedHashMap<>(base);
    for (var doc : Kustomize.render("overlays/production").docs()) {
      if (doc.is("Kafka") || doc.is("KafkaNodePool")) {
        brokers.put(doc.title(), doc.tree());
      }
    }
    changed.put(OWN_BROKERS, brokers);

    var titles = new ArrayList<>(base.keySet());
    changed
        .values()
        .forEach(
            docs ->
                docs.keySet().stream().filter(each -> !titles.contains(each)).forEach(titles::add));
    var files = new TreeMap<String, StringBuilder>();
    for (var title : titles) {
      var lines = new ArrayList<>(lines(title, base, changed));
      var text = files.computeIfAbsent(file(title), Chart::begun);
      // the separator goes with the document
      lines.add(lines.getFirst().startsWith("{{-") ? 1 : 0, "---");
      lines.forEach(each -> text.append(each).append('\n'));
    }
    var made = new TreeMap<String, String>();
    files.forEach((name, text) -> made.put(name, text.toString()));
    return made;
  }

  private static List<String> lines(
      String title, Map<String, ObjectNode> base, Map<String, Map<String, ObjectNode>> changed) {
    var owner =
        Kustomize.COMPONENTS.stream()
            .filter(each -> !base.containsKey(title))
            .filter(each -> changed.getOrDefault(condition(each), Map.of()).containsKey(title))
            .findFirst();
    var with = new LinkedHashMap<String, JsonNode>();
    if (owner.isEmpty()) {
      changed.forEach((when, docs) -> with.put(when, filled(docs.get(title))));
      return Switched.lines(filled(base.get(title)), with);
    }
    // What a component brings, another may change.
    var own = owner.get();
    for (var other : Kustomize.COMPONENTS) {
      if (!other.equals(own)) {
        var both = Stream.of(own, other).sorted().collect(Collectors.joining("+"));
        with.put(condition(other), filled(documents(Kustomize.render("base+" + both)).get(title)));
      }
    }
    var lines = new ArrayList<String>();
    var listed = own.equals(ChartSubscribers.COMPONENT);
    lines.add(listed ? ChartSubscribers.EACH : "{{- if " + condition(own) + " }}");
    lines.addAll(
        Switched.lines(filled(changed.getOrDefault(condition(own), Map.of()).get(title)), with));
    lines.add(listed ? ChartSubscribers.END : "{{- end }}");
    return lines;
  }

  private static String condition(String component) {
    return component.equals(ChartSubscribers.COMPONENT)
        ? ChartSubscribers.CONDITION
        : "index .Values.components \"" + component + "\"";
  }

  private static StringBuilder begun(String file) {
    return new StringBuilder(
        "{{- /* Made from the manifests beside the chart: see README.md there. */ -}}\n"
            + (file.equals("settings.yaml") ? "{{- include \"orderwatch.checked\" . -}}\n" : ""));
  }

  private static String file(String title) {
    var kind = title.substring(0, title.indexOf('/'));
    var name = title.substring(title.indexOf('/') + 1);
    return switch (kind) {
      case "ConfigMap" -> "settings.yaml";
      case "Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser" -> "kafka.yaml";
      case "NetworkPolicy" -> "network.yaml";
      case "Gateway", "HTTPRoute" -> "ingress.yaml";
      case "PodMonitor" -> "monitoring.yaml";
      case "TriggerAuthentication" -> "autoscaling.yaml";
      default ->
          OF_CNPG.contains(kind)
              ? "database.yaml"
              : Workload.has(name) ? name + ".yaml" : "more.yaml";
    };
  }

  /** By title; the namespace is not the chart's to make. */
  static Map<String, ObjectNode> documents(Rendered rendered) {
    var all = new LinkedHashMap<String, ObjectNode>();
    for (var doc : rendered.docs()) {
      if (!doc.is("Namespace")) {
        var tree = (ObjectNode) renamed(doc.tree());
        all.put(new Doc(tree).title(), tree);
      }
    }
    return all;
  }

  private static JsonNode renamed(JsonNode node) {
    return mapped(
        node,
        "",
        (_, text) -> {
          var hashed = HASHED.matcher(text);
          return hashed.matches() ? hashed.group(1) : text;
        });
  }

  private static Map<String, ObjectNode> withKafkaOfOthers(Map<String, ObjectNode> base) {
    var all = copied(base, OF_STRIMZI, POLICIES_OF_KAFKA);
    var settings = (ObjectNode) of(all, "ConfigMap/orderwatch").path("data");
    settings.put("KAFKA_BOOTSTRAP_SERVERS", helm("{{ " + EXTERNAL_KAFKA + " }}"));
    settings.put("KAFKA_SECURITY_PROTOCOL", helm("{{ .Values.kafka.external.securityProtocol }}"));
    elsewhere(of(all, "NetworkPolicy/services-to-stores").at("/spec/egress/0"), "kafka");
    return all;
  }

  private static Map<String, ObjectNode> withDatabaseOfOthers(Map<String, ObjectNode> base) {
    var all = copied(base, OF_CNPG, POLICIES_OF_DATABASE);
    elsewhere(of(all, "NetworkPolicy/services-to-stores").at("/spec/egress/1"), "database");
    all.replaceAll(
        (_, tree) ->
            (ObjectNode)
                mapped(
                    tree,
                    "",
                    (_, text) ->
                        text.startsWith("jdbc:")
                            ? helm(
                                text.replace(
                                    "orderwatch-db-rw:5432",
                                    "{{ .Values.database.external.host }}:{{ .Values.database.external.port }}"))
                            : text));
    return all;
  }

  private static void elsewhere(JsonNode egress, String what) {
    var values = ".Values." + what + ".external.";
    var to = JsonNodeFactory.instance.arrayNode();
    to.addObject().putObject("ipBlock").put("cidr", helm("{{ " + values + "cidr }}"));
    ((ObjectNode) egress).set("to", to);
    ((ObjectNode) egress.at("/ports/0"))
        .put("port", Switched.NUMBER_OF_HELM + "{{ " + values + "port }}");
  }

  private static Map<String, ObjectNode> copied(
      Map<String, ObjectNode> base, Set<String> kinds, Set<String> policies) {
    var all = new LinkedHashMap<String, ObjectNode>();
    base.forEach(
        (title, tree) -> {
          var doc = new Doc(tree.deepCopy());
          if (!kinds.contains(doc.kind())
              && !(doc.is("NetworkPolicy") && policies.contains(doc.name()))) {
            all.put(title, doc.tree());
          }
        });
    return all;
  }

  private static ObjectNode of(Map<String, ObjectNode> all, String title) {
    return Optional.ofNullable(all.get(title)).orElseThrow();
  }

  /** With the values of the chart where the manifests have examples or defaults. */
  private static JsonNode filled(@org.jspecify.annotations.Nullable ObjectNode tree) {
    if (tree == null) {
      return MissingNode.getInstance();
    }
    var doc = new Doc(tree.deepCopy());
    if (doc.is("Deployment") && Workload.has(doc.name())) {
      deployment(doc);
    } else if (doc.is("ConfigMap") && doc.name().equals("orderwatch")) {
      ((ObjectNode) doc.at("/data"))
          .put(
              Switched.LINES_OF_HELM,
              """
              {{- range $name, $value := .Values.settings }}
              {{ $name }}: {{ $value | quote }}
              {{- end }}""");
    } else if (doc.is("KafkaNodePool") && doc.name().equals("brokers")) {
      ((ObjectNode) doc.at("/spec/storage/volumes/0"))
          .put("size", helm("{{ .Values.kafka.storage }}"));
    } else if (doc.is("Kafka")) {
      ((ObjectNode) doc.at("/spec/kafka/rack"))
          .put("topologyKey", helm("{{ .Values.kafka.rack }}"));
    } else if (doc.is("Cluster")) {
      ((ObjectNode) doc.at("/spec"))
          .put("instances", Switched.NUMBER_OF_HELM + "{{ .Values.database.instances }}");
      ((ObjectNode) doc.at("/spec/storage")).put("size", helm("{{ .Values.database.storage }}"));
      ((ObjectNode) doc.at("/spec/walStorage"))
          .put("size", helm("{{ .Values.database.walStorage }}"));
      var postgresql = (ObjectNode) doc.at("/spec/postgresql");
      if (postgresql.remove("synchronous") instanceof ObjectNode synchronous) {
        var lines =
            new StringBuilder("{{- if gt (int .Values.database.instances) 1 }}\nsynchronous:\n");
        synchronous
            .properties()
            .forEach(
                each ->
                    lines.append("  %s: %s\n".formatted(each.getKey(), each.getValue().asText())));
        postgresql.put(Switched.LINES_OF_HELM, lines.append("{{- end }}").toString());
      }
      if (doc.at("/spec/bootstrap/recovery") instanceof ObjectNode recovery) {
        recovery.put(
            Switched.LINES_OF_HELM,
            """
            {{- with .Values.restore.targetTime }}
            recoveryTarget:
              targetTime: {{ . | quote }}
            {{- end }}""");
      }
      archives(doc.at("/spec/plugins"), "backup");
      archives(doc.at("/spec/externalClusters"), "restore");
    } else if (doc.is("ObjectStore")) {
      var values = doc.name().equals("orderwatch-origin") ? "restore" : "backup";
      var store = (ObjectNode) doc.at("/spec/configuration");
      store.put("destinationPath", helm("{{ .Values." + values + ".destination }}"));
      store.put(
          Switched.LINES_OF_HELM,
          """
          {{- with .Values.%s.endpoint }}
          endpointURL: {{ . | quote }}
          {{- end }}"""
              .formatted(values));
      if (doc.at("/spec").has("retentionPolicy")) {
        ((ObjectNode) doc.at("/spec"))
            .put("retentionPolicy", helm("{{ .Values.backup.retention }}"));
      }
    }
    ChartSubscribers.fill(doc);
    return mapped(doc.tree(), "", Chart::value);
  }

  private static void archives(JsonNode plugins, String values) {
    for (var parameters : plugins.findValues("parameters")) {
      ((ObjectNode) parameters).put("serverName", helm("{{ .Values." + values + ".serverName }}"));
    }
  }

  private static void deployment(Doc doc) {
    var values = "(index .Values.services \"" + doc.name() + "\")";
    if (doc.at("/spec").has("replicas")) {
      ((ObjectNode) doc.at("/spec"))
          .put("replicas", Switched.NUMBER_OF_HELM + "{{ " + values + ".replicas }}");
    }
    ((ObjectNode) doc.at("/spec/template/metadata/annotations"))
        .put(
            "checksum/settings",
            helm("{{ include (print $.Template.BasePath \"/settings.yaml\") . | sha256sum }}"));
    var main = (ObjectNode) doc.main();
    main.put(
        "image",
        helm(
            "{{ include \"orderwatch.image\" (dict \"root\" $ \"name\" \""
                + doc.name()
                + "\") }}"));
    for (var each : List.of("requests", "limits")) {
      for (var what : List.of("cpu", "memory")) {
        ((ObjectNode) main.at("/resources/" + each))
            .put(what, helm("{{ " + values + ".resources." + each + "." + what + " }}"));
      }
    }
  }

  /** What stands for a text of the manifests. */
  private static String value(String path, String text) {
    if (path.endsWith("/metadata/namespace") && text.equals("orderwatch")) {
      return helm("{{ .Release.Namespace }}");
    }
    if (path.endsWith("/kubernetes.io/metadata.name")) {
      var neighbour = NEIGHBOURS.get(text);
      if (neighbour == null) {
        throw new IllegalArgumentException("a namespace without a value: " + text);
      }
      return helm("{{ .Values.namespaces." + neighbour + " }}");
    }
    if (text.contains("orderwatch-kafka-bootstrap.orderwatch:")) {
      return helm(text.replace(".orderwatch:", ".{{ .Release.Namespace }}:"));
    }
    if (text.contains("orderwatch.example.com")) {
      return helm(text.replace("orderwatch.example.com", "{{ .Values.ingress.domain }}"));
    }
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "ORDERWATCH_OZON_SEND" -> helm("{{ .Values.ozon.send }}");
      case "ORDERWATCH_OZON_URL" -> helm("{{ .Values.ozon.url }}");
      case "ORDERWATCH_LOGIN_ISSUER" -> helm("{{ .Values.oidc.issuer }}");
      case "ORDERWATCH_ROLES_GROUPS" -> helm("{{ .Values.oidc.groups }}");
      case "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT" -> helm("{{ .Values.opentelemetry.endpoint }}");
      case "gatewayClassName" -> helm("{{ .Values.ingress.gatewayClassName }}");
      default -> text;
    };
  }

  private static String helm(String text) {
    return Switched.OF_HELM + text;
  }

  private interface Texts {
    String of(String path, String text);
  }

  private static JsonNode mapped(JsonNode node, String path, Texts texts) {
    return switch (node) {
      case ObjectNode object -> {
        var made = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                each ->
                    made.set(
                        each.getKey(),
                        each.getKey().equals(Switched.LINES_OF_HELM)
                            ? each.getValue()
                            : mapped(each.getValue(), path + "/" + each.getKey(), texts)));
        yield made;
      }
      case ArrayNode array -> {
        var made = JsonNodeFactory.instance.arrayNode();
        array.forEach(each -> made.add(mapped(each, path, texts)));
        yield made;
      }
      case TextNode text when text.asText().startsWith(Switched.OF_HELM) -> text;
      case TextNode text when text.asText().startsWith(Switched.NUMBER_OF_HELM) -> text;
      case TextNode text -> TextNode.valueOf(texts.of(path, text.asText()));
      default -> node;
    };
  }
}
