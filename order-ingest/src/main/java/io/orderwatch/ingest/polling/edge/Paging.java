package io.orderwatch.ingest.polling.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.ingest.polling.Oddity;
import io.orderwatch.mailbox.edge.LogMarks;
import io.orderwatch.mailbox.edge.Tracing;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The pages of one round of one store: each is asked for in turn and kept at once. */
public final class Paging {

  /** A longer hold ends the round, so that people see why nothing comes (real time). */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int ATTEMPTS = 3;

  /** Keeps what a page shows, and returns what is odd in it. */
  @FunctionalInterface
  public interface Kept<T> {

    /**
     * @param askedAt when Ozon was asked, before the call
     */
    List<Oddity> keep(Page<T> page, Instant askedAt) throws SQLException;
  }

  private final OzonSeller ozon;
  private final Tracing tracing;
  private final ScaledClock clock;
  private final Bounds bounds;
  private final StoreReading.Pause pause;
  private final Map<Oddity, Integer> odd = new LinkedHashMap<>();

  public Paging(
      OzonSeller ozon,
      Tracing tracing,
      ScaledClock clock,
      Bounds bounds,
      StoreReading.Pause pause) {
    this.ozon = ozon;
    this.tracing = tracing;
    this.clock = clock;
    this.bounds = bounds;
    this.pause = pause;
  }

  /** What was odd so far and how often; what was met most comes first. */
  public List<String> odd() {
    return odd.entrySet().stream()
        .sorted(Map.Entry.<Oddity, Integer>comparingByValue().reversed())
        .map(each -> each.getKey().text() + " (" + each.getValue() + ")")
        .toList();
  }

  /**
   * Reads a list to its end.
   *
   * @param step what the trace of each page is called
   * @param ask for the page of a cursor; "" for the first
   */
  public <T> Ended read(String step, Function<String, Reply<Page<T>>> ask, Kept<T> kept)
      throws SQLException, InterruptedException {
    var asked = new HashSet<String>();
    var cursor = "";
    var attempt = 1;
    while (true) {
      var from = cursor;
      var reply = bounds.page(ozon.store(), () -> page(step, ask, from, kept));
      if (reply instanceof Reply.Ok<Page<T>>(var page)) {
        if (page.brokenOff()) {
          return Ended.as("incomplete");
        }
        if (!page.hasNext()) {
          return Ended.COMPLETE;
        }
        asked.add(cursor);
        if (asked.contains(page.cursor())) {
          return Ended.as("cursor_repeats");
        }
        cursor = page.cursor();
        attempt = 1;
        continue;
      }
      var again = again(reply, attempt++);
      if (again.isEmpty()) {
        return new Ended(Ended.word(reply), hold(reply));
      }
      pause.of(again.get());
    }
  }

  private <T> Reply<Page<T>> page(
      String name, Function<String, Reply<Page<T>>> ask, String cursor, Kept<T> kept)
      throws SQLException {
    try (var step = tracing.asked(name, ozon.store().value());
        var _ = LogMarks.of(ozon.store().value(), step.trace())) {
      var askedAt = clock.now().truncatedTo(ChronoUnit.MICROS);
      var reply = ask.apply(cursor);
      step.outcome(Ended.word(reply));
      if (reply instanceof Reply.Ok<Page<T>>(var page)) {
        for (var each : kept.keep(page, askedAt)) {
          odd.merge(each.anywhere(), 1, Integer::sum);
        }
      }
      return reply;
    }
  }

  /** How long to wait before the same page is asked for once more; reading twice does no harm. */
  private static Optional<Duration> again(Reply<?> reply, int attempt) {
    if (attempt == ATTEMPTS) {
      return Optional.empty();
    }
    return switch (reply) {
      case Reply.Throttled<?>(var after) when after.compareTo(PATIENCE) <= 0 -> Optional.of(after);
      case Reply.Doubtful<?> _, Reply.Unavailable<?> _ -> Optional.of(Duration.ofMillis(200));
      case Reply.Refused<?>(var why, _, _) when why == Refusal.WITHOUT_WORDS ->
          Optional.of(Duration.ofMillis(200));
      case Reply.Throttled<?> _, Reply.Refused<?> _, Reply.Ok<?> _ -> Optional.empty();
    };
  }

  private static Duration hold(Reply<?> reply) {
    return reply instanceof Reply.Throttled<?>(var after) ? after : Duration.ZERO;
  }
}
