package io.orderwatch.operations.edge;

import io.opentelemetry.api.OpenTelemetry;
import io.orderwatch.mailbox.edge.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether facts are followed: where OpenTelemetry's SDK is off, nothing of it is touched. */
@ApplicationScoped
class TracingSettings {

  @Produces
  @Singleton
  Tracing tracing(
      OpenTelemetry telemetry,
      @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean disabled) {
    return disabled ? Tracing.OFF : new TracingBySpans(telemetry);
  }
}
