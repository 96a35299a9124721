package io.orderwatch.ozon.edge.quarkus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.ozon.Drift;
import io.orderwatch.ozon.Drift.Kind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What of Ozon's answers was otherwise than known since this process started. */
@Singleton
public class Drifts {

  private static final int MOST = 1000;

  /**
   * One thing that is otherwise.
   *
   * @param method of Ozon's
   * @param path of the field in its answer
   * @param kind new-field, other-type, vanished or new-word
   * @param answers in how many it was so
   * @param firstSeen since this process started
   * @param lastSeen since this process started
   */
  public record Sample(
      String method, String path, String kind, long answers, Instant firstSeen, Instant lastSeen) {}

  private record Times(Instant first, Instant last, long count) {
    Times and(Times more) {
      return new Times(first, more.last(), count + more.count());
    }
  }

  private final Map<Drift, Times> seen = new HashMap<>();
  private final ScaledClock clock;

  public Drifts(MeterRegistry meters, ScaledClock clock) {
    this.clock = clock;
    for (var kind : Kind.values()) {
      Gauge.builder("ozon.drift", () -> count(kind))
          .description("Places in Ozon's answers that are otherwise than known, since the start")
          .tag("kind", word(kind))
          .register(meters);
    }
  }

  void note(Set<Drift> found) {
    if (found.isEmpty()) {
      return;
    }
    var now = clock.now();
    synchronized (seen) {
      for (var each : found) {
        if (seen.size() < MOST || seen.containsKey(each)) {
          seen.merge(each, new Times(now, now, 1), Times::and);
        }
      }
    }
  }

  /** Those seen last come first. */
  public List<Sample> all() {
    synchronized (seen) {
      return seen.entrySet().stream()
          .map(
              each ->
                  new Sample(
                      each.getKey().method(),
                      each.getKey().path(),
                      word(each.getKey().kind()),
                      each.getValue().count(),
                      each.getValue().first(),
                      each.getValue().last()))
          .sorted(
              Comparator.comparing(Sample::lastSeen)
                  .reversed()
                  .thenComparing(Sample::method)
                  .thenComparing(Sample::path))
          .toList();
    }
  }

  private long count(Kind kind) {
    synchronized (seen) {
      return seen.keySet().stream().filter(each -> each.kind() == kind).count();
    }
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
