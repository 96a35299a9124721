package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.Policy.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything rendered keeps every policy, and each policy finds the offenders planted for it. */
class PolicyTest {

  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  static List<String> everything() {
    return Kustomize.everything();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void everything_rendered_keeps_every_policy(String what) {
    var rendered = Kustomize.render(what);
    assertThat(Arrays.stream(Policy.values()).flatMap(each -> each.complaints(rendered).stream()))
        .isEmpty();
  }

  /**
   * A change that must be found. What stands at the pointer's field is replaced by the value, or
   * removed where there is none.
   */
  record Offender(
      Policy policy, String overlay, String kind, String name, String pointer, String value) {

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

    private boolean matches(Doc doc) {
      return doc.name().equals(name) || doc.name().matches(name + "-[a-z0-9]{10}");
    }
  }

  static Stream<Offender> offenders() {
    return Stream.of(
        service(FIXED_VERSIONS, CONTAINER + "/image", "orderwatch/order-ingest:latest"),
        service(FIXED_VERSIONS, CONTAINER + "/image", "registry:5000/order-ingest"),
        base(FIXED_VERSIONS, "Cluster", "orderwatch-db", "/spec/imageName", "postgresql"),
        service(NO_PLAIN_SECRETS, CONTAINER + "/env/-", "{name: DB_PASSWORD, value: 'x'}"),
        service(NO_PLAIN_SECRETS, CONTAINER + "/env/-", "{name: A, value: 'http://u:p@h/'}"),
        base(NO_PLAIN_SECRETS, "ConfigMap", "orderwatch", "/data/ORDERWATCH_OZON_KEYS", "'1=k'"),
        base(NO_PLAIN_SECRETS, "ConfigMap", "orderwatch", "/kind", "Secret"),
        service(
            KNOWN_SECRETS,
            CONTAINER + "/env/-",
            "{valueFrom: {secretKeyRef: {name: ozon, key: k}}}"),
        base(
            KNOWN_SECRETS,
            "Cluster",
            "orderwatch-db",
            "/spec/managed/roles/0/passwordSecret/name",
            "db"),
        base(KNOWN_SECRETS, "KafkaUser", "order-ingest", "/spec/authentication/type", "tls"),
        all(
            KNOWN_SECRETS,
            "TriggerAuthentication",
            "kafka",
            "/spec/secretTargetRef/1/key",
            "tls.crt"),
        all(
            KNOWN_SECRETS,
            "Gateway",
            "orderwatch",
            "/spec/listeners/0/tls/certificateRefs/0/name",
            "x"),
        service(NO_PRIVILEGES, POD + "/securityContext/runAsUser", "0"),
        service(NO_PRIVILEGES, POD + "/securityContext/runAsNonRoot", ""),
        service(NO_PRIVILEGES, POD + "/securityContext/seccompProfile", ""),
        service(NO_PRIVILEGES, POD + "/hostNetwork", "true"),
        service(NO_PRIVILEGES, POD + "/enableServiceLinks", ""),
        service(NO_PRIVILEGES, POD + "/automountServiceAccountToken", "true"),
        service(NO_PRIVILEGES, POD + "/volumes/-", "{name: h, hostPath: {path: /}}"),
        service(NO_PRIVILEGES, CONTAINER + "/securityContext/privileged", "true"),
        service(NO_PRIVILEGES, CONTAINER + "/securityContext/runAsUser", "0"),
        service(NO_PRIVILEGES, CONTAINER + "/securityContext/runAsNonRoot", "false"),
        service(NO_PRIVILEGES, CONTAINER + "/securityContext/allowPrivilegeEscalation", ""),
        service(NO_PRIVILEGES, CONTAINER + "/securityContext/capabilities/drop", "[NET_RAW]"),
        service(NO_PRIVILEGES, CONTAINER + "/securityContext/capabilities/add", "[NET_ADMIN]"),
        base(NO_PRIVILEGES, "ServiceAccount", "order-ingest", "/automountServiceAccountToken", ""),
        service(READ_ONLY_ROOT, CONTAINER + "/securityContext/readOnlyRootFilesystem", ""),
        service(READ_ONLY_ROOT, CONTAINER + "/volumeMounts/0/mountPath", "/temp"),
        service(READ_ONLY_ROOT, POD + "/volumes/0/emptyDir/sizeLimit", ""),
        service(REQUESTS_AND_LIMITS, CONTAINER + "/resources/limits/memory", ""),
        service(REQUESTS_AND_LIMITS, CONTAINER + "/resources/requests/memory", "1Gi"),
        service(REQUESTS_AND_LIMITS, POD + "/initContainers", "[{name: one, image: 'a:1'}]"),
        base(REQUESTS_AND_LIMITS, "Cluster", "orderwatch-db", "/spec/resources", ""),
        all(REQUESTS_AND_LIMITS, "KafkaNodePool", "brokers", "/spec/resources/requests/cpu", ""),
        service(THREE_PROBES, CONTAINER + "/startupProbe", ""),
        service(THREE_PROBES, CONTAINER + "/livenessProbe/httpGet/path", "/q/health"),
        service(THREE_PROBES, CONTAINER + "/livenessProbe/httpGet/path", "/q/health/well"),
        service(THREE_PROBES, CONTAINER + "/livenessProbe/failureThreshold", "1"),
        service(THREE_PROBES, CONTAINER + "/readinessProbe/httpGet/port", "web"),
        service(THREE_PROBES, CONTAINER + "/startupProbe/failureThreshold", "30"),
        service(TIME_TO_STOP, POD + "/terminationGracePeriodSeconds", "20"),
        service(TIME_TO_STOP, CONTAINER + "/lifecycle", ""),
        service(TIME_TO_STOP, "/spec/strategy/rollingUpdate/maxUnavailable", "1"),
        service(SPREAD, POD + "/topologySpreadConstraints/0", ""),
        service(SPREAD, POD + "/topologySpreadConstraints/1/labelSelector/matchLabels/x", "'y'"),
        service(RIGHT_SETTINGS, CONTAINER + "/image", "orderwatch/compliance-service:0.1.0"),
        service(RIGHT_SETTINGS, CONTAINER + "/env/4/name", "QUARKUS_DATASOURCE_PASWORD"),
        service(RIGHT_SETTINGS, CONTAINER + "/env/5", ""),
        service(
            RIGHT_SETTINGS, CONTAINER + "/env/1/valueFrom/secretKeyRef/name", "logistics-service"),
        all(
            RIGHT_SETTINGS,
            "Deployment",
            "order-ingest",
            "/spec/template/spec/volumes/1/secret/secretName",
            "logistics-service"),
        base(RIGHT_SETTINGS, "ConfigMap", "orderwatch", "/data/ORDERWATCH_OZON_SENT", "'true'"),
        base(
            RIGHT_SETTINGS,
            "ConfigMap",
            "orderwatch",
            "/data/ORDERWATCH_OZON_URL",
            "http://simulator:8080"),
        service(
            KNOWN_WORDS, POD + "/topologySpreadConstraints/1/whenUnsatisfiable", "DoNotScheduled"),
        base(KNOWN_WORDS, "NetworkPolicy", "names", "/spec/egress/0/ports/0/protocol", "UPD"),
        base(
            KNOWN_WORDS,
            "PodDisruptionBudget",
            "order-ingest",
            "/spec/unhealthyPodEvictionPolicy",
            "Always"),
        base(TOPICS, "KafkaTopic", "order-ingest.dlq", "/spec/config/retention.minutes", "1"),
        all(TOPICS, "Kafka", "orderwatch", "/spec/kafka/config/offsets.retention.minute", "1"),
        service(LABELS_MATCH, "/spec/template/metadata/labels/app.kubernetes.io~1name", "other"),
        service(
            LABELS_MATCH,
            "/spec/selector/matchLabels/app.kubernetes.io~1name",
            "logistics-service"),
        base(
            LABELS_MATCH, "Service", "order-ingest", "/spec/selector/app.kubernetes.io~1name", "x"),
        base(
            LABELS_MATCH,
            "Service",
            "order-ingest",
            "/spec/selector",
            "{app.kubernetes.io/part-of: orderwatch}"),
        base(
            LABELS_MATCH,
            "PodDisruptionBudget",
            "order-ingest",
            "/spec/selector/matchLabels",
            "{a: b}"),
        base(LABELS_MATCH, "PodDisruptionBudget", "order-ingest", "/spec/maxUnavailable", "0"),
        base(LABELS_MATCH, "PodDisruptionBudget", "order-ingest", "/kind", "Nothing"),
        all(
            LABELS_MATCH,
            "PodMonitor",
            "orderwatch",
            "/spec/selector/matchExpressions/0/values/0",
            ""),
        service(WIRED, "/metadata/namespace", "default"),
        service(WIRED, POD + "/serviceAccountName", "default"),
        service(WIRED, CONTAINER + "/envFrom/0/configMapRef/name", "orderwatch"),
        service(WIRED, CONTAINER + "/volumeMounts/1/name", "database-cert"),
        base(WIRED, "Service", "order-ingest", "/spec/ports/0/targetPort", "https"),
        base(
            WIRED,
            "KafkaTopic",
            "ozon.postings.v1",
            "/metadata/labels/strimzi.io~1cluster",
            "kafka"),
        base(
            WIRED,
            "ConfigMap",
            "orderwatch",
            "/data/KAFKA_BOOTSTRAP_SERVERS",
            "orderwatch-kafka-bootstrap:9093"),
        all(
            WIRED,
            "ConfigMap",
            "orderwatch",
            "/data/KAFKA_SSL_KEYSTORE_LOCATION",
            "/etc/kafka/user.p12"),
        all(WIRED, "Kafka", "orderwatch", "/spec/kafka/listeners/1/authentication", ""),
        all(WIRED, "Kafka", "orderwatch", "/spec/kafka/listeners/1/networkPolicyPeers", ""),
        all(WIRED, "Kafka", "orderwatch", "/metadata/name", "kafka"),
        all(WIRED, "HTTPRoute", "push", "/spec/rules/0/matches/0/path/value", "/"),
        all(WIRED, "HTTPRoute", "push", "/spec/rules/0/backendRefs/0/port", "80"),
        all(WIRED, "HTTPRoute", "push", "/spec/parentRefs/0/sectionName", "http"),
        all(WIRED, "PodMonitor", "orderwatch", "/spec/podMetricsEndpoints/0/path", "/metrics"),
        base(GUARDED, "NetworkPolicy", "default-deny", "/spec/policyTypes/1", ""),
        base(GUARDED, "NetworkPolicy", "default-deny", "/spec/ingress", "[{}]"),
        base(
            GUARDED,
            "Namespace",
            "orderwatch",
            "/metadata/labels/pod-security.kubernetes.io~1enforce",
            "baseline"),
        all(GUARDED, "Kafka", "orderwatch", "/spec/kafka/authorization", ""),
        all(GUARDED, "Service", "compliance-service", "/spec/ports/0/targetPort", "http"),
        base(TOPICS, "KafkaTopic", "ozon.postings.v1", "/spec/partitions", "12"),
        base(TOPICS, "KafkaTopic", "ozon.postings.v1", "/spec/config/retention.ms", "604800000"),
        base(TOPICS, "KafkaTopic", "ozon.postings.v1", "/spec/config/cleanup.policy", "compact"),
        base(TOPICS, "KafkaTopic", "ozon.posting-state.v1", "/spec/config/cleanup.policy", ""),
        base(TOPICS, "KafkaTopic", "ozon.postings.v1", "/spec/config/min.insync.replicas", "3"),
        base(TOPICS, "KafkaTopic", "ozon.postings.v1", "/spec/config/max.message.bytes", ""),
        base(TOPICS, "KafkaTopic", "order-ingest.dlq", "/kind", "Nothing"),
        base(TOPICS, "KafkaTopic", "order-ingest.dlq", "/metadata/name", "ozon.order-ingest"),
        all(TOPICS, "KafkaNodePool", "brokers", "/spec/replicas", "2"),
        all(
            SCALING_WITHIN_BOUNDS,
            "ScaledObject",
            "logistics-service",
            "/spec/triggers/0/metadata/bootstrapServers",
            "orderwatch-kafka-bootstrap:9092"),
        all(
            ONE_DATABASE_EACH,
            "Deployment",
            "compliance-service",
            "/spec/template/spec/containers/1/env/2/valueFrom/secretKeyRef/name",
            "logistics-service-db"),
        base(
            LEAST_ACCESS,
            "KafkaUser",
            "order-ingest",
            "/spec/authorization/acls/0/operations/-",
            "All"),
        base(
            LEAST_ACCESS,
            "KafkaUser",
            "order-ingest",
            "/spec/authorization/acls/0/resource/patternType",
            "prefix"),
        base(LEAST_ACCESS, "KafkaUser", "compliance-service", "/spec/authorization/acls/1", ""),
        base(LEAST_ACCESS, "KafkaUser", "logistics-service", "/kind", "Nothing"),
        all(LEAST_ACCESS, "KafkaUser", "keda", "/spec/authorization/acls/0/operations/-", "Read"),
        all(
            SCALING_WITHIN_BOUNDS,
            "ScaledObject",
            "compliance-service",
            "/spec/maxReplicaCount",
            "7"),
        all(
            SCALING_WITHIN_BOUNDS,
            "ScaledObject",
            "compliance-service",
            "/spec/minReplicaCount",
            "0"),
        all(
            SCALING_WITHIN_BOUNDS,
            "ScaledObject",
            "compliance-service",
            "/spec/scaleTargetRef/name",
            "order-ingest"),
        all(SCALING_WITHIN_BOUNDS, "ScaledObject", "logistics-service", "/spec/triggers/1", ""),
        all(
            SCALING_WITHIN_BOUNDS,
            "ScaledObject",
            "logistics-service",
            "/spec/triggers/0/metadata/consumerGroup",
            "x"),
        all(
            SCALING_WITHIN_BOUNDS,
            "ScaledObject",
            "logistics-service",
            "/spec/triggers/0/metadata/lagThreshold",
            ""),
        all(
            SCALING_WITHIN_BOUNDS,
            "ScaledObject",
            "logistics-service",
            "/spec/triggers/0/metadata/excludePersistentLag",
            ""),
        all(SCALING_WITHIN_BOUNDS, "Deployment", "logistics-service", "/spec/replicas", "2"),
        service(SCALING_WITHIN_BOUNDS, "/spec/replicas", "0"),
        base(ONE_DATABASE_EACH, "Database", "ingest", "/spec/owner", "compliance"),
        base(ONE_DATABASE_EACH, "Cluster", "orderwatch-db", "/spec/managed/roles/1", ""),
        base(
            ONE_DATABASE_EACH,
            "Cluster",
            "orderwatch-db",
            "/spec/managed/roles/1/superuser",
            "true"),
        base(ONE_DATABASE_EACH, "Cluster", "orderwatch-db", "/spec/postgresql/pg_hba/1", ""),
        service(
            ONE_DATABASE_EACH,
            CONTAINER + "/env/3/valueFrom/secretKeyRef/name",
            "logistics-service-db"),
        service(
            ONE_DATABASE_EACH,
            CONTAINER + "/env/2/value",
            "jdbc:postgresql://orderwatch-db-rw:5432/ingest"),
        base(
            ENOUGH_CONNECTIONS,
            "Cluster",
            "orderwatch-db",
            "/spec/postgresql/parameters/max_connections",
            "'100'"),
        base(
            ENOUGH_CONNECTIONS,
            "Cluster",
            "orderwatch-db",
            "/spec/managed/roles/0/connectionLimit",
            "20"));
  }

  @ParameterizedTest
  @MethodSource("offenders")
  void a_planted_offender_is_found(Offender offender) {
    assertThat(offender.policy().complaints(offender.planted())).isNotEmpty();
  }

  @Test
  void every_policy_has_an_offender() {
    assertThat(offenders().map(Offender::policy).collect(Collectors.toSet()))
        .isEqualTo(EnumSet.allOf(Policy.class));
  }

  private static Offender service(Policy policy, String pointer, String value) {
    return base(policy, "Deployment", "order-ingest", pointer, value);
  }

  private static Offender base(
      Policy policy, String kind, String name, String pointer, String value) {
    return new Offender(policy, "base", kind, name, pointer, value);
  }

  /** In production, where all components are on. */
  private static Offender all(
      Policy policy, String kind, String name, String pointer, String value) {
    return new Offender(policy, "overlays/production", kind, name, pointer, value);
  }
}
