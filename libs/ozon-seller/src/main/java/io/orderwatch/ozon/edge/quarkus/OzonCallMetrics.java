package io.orderwatch.ozon.edge.quarkus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.orderwatch.ozon.edge.CallListener;
import java.time.Duration;

/** How often which method of Ozon's was called, how that ended and how long it took. */
record OzonCallMetrics(MeterRegistry meters) implements CallListener {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  @Override
  public void ended(String method, String code, Duration took) {
    meters.counter("ozon.api.requests", "method", method, "code", code).increment();
    Timer.builder("ozon.api")
        .tag("method", method)
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(took);
  }
}
