package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What names something else names something that is there. */
final class WiringPolicies {

  /** Made by the kind overlay's {@code up}, which knows when it is. */
  private static final String CLOCK = "clock";

  private static final Pattern BOOTSTRAP = Pattern.compile("(.+)-kafka-bootstrap(?:\\..+)?:(\\d+)");

  private static final Pattern ADDRESS = Pattern.compile("http://([a-z0-9.-]+):(\\d+)");

  /** PodMonitors of what operators run, with the names that they give their ports. */
  private static final Map<String, String> SERVERS =
      Map.of("kafka", "tcp-prometheus", "database", "metrics");

  private static final String SCRAPER = "monitoring -> ";

  /** The port of page, API and pushes. */
  private static final String COMMANDS = "8080";

  private WiringPolicies() {}

  static Stream<String> labels(Rendered all) {
    var wrong = new ArrayList<String>();
    var deployments = all.of("Deployment").toList();
    for (var doc : deployments) {
      var pods = podLabels(doc);
      var selector = new Selector(doc.at("/spec/selector"));
      demand(
          doc,
          "to select its own pods",
          doc.at("/spec/selector").size() > 0 && selector.takes(pods),
          wrong);
      for (var kind : List.of("Service", "PodDisruptionBudget")) {
        var one = all.of(kind).filter(each -> selectorOf(each).takes(pods)).toList();
        demand(doc, "exactly one " + kind, one.size() == 1, wrong);
      }
    }
    for (var doc : all.docs()) {
      if (Set.of("Deployment", "Service", "PodDisruptionBudget").contains(doc.kind())) {
        var chosen = deployments.stream().filter(each -> selectorOf(doc).takes(podLabels(each)));
        var names = chosen.map(Doc::name).toList();
        demand(
            doc, "to select the pods of its name alone", names.equals(List.of(doc.name())), wrong);
      }
      if (doc.is("PodDisruptionBudget")) {
        demand(doc, "to let one pod go", doc.at("/spec/maxUnavailable").asInt() == 1, wrong);
      }
      if (doc.is("PodMonitor") && !SERVERS.containsKey(doc.name())) {
        for (var name : Workload.titles()) {
          var labels = podLabels(all.the("Deployment", name));
          demand(doc, "to look at " + name, selectorOf(doc).takes(labels), wrong);
        }
      }
    }
    return wrong.stream();
  }

  /** A Service has the labels alone where others have a selector. */
  private static Selector selectorOf(Doc doc) {
    var selector = doc.at("/spec/selector");
    return new Selector(
        doc.is("Service")
            ? JsonNodeFactory.instance.objectNode().set("matchLabels", selector)
            : selector);
  }

  static Map<String, String> podLabels(Doc deployment) {
    return Doc.texts(deployment.at("/spec/template/metadata/labels"));
  }

  static Stream<String> wired(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.docs()) {
      if (!doc.is("Namespace")) {
        var namespace = doc.at("/metadata/namespace").asText();
        demand(doc, "to be in orderwatch", namespace.equals("orderwatch"), wrong);
      }
      switch (doc.kind()) {
        case "Deployment" -> deployment(all, doc, wrong);
        case "Service" -> service(all, doc, wrong);
        case "HTTPRoute" -> route(all, doc, wrong);
        case "PodMonitor" ->
            Doc.each(doc.at("/spec/podMetricsEndpoints"))
                .forEach(
                    each -> {
                      var ours = !SERVERS.containsKey(doc.name());
                      var port = SERVERS.getOrDefault(doc.name(), ProbePolicies.MANAGEMENT);
                      var path = ours ? "/q/metrics" : "/metrics";
                      demand(doc, "port " + port, each.path("port").asText().equals(port), wrong);
                      demand(doc, "path " + path, each.path("path").asText().equals(path), wrong);
                    });
        case "KafkaTopic", "KafkaUser", "KafkaNodePool" -> {
          var cluster = doc.labels().getOrDefault("strimzi.io/cluster", "");
          demand(doc, "cluster orderwatch", cluster.equals("orderwatch"), wrong);
        }
        case "ConfigMap" -> bootstrap(all, doc, wrong);
        default -> {}
      }
    }
    return wrong.stream();
  }

  /** Who never talks to Ozon has no stores either. */
  private static boolean hasKeys(JsonNode container) {
    return container.path("env").findValuesAsText("name").contains("ORDERWATCH_OZON_KEYS");
  }

  private static void deployment(Rendered all, Doc doc, List<String> wrong) {
    var account = doc.pod().path("serviceAccountName").asText();
    demand(doc, "an account of its own", account.equals(doc.name()), wrong);
    demand(doc, "its account", all.find("ServiceAccount", account).isPresent(), wrong);
    var volumes = names(doc.pod().path("volumes"));
    for (var container : doc.containers()) {
      addresses(all, doc, container, wrong);
      var mounted = names(container.path("volumeMounts"));
      demand(doc, "the volumes it mounts", volumes.containsAll(mounted), wrong);
      for (var source : container.findValues("configMapRef")) {
        var name = source.path("name").asText();
        demand(doc, "ConfigMap " + name, all.find("ConfigMap", name).isPresent(), wrong);
        var settings = all.find("ConfigMap", name).map(each -> Doc.texts(each.at("/data")));
        settings.orElse(Map.of()).entrySet().stream()
            .filter(each -> !each.getKey().equals("ORDERWATCH_STORES_FILE") || hasKeys(container))
            .map(Map.Entry::getValue)
            .filter(each -> each.startsWith("/etc/"))
            .forEach(each -> demand(doc, each + " mounted", mounts(container, each), wrong));
      }
      for (var source : container.findValues("configMapKeyRef")) {
        var name = source.path("name").asText();
        demand(doc, "ConfigMap " + name, name.equals(CLOCK), wrong);
      }
    }
  }

  /** What a container is told to call is a Service of ours or a port of its own pod. */
  private static void addresses(Rendered all, Doc doc, JsonNode container, List<String> wrong) {
    var own = doc.containers().stream().map(each -> each.at("/ports/0/containerPort").asText());
    var ports = own.collect(Collectors.toSet());
    var address = ADDRESS.matcher(container.path("args") + " " + container.path("env"));
    while (address.find()) {
      var host = address.group(1);
      var port = address.group(2);
      var service = all.find("Service", host);
      var known =
          host.equals("127.0.0.1")
              ? ports.contains(port)
              : service.stream()
                  .flatMap(each -> Doc.each(each.at("/spec/ports")))
                  .anyMatch(each -> port.equals(each.path("port").asText()));
      demand(doc, address.group() + " to be there", known, wrong);
    }
  }

  private static boolean mounts(JsonNode container, String file) {
    return Doc.each(container.path("volumeMounts"))
        .anyMatch(each -> file.startsWith(each.path("mountPath").asText() + "/"));
  }

  private static void service(Rendered all, Doc doc, List<String> wrong) {
    var ports =
        all.the("Deployment", doc.name()).containers().stream()
            .flatMap(each -> names(each.path("ports")).stream())
            .collect(Collectors.toSet());
    for (var port : Doc.each(doc.at("/spec/ports")).toList()) {
      var target = port.path("targetPort").asText();
      demand(doc, "a port of its pods, not " + target, ports.contains(target), wrong);
      demand(doc, "no way to health", !target.equals(ProbePolicies.MANAGEMENT), wrong);
    }
  }

  private static void route(Rendered all, Doc doc, List<String> wrong) {
    for (var parent : Doc.each(doc.at("/spec/parentRefs")).toList()) {
      var gateway = all.find("Gateway", parent.path("name").asText());
      var listeners = gateway.map(each -> names(each.at("/spec/listeners"))).orElse(Set.of());
      demand(doc, "its gateway", listeners.contains(parent.path("sectionName").asText()), wrong);
    }
    for (var rule : Doc.each(doc.at("/spec/rules")).toList()) {
      demand(doc, "to say which paths", rule.path("matches").size() > 0, wrong);
      Predicate<String> inner = each -> each.equals("/") || "/q".startsWith(each);
      Doc.each(rule.path("matches"))
          .map(each -> each.path("path"))
          .filter(each -> !each.path("type").asText().equals("Exact"))
          .map(each -> each.path("value").asText())
          .forEach(each -> demand(doc, "no way to /q", !inner.test(each), wrong));
      for (var backend : Doc.each(rule.path("backendRefs")).toList()) {
        var service = all.find("Service", backend.path("name").asText());
        var port = service.map(each -> each.at("/spec/ports/0/port").asInt()).orElse(0);
        demand(doc, "a service behind it", port == backend.path("port").asInt(), wrong);
      }
    }
  }

  /** A bootstrap address leads to a listener that asks for what our users have. */
  private static void bootstrap(Rendered all, Doc doc, List<String> wrong) {
    var settings = Doc.texts(doc.at("/data"));
    var address = settings.get("KAFKA_BOOTSTRAP_SERVERS");
    if (address == null) {
      return;
    }
    var parts = BOOTSTRAP.matcher(address);
    demand(doc, "a bootstrap address", parts.matches(), wrong);
    var mutual = "SSL".equals(settings.get("KAFKA_SECURITY_PROTOCOL"));
    demand(doc, "port for its protocol", address.endsWith(mutual ? ":9093" : ":9092"), wrong);
    var wanted = mutual ? "tls" : "scram-sha-512";
    for (var name : Workload.titles()) {
      var user = all.the("KafkaUser", name);
      var given = user.at("/spec/authentication/type").asText();
      demand(user, wanted, given.equals(wanted), wrong);
    }
    for (var kafka : all.of("Kafka").toList()) {
      demand(
          kafka, "to be called orderwatch", address.startsWith(kafka.name() + "-kafka-b"), wrong);
      var listener =
          Doc.each(kafka.at("/spec/kafka/listeners"))
              .filter(each -> address.endsWith(":" + each.path("port").asInt()))
              .filter(each -> each.at("/authentication/type").asText().equals(wanted))
              .filter(each -> each.path("tls").asBoolean() == mutual)
              .filter(each -> each.path("networkPolicyPeers").size() == 1);
      demand(kafka, "one guarded listener for " + address, listener.count() == 1, wrong);
    }
  }

  /** Who scrapes comes to no port at which something is commanded, and nobody else to that one. */
  static Stream<String> scraped(Rendered all) {
    var wrong = new ArrayList<String>();
    var arriving = new Flows(all).in;
    for (var name : Workload.titles()) {
      var doc = all.the("Deployment", name);
      var scrapes = SCRAPER + name + ":" + ProbePolicies.management(doc);
      demand(doc, "to be scraped", arriving.contains(scrapes), wrong);
      for (var arrow : arriving) {
        var end = arrow.substring(arrow.indexOf(" -> ") + 4);
        var port = end.substring(end.lastIndexOf(':') + 1);
        var here = end.equals(name + ":" + port) || end.equals("everyone:" + port);
        if (here && !arrow.equals(scrapes)) {
          demand(doc, "no " + arrow, port.equals(COMMANDS) && !arrow.startsWith(SCRAPER), wrong);
        }
      }
    }
    return wrong.stream();
  }

  static Stream<String> guarded(Rendered all) {
    var wrong = new ArrayList<String>();
    var deny = all.the("NetworkPolicy", "default-deny");
    var types = Doc.each(deny.at("/spec/policyTypes")).map(JsonNode::asText).toList();
    demand(deny, "both directions", types.equals(List.of("Ingress", "Egress")), wrong);
    demand(deny, "all pods", deny.at("/spec/podSelector").isEmpty(), wrong);
    var nothing = !deny.at("/spec").has("ingress") && !deny.at("/spec").has("egress");
    demand(deny, "no exception", nothing, wrong);
    var namespace = all.the("Namespace", "orderwatch");
    var level = namespace.labels().getOrDefault("pod-security.kubernetes.io/enforce", "");
    demand(namespace, "restricted pods", level.equals("restricted"), wrong);
    for (var kafka : all.of("Kafka").toList()) {
      demand(
          kafka,
          "access by ACL",
          kafka.at("/spec/kafka/authorization/type").asText().equals("simple"),
          wrong);
    }
    if (all.name().startsWith("overlays/")) {
      for (var route : all.of("HTTPRoute").filter(each -> !each.name().equals("push")).toList()) {
        var service = all.the("Service", route.at("/spec/rules/0/backendRefs/0/name").asText());
        var asks = LoginPolicies.asks(all, all.the("Deployment", service.name()));
        demand(route, "a login before the operators' page", asks, wrong);
        var paths =
            Doc.each(route.at("/spec/rules/0/matches"))
                .map(each -> each.at("/path/value").asText());
        demand(route, "a way back from the issuer", paths.anyMatch("/oauth2"::equals), wrong);
      }
    }
    return wrong.stream();
  }

  private static Set<String> names(JsonNode list) {
    return Doc.each(list).map(each -> each.path("name").asText()).collect(Collectors.toSet());
  }
}
