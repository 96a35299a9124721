package io.orderwatch.ingest.polling.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.StoreId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;

/** What is counted of polling. */
@Singleton
class PollMetrics {

  private final MeterRegistry registry;

  PollMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** How long ago the last complete round began. */
  void age(StoreId store, Supplier<Duration> age) {
    Gauge.builder("ozon.poll.age.seconds", () -> age.get().toMillis() / 1000.0)
        .tag("store", store.value())
        .register(registry);
  }
}
