package io.orderwatch.kubernetes.edge;

import static java.util.Objects.requireNonNull;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscalerBehavior;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * As much of {@code keda.sh/v1alpha1} as our manifests use, written after the CRDs of KEDA 2.20.2
 * (config/crd/bases of kedacore/keda), the Kafka trigger's metadata after its scaler
 * (pkg/scalers/kafka_scaler.go); no typed model of it is published on Maven Central.
 */
final class Keda {

  private Keda() {}

  record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {
    ScaledObject {
      requireNonNull(spec, "spec");
    }
  }

  record ScaledObjectSpec(
      ScaleTarget scaleTargetRef,
      @Nullable Integer pollingInterval,
      @Nullable Integer cooldownPeriod,
      @Nullable Integer minReplicaCount,
      @Nullable Integer maxReplicaCount,
      @Nullable Fallback fallback,
      @Nullable Advanced advanced,
      List<Trigger> triggers) {
    ScaledObjectSpec {
      requireNonNull(scaleTargetRef, "scaleTargetRef");
      requireNonNull(triggers, "triggers");
    }
  }

  record ScaleTarget(@Nullable String apiVersion, @Nullable String kind, String name) {
    ScaleTarget {
      requireNonNull(name, "name");
    }
  }

  record Fallback(Integer failureThreshold, Integer replicas, @Nullable FallbackTo behavior) {
    Fallback {
      requireNonNull(failureThreshold, "failureThreshold");
      requireNonNull(replicas, "replicas");
    }
  }

  enum FallbackTo {
    currentReplicas,
    currentReplicasIfHigher,
    currentReplicasIfLower,
    scalingModifiers
  }

  record Advanced(
      @Nullable AutoscalerConfig horizontalPodAutoscalerConfig,
      @Nullable Boolean restoreToOriginalReplicaCount) {}

  record AutoscalerConfig(
      @Nullable String name, @Nullable HorizontalPodAutoscalerBehavior behavior) {}

  record Trigger(
      TriggerType type,
      @Nullable String name,
      @Nullable Authentication authenticationRef,
      KafkaLag metadata) {
    Trigger {
      requireNonNull(type, "type");
      requireNonNull(metadata, "metadata");
    }
  }

  enum TriggerType {
    kafka
  }

  record Authentication(String name, @Nullable String kind) {
    Authentication {
      requireNonNull(name, "name");
    }
  }

  /** All values are texts: KEDA takes nothing else. */
  record KafkaLag(
      String bootstrapServers,
      String consumerGroup,
      @Nullable String topic,
      @Nullable String lagThreshold,
      @Nullable String activationLagThreshold,
      @Nullable OffsetReset offsetResetPolicy,
      @Nullable String allowIdleConsumers,
      @Nullable String scaleToZeroOnInvalidOffset,
      @Nullable String excludePersistentLag,
      @Nullable String limitToPartitionsWithLag,
      @Nullable String partitionLimitation,
      @Nullable Tls tls) {
    KafkaLag {
      requireNonNull(bootstrapServers, "bootstrapServers");
      requireNonNull(consumerGroup, "consumerGroup");
    }
  }

  enum OffsetReset {
    earliest,
    latest
  }

  enum Tls {
    enable,
    disable
  }

  record TriggerAuthentication(
      String apiVersion, String kind, ObjectMeta metadata, TriggerAuthenticationSpec spec) {
    TriggerAuthentication {
      requireNonNull(spec, "spec");
    }
  }

  record TriggerAuthenticationSpec(@Nullable List<SecretTarget> secretTargetRef) {}

  record SecretTarget(String parameter, String name, String key) {
    SecretTarget {
      requireNonNull(parameter, "parameter");
      requireNonNull(name, "name");
      requireNonNull(key, "key");
    }
  }
}
