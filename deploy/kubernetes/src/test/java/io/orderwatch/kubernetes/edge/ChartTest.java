package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The chart is the manifests with values. {@code ./mvnw -pl deploy/kubernetes -am test
 * -Dtest=ChartTest -Dorderwatch.write=true -Dsurefire.failIfNoSpecifiedTests=false} makes its
 * templates anew.
 */
class ChartTest {

  private static final Path TEMPLATES = Chart.HOME.resolve("templates");
  private static final String PRODUCTION = Chart.HOME.resolve("values-production.yaml").toString();
  private static final String NO_BROKERS = "kafka.create=false";

  /** The example of the component subscribers. */
  private static final String WAREHOUSE =
      "subscribers[0].name=warehouse,subscribers[0].namespace=warehouse,"
          + "subscribers[0].topics={ozon.posting-state.v1,ozon.postings.v1,ozon.passports.v1}";

  @BeforeAll
  static void write() throws IOException {
    if (Boolean.getBoolean("orderwatch.write")) {
      var made = Chart.templates();
      for (var each : templates()) {
        Files.delete(each);
      }
      for (var each : made.entrySet()) {
        Files.writeString(TEMPLATES.resolve(each.getKey()), each.getValue());
      }
    }
  }

  @Test
  void its_templates_are_made_of_the_manifests() throws IOException {
    var made = Chart.templates();
    var there = new TreeMap<String, String>();
    for (var each : templates()) {
      there.put(each.getFileName().toString(), Files.readString(each));
    }
    assertThat(there).as("write them anew with -Dorderwatch.write=true").isEqualTo(made);
  }

  private static List<Path> templates() throws IOException {
    try (var files = Files.list(TEMPLATES)) {
      return files.filter(each -> each.toString().endsWith(".yaml")).toList();
    }
  }

  static Stream<String> sets() {
    return Kustomize.everything().stream().filter(each -> each.startsWith("base"));
  }

  @ParameterizedTest
  @MethodSource("sets")
  void with_a_set_of_components_it_renders_what_kustomize_renders(String what) {
    var components = Arrays.stream(what.split("\\+", -1)).skip(1);
    var values = Stream.concat(Stream.of(NO_BROKERS), components.flatMap(ChartTest::switchedOn));
    assertThat(
            differing(
                told(Helm.render(set(values.toArray(String[]::new)))),
                told(Kustomize.render(what))))
        .isEmpty();
  }

  private static Stream<String> switchedOn(String component) {
    return component.equals(ChartSubscribers.COMPONENT)
        ? Stream.of(WAREHOUSE)
        : Stream.of("components." + component + "=true");
  }

  @Test
  void as_in_production_it_renders_production() {
    var production = told(Kustomize.render("overlays/production"));
    production.keySet().removeIf(ChartTest::ofObservability);
    assertThat(differing(told(Helm.render("--values", PRODUCTION)), production)).isEmpty();
  }

  /** Rules and dashboards are applied beside it. */
  private static boolean ofObservability(String title) {
    return title.startsWith("PrometheusRule/") || title.equals("ConfigMap/orderwatch-dashboards");
  }

  @Test
  void a_changed_manifest_is_seen() {
    var changed = Kustomize.render("base").copy();
    ((ObjectNode) changed.the("Deployment", "order-ingest").at("/spec/template/spec"))
        .put("terminationGracePeriodSeconds", 44);
    assertThat(differing(told(Helm.render(set(NO_BROKERS))), told(changed)))
        .containsOnlyKeys("Deployment/order-ingest");
  }

  static Stream<Installation> installations() {
    return Stream.of(
            new String[] {},
            set(NO_BROKERS),
            new String[] {"--values", PRODUCTION},
            set("kafka.external.bootstrapServers=kafka.example.com:9096"),
            set("database.external.host=db.example.com"),
            set(
                "kafka.external.bootstrapServers=kafka.example.com:9096",
                "database.external.host=db.example.com",
                "components.oidc=true",
                "components.ingress=true",
                "components.monitoring=true"))
        .map(each -> new Installation(List.of(each)));
  }

  record Installation(List<String> options) {
    Rendered rendered() {
      return Helm.render(options.toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @MethodSource("installations")
  void every_document_of_it_is_read_with_no_unknown_field(Installation installation) {
    var rendered = installation.rendered();
    assertThat(rendered.docs()).hasSizeGreaterThan(20);
    assertThat(rendered.docs().stream().map(StrictModels::complaints).flatMap(List::stream))
        .isEmpty();
  }

  @Test
  void it_keeps_every_policy() {
    for (var options :
        List.of(new String[] {}, new String[] {"--values", PRODUCTION}, set(NO_BROKERS))) {
      var rendered = Helm.render(options);
      assertThat(Arrays.stream(Policy.values()).flatMap(each -> each.complaints(rendered).stream()))
          .isEmpty();
    }
  }

  @Test
  void it_keeps_the_policies_of_pods_whoever_runs_kafka_and_postgresql() {
    var ofPods =
        List.of(
            Policy.FIXED_VERSIONS,
            Policy.NO_PLAIN_SECRETS,
            Policy.NO_PRIVILEGES,
            Policy.READ_ONLY_ROOT,
            Policy.REQUESTS_AND_LIMITS,
            Policy.THREE_PROBES,
            Policy.TIME_TO_STOP,
            Policy.SPREAD,
            Policy.KNOWN_WORDS,
            Policy.LABELS_MATCH,
            Policy.GUARDED);
    for (var installation : installations().toList()) {
      var rendered = installation.rendered();
      assertThat(ofPods.stream().flatMap(each -> each.complaints(rendered).stream())).isEmpty();
    }
  }

  @Test
  void a_kafka_and_a_postgresql_of_others_are_reached_and_not_made() {
    var rendered =
        Helm.render(
            set(
                "kafka.external.bootstrapServers=kafka.example.com:9096",
                "kafka.external.port=9096",
                "kafka.external.cidr=203.0.113.0/24",
                "database.external.host=db.example.com",
                "database.external.port=6432"));
    assertThat(rendered.docs().stream().map(Doc::apiVersion))
        .noneMatch(each -> each.contains("strimzi") || each.contains("cnpg"));
    assertThat(Doc.texts(rendered.the("ConfigMap", "orderwatch").at("/data")))
        .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "kafka.example.com:9096")
        .containsEntry("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
    assertThat(rendered.the("Deployment", "order-ingest").main().path("env").toString())
        .contains("jdbc:postgresql://db.example.com:6432/ingest?sslmode=verify-full");
    var stores = rendered.the("NetworkPolicy", "services-to-stores");
    assertThat(stores.at("/spec/egress/0/to/0/ipBlock/cidr").asText()).isEqualTo("203.0.113.0/24");
    assertThat(stores.at("/spec/egress/0/ports/0/port").asInt()).isEqualTo(9096);
    assertThat(stores.at("/spec/egress/1/ports/0/port").asInt()).isEqualTo(6432);
  }

  @ParameterizedTest
  @CsvSource({
    "components.autoscaling=true, kafka.external.bootstrapServers=k:9096, components.autoscaling",
    "components.mtls=true,        kafka.external.bootstrapServers=k:9096, components.mtls",
    "components.backup=true,      database.external.host=db,              components.backup",
    "components.restore=true,     database.external.host=db,              components.restore",
    "restore.targetTime=today,    components.restore=true,                targetTime",
    "ozon.sent=true,              ozon.send=true,                         sent",
    "ozon.send=ture,              image.tag=1,                            send",
    "components.oidcc=true,       image.tag=1,                            oidcc",
    "image.tag=1,                 services.order-ingest.digest=sha1:ab,   digest"
  })
  void what_makes_no_sense_is_refused_by_name(String one, String other, String named) {
    var said = Helm.template("orderwatch", set(one, other));
    assertThat(said.done()).isFalse();
    assertThat(said.errors()).contains(named);
  }

  @Test
  void a_database_is_made_of_a_copy_and_writes_its_log_elsewhere() {
    var both =
        set(
            "components.backup=true",
            "components.restore=true",
            "backup.destination=s3://bucket/",
            "backup.endpoint=https://storage.example.com",
            "restore.destination=s3://bucket/",
            "restore.endpoint=https://storage.example.com",
            "restore.targetTime=2026-11-25T17:55:00Z");
    for (var same : List.of("s3://bucket/", "s3://bucket")) {
      var one =
          Helm.template(
              "orderwatch",
              Stream.concat(Stream.of(both), Stream.of(set("restore.destination=" + same)))
                  .toArray(String[]::new));
      assertThat(one.done()).isFalse();
      assertThat(one.errors()).contains("backup.serverName");
    }

    var next = Stream.concat(Stream.of(both), Stream.of(set("backup.serverName=orderwatch-db-2")));
    var rendered = Helm.render(next.toArray(String[]::new));
    assertThat(Policy.RESTORED.complaints(rendered)).isEmpty();
    var cluster = rendered.the("Cluster", "orderwatch-db");
    assertThat(cluster.at("/spec/bootstrap/recovery/recoveryTarget/targetTime").asText())
        .isEqualTo("2026-11-25T17:55:00Z");
    assertThat(cluster.at("/spec/plugins/0/parameters/serverName").asText())
        .isEqualTo("orderwatch-db-2");
    assertThat(cluster.at("/spec/externalClusters/0/plugin/parameters/serverName").asText())
        .isEqualTo("orderwatch-db");
    for (var store : List.of("orderwatch-backup", "orderwatch-origin")) {
      assertThat(Doc.texts(rendered.the("ObjectStore", store).at("/spec/configuration")))
          .containsEntry("destinationPath", "s3://bucket/")
          .containsEntry("endpointURL", "https://storage.example.com");
    }
  }

  @Test
  void a_database_of_one_instance_waits_for_no_other() {
    var one = Helm.render(set("database.instances=1")).the("Cluster", "orderwatch-db");
    assertThat(one.at("/spec/postgresql").has("synchronous")).isFalse();
    var two = Helm.render(set("database.instances=2")).the("Cluster", "orderwatch-db");
    assertThat(two.at("/spec/postgresql/synchronous/number").asInt()).isOne();
  }

  @Test
  void a_digest_goes_before_a_tag() {
    var digest = "sha256:" + "0123456789abcdef".repeat(4);
    var rendered =
        Helm.render(
            set(
                "image.registry=registry.example.com/",
                "image.tag=0.2.0",
                "services.order-ingest.digest=" + digest));
    assertThat(image(rendered, "order-ingest"))
        .isEqualTo("registry.example.com/orderwatch/order-ingest@" + digest);
    assertThat(image(rendered, "logistics-service"))
        .isEqualTo("registry.example.com/orderwatch/logistics-service:0.2.0");
  }

  private static String image(Rendered rendered, String name) {
    return rendered.the("Deployment", name).main().path("image").asText();
  }

  @Test
  void a_changed_setting_restarts_the_pods() {
    assertThat(checksum(set("settings.QUARKUS_LOG_LEVEL=DEBUG"))).isNotEqualTo(checksum());
    assertThat(
            Doc.texts(
                Helm.render(set("settings.QUARKUS_LOG_LEVEL=DEBUG"))
                    .the("ConfigMap", "orderwatch")
                    .at("/data")))
        .containsEntry("QUARKUS_LOG_LEVEL", "DEBUG");
  }

  private static String checksum(String... options) {
    return Helm.render(options)
        .the("Deployment", "order-ingest")
        .at("/spec/template/metadata/annotations/checksum~1settings")
        .asText();
  }

  @Test
  void two_installations_in_one_cluster_have_nothing_in_common() {
    var one = Helm.template("orderwatch", "--values", PRODUCTION);
    var other = Helm.template("second", "--values", PRODUCTION);
    var here = titles(Doc.all(one.text()));
    var there = titles(Doc.all(other.text()));
    assertThat(here).hasSameSizeAs(there).doesNotContainAnyElementsOf(there);
    assertThat(there).allMatch(each -> each.startsWith("second/"));
    assertThat(other.text()).doesNotContain("namespace: \"orderwatch\"", ".orderwatch:9093");
  }

  private static Set<String> titles(List<Doc> docs) {
    var titles = new TreeSet<String>();
    docs.forEach(each -> titles.add(each.at("/metadata/namespace").asText() + "/" + each.title()));
    return titles;
  }

  @Test
  void helm_finds_nothing_to_complain_of() {
    for (var values : List.of("values.yaml", "values-production.yaml")) {
      var said =
          Helm.run(
              List.of(
                  "lint",
                  "--strict",
                  Chart.HOME.toString(),
                  "--values",
                  Chart.HOME.resolve(values).toString()));
      assertThat(said.done()).as(said.text() + said.errors()).isTrue();
    }
  }

  @Test
  void every_value_stands_in_the_table_and_nothing_else() throws IOException {
    var values = new TreeSet<String>();
    paths(Doc.value(Files.readString(Chart.HOME.resolve("values.yaml"))), "", values);
    var rows = new TreeSet<String>();
    for (var line : Files.readAllLines(Chart.HOME.resolve("README.md"))) {
      if (line.startsWith("| `")) {
        rows.add(line.substring(3, line.indexOf('`', 3)));
      }
    }
    assertThat(rows).isEqualTo(values);
  }

  private static void paths(JsonNode node, String path, Set<String> paths) {
    if (node.isObject() && !node.isEmpty()) {
      node.properties()
          .forEach(
              each -> {
                var name = Workload.has(each.getKey()) ? "<service>" : each.getKey();
                paths(each.getValue(), path.isEmpty() ? name : path + "." + name, paths);
              });
    } else {
      paths.add(path);
    }
  }

  private static String[] set(String... values) {
    return Arrays.stream(values).flatMap(each -> Stream.of("--set", each)).toArray(String[]::new);
  }

  /** Documents that one has and the other has not, or has otherwise. */
  private static Map<String, String> differing(
      Map<String, JsonNode> one, Map<String, JsonNode> other) {
    var differing = new TreeMap<String, String>();
    var titles = new TreeSet<>(one.keySet());
    titles.addAll(other.keySet());
    for (var title : titles) {
      if (!Objects.equals(one.get(title), other.get(title))) {
        differing.put(title, one.get(title) + "\ninstead of\n" + other.get(title));
      }
    }
    return differing;
  }

  /** What is told the cluster; how a change of the settings restarts pods is each one's own way. */
  private static Map<String, JsonNode> told(Rendered rendered) {
    var told = new TreeMap<String, JsonNode>();
    Chart.documents(rendered)
        .forEach(
            (title, tree) -> {
              if (tree.at("/spec/template/metadata/annotations") instanceof ObjectNode notes) {
                notes.remove("checksum/settings");
              }
              told.put(title, tree);
            });
    return told;
  }
}
