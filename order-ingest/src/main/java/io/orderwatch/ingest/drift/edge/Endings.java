package io.orderwatch.ingest.drift.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.ingest.drift.Ending;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;

/** The announced ends of Ozon's methods ({@code ozon/calendar.table}, docs/ozon-calendar.md). */
@Startup
@Singleton
public class Endings {

  /**
   * An ending, and the days that are left.
   *
   * @param day from which the method is gone
   * @param used whether we call it
   * @param method of Ozon's
   * @param instead what Ozon offers in its place
   * @param source where it is announced
   * @param daysLeft negative when it is over
   */
  public record Left(
      LocalDate day, boolean used, String method, String instead, String source, double daysLeft) {}

  private final List<Ending> calendar = Ending.of(lines());
  private final ScaledClock clock;

  Endings(MeterRegistry registry, ScaledClock clock) {
    this.clock = clock;
    Gauge.builder(
            "ozon.method.end.days",
            () -> Ending.next(calendar, clock.now()).orElse(Double.POSITIVE_INFINITY))
        .description("Days to the next announced end of a method that is used; +Inf if none is")
        .register(registry);
  }

  List<Left> all() {
    var now = clock.now();
    return calendar.stream()
        .map(
            each ->
                new Left(
                    each.day(),
                    each.used(),
                    each.method(),
                    each.instead(),
                    each.source(),
                    each.daysLeft(now)))
        .toList();
  }

  private static List<String> lines() {
    try (var table =
        new BufferedReader(
            new InputStreamReader(
                Endings.class.getResourceAsStream("/ozon/calendar.table"), UTF_8))) {
      return table.lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
