package io.orderwatch.ingest.entitlement.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** How long each store's key lives yet. */
@Singleton
class EntitlementMetrics {

  static final double DAY = Duration.ofDays(1).toMillis();

  private final MeterRegistry meters;
  private final Entitlements entitlements;
  private final ScaledClock clock;

  EntitlementMetrics(MeterRegistry meters, Entitlements entitlements, ScaledClock clock) {
    this.meters = meters;
    this.entitlements = entitlements;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, OzonStores stores) {
    stores.each(this::gauges);
  }

  void gauges(StoreId store) {
    Gauge.builder("ozon.key.expires.days", () -> days(store))
        .tag("store", store.value())
        .register(meters);
    Gauge.builder("ozon.key.missing.methods", () -> missing(store))
        .tag("store", store.value())
        .register(meters);
  }

  /** No figure while no end is known; below zero for a key that has ended. */
  private double days(StoreId store) {
    return entitlements
        .find(store)
        .map(StoreEntitlement::keyExpiresAt)
        .map(ends -> days(clock.now(), ends))
        .orElse(Double.NaN);
  }

  static double days(Instant now, Instant ends) {
    return Duration.between(now, ends).toMillis() / DAY;
  }

  private double missing(StoreId store) {
    return entitlements
        .find(store)
        .map(known -> (double) known.missingMethods().size())
        .orElse(Double.NaN);
  }
}
