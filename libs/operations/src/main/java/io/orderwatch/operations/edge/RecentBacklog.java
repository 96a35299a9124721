package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.Backlog;
import io.orderwatch.mailbox.edge.Mailbox;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The backlog, read at most every few seconds however many gauges and probes ask. */
@Singleton
class RecentBacklog {

  private static final Duration FRESH = Duration.ofSeconds(5);

  private final Mailbox mailbox;
  private Optional<Backlog> last = Optional.empty();
  private long readAt = System.nanoTime() - FRESH.toNanos();

  RecentBacklog(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /** Empty while the database cannot be asked. */
  synchronized Optional<Backlog> get() {
    if (System.nanoTime() - readAt >= FRESH.toNanos()) {
      try {
        last = Optional.of(mailbox.backlog());
      } catch (SQLException e) {
        mailbox.outages().met(e);
        last = Optional.empty();
      }
      readAt = System.nanoTime();
    }
    return last;
  }

  /** Not a number while the database cannot be asked: a gap in the chart, not a false calm. */
  double get(ToDoubleFunction<Backlog> figure) {
    return get().map(figure::applyAsDouble).orElse(Double.NaN);
  }
}
