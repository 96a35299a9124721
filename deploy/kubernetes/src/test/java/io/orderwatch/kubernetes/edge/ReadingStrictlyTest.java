package io.orderwatch.kubernetes.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every document is read by a typed model that knows all its fields; a typo is not. */
class ReadingStrictlyTest {

  static List<String> everything() {
    return Kustomize.everything();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void every_document_is_read_with_no_unknown_field(String what) {
    var rendered = Kustomize.render(what);
    assertThat(rendered.docs()).hasSizeGreaterThan(40);
    assertThat(rendered.docs().stream().map(StrictModels::complaints).flatMap(List::stream))
        .isEmpty();
  }

  @Test
  void all_thirteen_components_and_both_overlays_are_looked_at() {
    assertThat(Kustomize.COMPONENTS)
        .containsExactly(
            "autoscaling",
            "backup",
            "gateway-inside",
            "ingress",
            "monitoring",
            "mtls",
            "node-local-dns",
            "oidc",
            "opentelemetry",
            "private-issuer",
            "restore",
            "servers-monitoring",
            "subscribers");
    assertThat(Kustomize.OVERLAYS).containsExactly("kind", "production");
    assertThat(Kustomize.everything())
        .hasSize(3 + (Kustomize.ALL_SETS ? 8192 : 1 + 13 + 78 + 13 + 1))
        .doesNotHaveDuplicates();
  }

  /** Where a field that nobody knows is planted, group by group, deep inside. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          ServiceAccount,        order-ingest,         /metadata
          Service,               order-ingest,         /spec/ports/0
          ConfigMap,             orderwatch*,          /metadata
          Namespace,             orderwatch,           ''
          Deployment,            compliance-service,   /spec/template/spec/containers/0/livenessProbe/httpGet
          Deployment,            compliance-service,   /spec/template/spec/topologySpreadConstraints/1
          Deployment,            compliance-service,   /spec/template/spec/securityContext/seccompProfile
          PodDisruptionBudget,   logistics-service,    /spec/selector
          NetworkPolicy,         names,                /spec/egress/0/to/0/namespaceSelector
          Gateway,               orderwatch,           /spec/listeners/0/tls/certificateRefs/0
          HTTPRoute,             board,                /spec/rules/0/matches/0/path
          PodMonitor,            orderwatch,           /spec/podMetricsEndpoints/0
          Kafka,                 orderwatch,           /spec/kafka/listeners/1/authentication
          Kafka,                 orderwatch,           /spec/entityOperator/template/pod/securityContext
          KafkaNodePool,         brokers,              /spec/storage/volumes/0
          KafkaTopic,            ozon.postings.v1,     /spec
          KafkaUser,             order-ingest,         /spec/authorization/acls/0/resource
          Cluster,               orderwatch-db,        /spec/managed/roles/2/passwordSecret
          Cluster,               orderwatch-db,        /spec/postgresql/synchronous
          Database,              ingest,               /spec/cluster
          ScaledObject,          logistics-service,    /spec/triggers/1/metadata
          ScaledObject,          logistics-service,    /spec/advanced/horizontalPodAutoscalerConfig/behavior/scaleDown/policies/0
          TriggerAuthentication, kafka,                /spec/secretTargetRef/2
          """)
  void an_unknown_field_is_found_at_any_depth(String kind, String name, String where) {
    var doc = changed(kind, name);
    ((ObjectNode) doc.at(where)).put("neverHeardOf", true);
    assertThat(StrictModels.complaints(doc)).singleElement().asString().contains("neverHeardOf");
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          Deployment,   order-ingest,      /spec,                                           replicas,     '"two"'
          Deployment,   order-ingest,      /spec/template/spec/containers/0/livenessProbe,  periodSeconds, '"10"'
          KafkaTopic,   ozon.postings.v1,  /spec,                                           partitions,   six
          KafkaUser,    order-ingest,      /spec/authorization/acls/0,                      operations,   [Reed]
          KafkaUser,    order-ingest,      /spec/authorization,                             type,         simpel
          Cluster,      orderwatch-db,     /spec/postgresql/synchronous,                    method,       every
          Cluster,      orderwatch-db,     /spec/postgresql/parameters,                     max_connections, 300
          ScaledObject, logistics-service, /spec/triggers/0/metadata,                       lagThreshold, 2000
          """)
  void a_value_of_the_wrong_kind_is_found(
      String kind, String name, String where, String field, String value) {
    var doc = changed(kind, name);
    ((ObjectNode) doc.at(where)).set(field, Doc.value(value));
    assertThat(StrictModels.complaints(doc)).isNotEmpty();
  }

  @Test
  void a_field_that_must_be_there_is_missed() {
    var doc = changed("Database", "ingest");
    ((ObjectNode) doc.at("/spec")).remove("owner");
    assertThat(StrictModels.complaints(doc)).singleElement().asString().contains("owner");
  }

  @Test
  void an_old_version_of_a_kind_is_unknown() {
    var doc = changed("KafkaTopic", "ozon.postings.v1");
    doc.tree().put("apiVersion", "kafka.strimzi.io/v1beta2");
    assertThat(StrictModels.complaints(doc)).singleElement().asString().contains("no model knows");
  }

  private static Doc changed(String kind, String name) {
    var all = Kustomize.render("overlays/production");
    return all.of(kind)
        .filter(each -> each.name().matches(name.replace(".", "\\.").replace("*", ".*")))
        .map(each -> new Doc(each.tree().deepCopy()))
        .findFirst()
        .orElseThrow();
  }
}
