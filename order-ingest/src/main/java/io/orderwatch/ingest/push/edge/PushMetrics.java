package io.orderwatch.ingest.push.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.push.Push;
import io.orderwatch.ingest.push.Push.Answer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What is counted of pushes: stores and types, never what they say. */
@Singleton
public class PushMetrics {

  private record Kind(StoreId store, String type) {}

  private final MeterRegistry registry;
  private final ScaledClock clock;
  private final Map<Kind, Instant> last = new ConcurrentHashMap<>();

  PushMetrics(MeterRegistry registry, ScaledClock clock) {
    this.registry = registry;
    this.clock = clock;
  }

  void pushed(StoreId store, Push push, Answer answer, Instant at) {
    // Types come from outside: what is not known shares one name, or it could fill the memory.
    var kind = new Kind(store, push.known() ? push.type() : "other");
    registry.counter("ozon.pushes", "store", store.value(), "type", kind.type()).increment();
    if (answer instanceof Answer.Chat(var byCustomer, _) && byCustomer) {
      registry
          .counter("ozon.pushes.by.customers", "store", store.value(), "type", kind.type())
          .increment();
    }
    if (last.put(kind, at) == null) {
      Gauge.builder("ozon.push.last.seconds", () -> age(kind))
          .description("Seconds since the last push of the type, by the clock of all services")
          .tag("store", store.value())
          .tag("type", kind.type())
          .register(registry);
    }
  }

  /** When this process last took a push of the store; empty if it took none since it started. */
  public Optional<Instant> last(StoreId store) {
    return last.entrySet().stream()
        .filter(each -> each.getKey().store().equals(store))
        .map(Map.Entry::getValue)
        .max(Comparator.naturalOrder());
  }

  void reread(StoreId store, String outcome) {
    registry.counter("ozon.hints", "store", store.value(), "outcome", outcome).increment();
  }

  void waiting(StoreId store, Supplier<Number> waiting) {
    Gauge.builder("ozon.hints.waiting", waiting).tag("store", store.value()).register(registry);
  }

  private double age(Kind kind) {
    var at = last.get(kind);
    return at == null ? Double.NaN : Duration.between(at, clock.now()).toMillis() / 1000.0;
  }
}
