package io.orderwatch.kubernetes.edge;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.Gateway;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads a document by the typed model of its kind, and takes nothing that the model does not know,
 * at any depth. The models of Fabric8 and Strimzi keep unknown fields in a map on the side; here
 * that map is closed, so that an unknown field is an error again.
 */
final class StrictModels {

  private static final String STRIMZI = "kafka.strimzi.io/v1 ";

  private static final Map<String, Class<?>> MODELS =
      Map.ofEntries(
          Map.entry("v1 ConfigMap", ConfigMap.class),
          Map.entry("v1 Namespace", Namespace.class),
          Map.entry("v1 Secret", Secret.class),
          Map.entry("v1 Service", Service.class),
          Map.entry("v1 ServiceAccount", ServiceAccount.class),
          Map.entry("apps/v1 Deployment", Deployment.class),
          Map.entry("policy/v1 PodDisruptionBudget", PodDisruptionBudget.class),
          Map.entry("networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class),
          Map.entry("gateway.networking.k8s.io/v1 Gateway", Gateway.class),
          Map.entry("gateway.networking.k8s.io/v1 HTTPRoute", HTTPRoute.class),
          Map.entry("monitoring.coreos.com/v1 PodMonitor", PodMonitor.class),
          Map.entry("monitoring.coreos.com/v1 PrometheusRule", PrometheusRule.class),
          Map.entry(STRIMZI + "Kafka", Kafka.class),
          Map.entry(STRIMZI + "KafkaNodePool", KafkaNodePool.class),
          Map.entry(STRIMZI + "KafkaTopic", KafkaTopic.class),
          Map.entry(STRIMZI + "KafkaUser", KafkaUser.class),
          Map.entry("postgresql.cnpg.io/v1 Cluster", CloudNativePg.Cluster.class),
          Map.entry("postgresql.cnpg.io/v1 Database", CloudNativePg.Database.class),
          Map.entry("postgresql.cnpg.io/v1 ScheduledBackup", CloudNativePg.ScheduledBackup.class),
          Map.entry("barmancloud.cnpg.io/v1 ObjectStore", CloudNativePg.ObjectStore.class),
          Map.entry("keda.sh/v1alpha1 ScaledObject", Keda.ScaledObject.class),
          Map.entry("keda.sh/v1alpha1 TriggerAuthentication", Keda.TriggerAuthentication.class));

  private static final ObjectMapper STRICT =
      JsonMapper.builder()
          .annotationIntrospector(new Closed())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_IGNORED_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS))
          .build();

  /** Most documents are the same in most overlays. */
  private static final Map<String, List<String>> SEEN = new ConcurrentHashMap<>();

  private StrictModels() {}

  /** What is wrong with the document; nothing if every field of it is known and kept. */
  static List<String> complaints(Doc doc) {
    return SEEN.computeIfAbsent(doc.tree().toString(), _ -> read(doc));
  }

  private static List<String> read(Doc doc) {
    var model = MODELS.get(doc.apiVersion() + " " + doc.kind());
    if (model == null) {
      return List.of(doc.title() + ": no model knows " + doc.apiVersion() + " " + doc.kind());
    }
    try {
      JsonNode back = STRICT.valueToTree(STRICT.treeToValue(doc.tree(), model));
      var lost = new ArrayList<String>();
      compare("", doc.tree(), back, lost);
      return lost.stream().map(each -> doc.title() + each).toList();
    } catch (JsonProcessingException e) {
      return List.of(doc.title() + ": " + e.getOriginalMessage() + " at " + e.getMessage());
    }
  }

  /** A model that took a value silently and made another, or nothing, of it shows here. */
  private static void compare(String path, JsonNode given, JsonNode back, List<String> lost) {
    if (given.isObject()) {
      given
          .properties()
          .forEach(
              entry -> {
                var key = entry.getKey();
                compare(path + "/" + key, entry.getValue(), back.path(key), lost);
              });
    } else if (given.isArray()) {
      if (given.size() != back.size()) {
        lost.add(path + ": " + given.size() + " entries became " + back.size());
      }
      for (var each = 0; each < given.size(); each++) {
        compare(path + "/" + each, given.get(each), back.path(each), lost);
      }
    } else if (!given.asText().equals(back.asText()) || given.isTextual() != back.isTextual()) {
      lost.add(path + ": " + given + " became " + (back.isMissingNode() ? "nothing" : back));
    }
  }

  /** Jackson's annotations without the two that let unknown fields pass. */
  private static final class Closed extends JacksonAnnotationIntrospector {
    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return Boolean.FALSE;
    }

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return super.findPropertyIgnoralByName(config, annotated).withoutIgnoreUnknown();
    }
  }
}
