package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may talk to what: the drawing, as a table, and nothing beside it. */
class FlowsTest {

  private static final String STORES =
      """
      order-ingest         -> kafka:9092      database:5432
      compliance-service   -> kafka:9092      database:5432
      notification-service -> kafka:9092      database:5432
      logistics-service    -> kafka:9092      database:5432
      """;

  private static final String OZON =
      """
      order-ingest         -> the Internet:443
      notification-service -> the Internet:443
      logistics-service    -> the Internet:443
      """;

  /** What people ask for at the page. */
  private static final String PAGE =
      "compliance-service -> logistics-service:8080  notification-service:8080  order-ingest:8080";

  private static final String TO_THEMSELVES =
      """
      everyone             -> kube-system/kube-dns:53  kube-system/kube-dns:53/UDP
      kafka                -> kafka:9090               kafka:9091
      kafka-operators      -> kafka:9090               kafka:9091
      kafka                -> any address:443          any address:6443
      kafka-operators      -> any address:443          any address:6443
      database             -> database:5432            database:8000
      database             -> any address:443          any address:6443
      """;

  private static final String VISITORS =
      """
      orderwatch.io/gateway=true -> order-ingest:8080  compliance-service:8080  notification-service:8080  logistics-service:8080
      monitoring                 -> order-ingest:9000  compliance-service:9000  notification-service:9000  logistics-service:9000
      cnpg-system                -> database:5432      database:8000
      """;

  /** The broker's side of these is told by the policy that Strimzi makes. */
  private static final Set<String> STRIMZI_OWN =
      Set.of(
          "kafka -> kafka:9090 leaves and does not arrive",
          "kafka -> kafka:9091 leaves and does not arrive",
          "kafka-operators -> kafka:9090 leaves and does not arrive",
          "kafka-operators -> kafka:9091 leaves and does not arrive");

  static List<String> everything() {
    return Kustomize.everything();
  }

  @Test
  void base_allows_what_is_drawn_and_nothing_else() {
    var flows = new Flows(Kustomize.render("base"));
    assertThat(flows.out).isEqualTo(arrows(STORES, OZON, PAGE, TO_THEMSELVES));
    assertThat(flows.in)
        .isEqualTo(arrows(STORES, PAGE, VISITORS, "database -> database:5432  database:8000"));
  }

  @Test
  void in_kind_the_simulator_stands_where_the_internet_was() {
    var flows = new Flows(Kustomize.render("overlays/kind"));
    var simulator =
        """
        order-ingest         -> simulator:8080
        notification-service -> simulator:8080
        logistics-service    -> simulator:8080
        simulator            -> order-ingest:8080
        """;
    assertThat(flows.out).isEqualTo(arrows(STORES, simulator, PAGE, TO_THEMSELVES));
    assertThat(flows.in)
        .isEqualTo(
            arrows(STORES, simulator, PAGE, VISITORS, "database -> database:5432  database:8000"));
  }

  @Test
  void in_production_kafka_is_reached_by_certificate_and_the_issuer_by_the_operated_services() {
    var flows = new Flows(Kustomize.render("overlays/production"));
    var stores = STORES.replace("9092", "9093");
    var more =
        """
        order-ingest         -> observability:4317
        compliance-service   -> observability:4317  the Internet:443
        notification-service -> observability:4317
        logistics-service    -> observability:4317
        """;
    assertThat(flows.out).isEqualTo(arrows(stores, OZON, PAGE, more, TO_THEMSELVES));
    assertThat(flows.in)
        .isEqualTo(
            arrows(
                stores,
                PAGE,
                VISITORS,
                "keda -> kafka:9093",
                "monitoring -> kafka:9404  database:9187",
                "database -> database:5432  database:8000"));
  }

  @Test
  void a_cache_of_names_on_the_node_is_reached_on_request_alone() {
    assertThat(added("base+node-local-dns"))
        .containsExactly("everyone -> 169.254.20.10/32:53", "everyone -> 169.254.20.10/32:53/UDP");
  }

  @Test
  void an_issuer_with_a_private_address_is_reached_on_request_alone() {
    assertThat(added("base+private-issuer"))
        .hasSize(9)
        .contains("compliance-service -> 10.0.0.0/8:443")
        .noneMatch(each -> each.startsWith("order-ingest"));
  }

  @Test
  void a_gateway_inside_reaches_pushes_and_pages_and_nothing_else() {
    assertThat(added("base+gateway-inside"))
        .containsExactly(
            "gateway -> compliance-service:8080",
            "gateway -> logistics-service:8080",
            "gateway -> notification-service:8080",
            "gateway -> order-ingest:8080",
            "gateway -> orderwatch.io/gateway=true:any port");
  }

  @Test
  void a_subscriber_comes_to_kafka_by_certificate_and_to_nothing_else() {
    var added = new TreeSet<>(new Flows(Kustomize.render("base+subscribers")).in);
    added.removeAll(new Flows(Kustomize.render("base")).in);
    assertThat(added).containsExactly("warehouse -> kafka:9093");
    assertThat(added("base+subscribers")).isEmpty();
  }

  private static Set<String> added(String what) {
    var added = new TreeSet<>(new Flows(Kustomize.render(what)).out);
    added.removeAll(new Flows(Kustomize.render("base")).out);
    return added;
  }

  @ParameterizedTest
  @MethodSource("everything")
  void what_leaves_within_the_namespace_arrives(String what) {
    assertThat(new Flows(Kustomize.render(what)).halves()).isEqualTo(new TreeSet<>(STRIMZI_OWN));
  }

  @Test
  void a_wider_policy_changes_the_table() {
    var all = Kustomize.render("base").copy();
    ((ArrayNode)
            all.the("NetworkPolicy", "services-to-ozon")
                .at("/spec/podSelector/matchExpressions/0/values"))
        .add("compliance-service");
    assertThat(new Flows(all).out).contains("compliance-service -> the Internet:443");
  }

  @Test
  void a_rule_without_ports_or_peers_shows_as_any() {
    var all = Kustomize.render("base").copy();
    ((ObjectNode) all.the("NetworkPolicy", "push-from-gateway").at("/spec/ingress/0"))
        .remove(Set.of("from", "ports"));
    assertThat(new Flows(all).in).contains("anyone -> order-ingest:any port");
  }

  @Test
  void a_missing_half_is_told() {
    var all = Kustomize.render("base").without("NetworkPolicy", "database-from-services");
    assertThat(new Flows(all).halves())
        .contains("order-ingest -> database:5432 leaves and does not arrive");
  }

  @Test
  void a_selector_that_selects_nobody_is_told() {
    var all = Kustomize.render("base").copy();
    ((ObjectNode) all.the("NetworkPolicy", "push-from-gateway").at("/spec/podSelector/matchLabels"))
        .put("app.kubernetes.io/name", "order-ingests");
    assertThatThrownBy(() -> new Flows(all)).hasMessageContaining("selects nobody");
  }

  /** {@code a -> b c} stands for two arrows; names may hold single blanks. */
  private static Set<String> arrows(String... tables) {
    return Arrays.stream(tables)
        .flatMap(String::lines)
        .flatMap(
            line -> {
              var ends = line.split(" -> ", -1);
              return Arrays.stream(ends[1].strip().split(" {2,}"))
                  .map(to -> ends[0].strip() + " -> " + to);
            })
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
