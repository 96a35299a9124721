package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.PodPolicies.demand;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Each service runs its own image with its own settings: a misspelt variable is silent otherwise.
 */
final class SettingPolicies {

  private static final Set<String> SHARED =
      Set.of(
          "KAFKA_BOOTSTRAP_SERVERS",
          "KAFKA_SECURITY_PROTOCOL",
          "KAFKA_SSL_KEYSTORE_LOCATION",
          "KAFKA_SSL_KEYSTORE_TYPE",
          "KAFKA_SSL_TRUSTSTORE_LOCATION",
          "KAFKA_SSL_TRUSTSTORE_TYPE",
          "ORDERWATCH_CLOCK",
          "ORDERWATCH_OZON_SEND",
          "ORDERWATCH_OZON_URL",
          "ORDERWATCH_STORES_FILE",
          "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
          "QUARKUS_OTEL_SDK_DISABLED");

  /** What the component oidc tells the services that people log in to. */
  private static final Set<String> OF_LOGIN =
      Set.of("ORDERWATCH_LOGIN_ENABLED", "ORDERWATCH_LOGIN_ISSUER", "ORDERWATCH_ROLES_GROUPS");

  private static final Set<String> SECRETS_OF_LOGIN =
      Set.of(
          "ORDERWATCH_LOGIN_CLIENT_ID",
          "ORDERWATCH_LOGIN_CLIENT_SECRET",
          "ORDERWATCH_LOGIN_COOKIE_SECRET");

  /** Fields that the models take for any text, and Kubernetes does not. */
  private static final Map<String, Set<String>> WORDS =
      Map.of(
          "whenUnsatisfiable", Set.of("ScheduleAnyway", "DoNotSchedule"),
          "nodeTaintsPolicy", Set.of("Honor", "Ignore"),
          "topologyKey", Set.of("topology.kubernetes.io/zone", "kubernetes.io/hostname"),
          "protocol", Set.of("TCP", "UDP", "HTTPS"),
          "policyTypes", Set.of("Ingress", "Egress"),
          "operator", Set.of("In", "NotIn", "Exists", "DoesNotExist"),
          "imagePullPolicy", Set.of("IfNotPresent", "Always"),
          "unhealthyPodEvictionPolicy", Set.of("AlwaysAllow", "IfHealthyBudget"),
          "podAntiAffinityType", Set.of("required", "preferred"));

  private SettingPolicies() {}

  static Stream<String> words(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var doc : all.docs()) {
      WORDS.forEach(
          (field, known) ->
              doc.tree().findValues(field).stream()
                  .flatMap(each -> each.isArray() ? Doc.each(each) : Stream.of(each))
                  .map(JsonNode::asText)
                  .forEach(each -> demand(doc, field, known.contains(each), wrong)));
    }
    return wrong.stream();
  }

  static Stream<String> settings(Rendered all) {
    var wrong = new ArrayList<String>();
    for (var service : Workload.values()) {
      var doc = all.the("Deployment", service.title());
      var container = doc.main();
      var image = container.path("image").asText();
      demand(doc, "its own image", image.matches(".*/" + doc.name() + "[:@].*"), wrong);
      var given = Doc.each(container.path("env")).map(each -> each.path("name").asText());
      var env = given.collect(Collectors.toCollection(TreeSet::new));
      // only the kind overlay has another clock
      env.remove("ORDERWATCH_CLOCK");
      var needed = needed(service, all.the("KafkaUser", service.title()));
      if (LoginPolicies.asks(all, doc)) {
        needed.addAll(SECRETS_OF_LOGIN);
      }
      demand(doc, needed + ", not " + env, env.equals(needed), wrong);
      foreign(all, doc).forEach(each -> demand(doc, "no Secret of " + each, false, wrong));
    }
    for (var doc : all.of("ConfigMap").filter(SettingPolicies::ofServices).toList()) {
      var settings = Doc.texts(doc.at("/data"));
      demand(doc, "settings that we know", SHARED.containsAll(settings.keySet()), wrong);
      demand(doc, "an Ozon that is there", ozon(all, settings), wrong);
    }
    for (var doc : all.of("ConfigMap").filter(each -> each.name().matches("oidc-.*")).toList()) {
      var settings = Doc.texts(doc.at("/data"));
      demand(doc, OF_LOGIN + " alone", OF_LOGIN.equals(settings.keySet()), wrong);
      var issuer = settings.getOrDefault("ORDERWATCH_LOGIN_ISSUER", "");
      demand(doc, "an issuer by https", issuer.startsWith("https://"), wrong);
    }
    return wrong.stream();
  }

  /** What the services are told; dashboards are told to Grafana. */
  private static boolean ofServices(Doc map) {
    return map.name().matches("orderwatch-.*") && !map.labels().containsKey("grafana_dashboard");
  }

  private static Set<String> needed(Workload service, Doc user) {
    var needed =
        new TreeSet<>(
            List.of(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "QUARKUS_DATASOURCE_USERNAME",
                "QUARKUS_DATASOURCE_PASSWORD"));
    needed.addAll(
        user.at("/spec/authentication/type").asText().equals("tls")
            ? Set.of("KAFKA_SSL_KEYSTORE_PASSWORD")
            : Set.of("KAFKA_SASL_MECHANISM", "KAFKA_SASL_JAAS_CONFIG"));
    needed.addAll(
        service == Workload.COMPLIANCE
            ? Set.of(
                "ORDERWATCH_BOARD_INGEST_URL",
                "ORDERWATCH_BOARD_LOGISTICS_URL",
                "ORDERWATCH_BOARD_NOTIFICATION_URL")
            : Set.of("ORDERWATCH_OZON_KEYS"));
    if (service == Workload.ORDER_INGEST) {
      needed.add("ORDERWATCH_INGEST_PUSH_SECRET");
    }
    return needed;
  }

  /** Other services whose Secrets it refers to. */
  private static Set<String> foreign(Rendered all, Doc doc) {
    var names = new TreeSet<String>();
    doc.tree().findValues("secretKeyRef").forEach(each -> names.add(each.path("name").asText()));
    doc.tree().findValues("secretName").stream().map(JsonNode::asText).forEach(names::add);
    return all.of("KafkaUser")
        .map(Doc::name)
        .filter(each -> !each.equals(doc.name()))
        .filter(each -> names.contains(each) || names.contains(each + "-db"))
        .collect(Collectors.toSet());
  }

  private static boolean ozon(Rendered all, Map<String, String> settings) {
    var url = URI.create(settings.getOrDefault("ORDERWATCH_OZON_URL", ""));
    if ("api-seller.ozon.ru".equals(url.getHost())) {
      return "https".equals(url.getScheme()) && "real".equals(settings.get("ORDERWATCH_CLOCK"));
    }
    return all.find("Service", String.valueOf(url.getHost()))
        .filter(each -> each.at("/spec/ports/0/port").asInt() == url.getPort())
        .isPresent();
  }
}
