package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Unread;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What the topics hold that the service has not worked through, looked at every few seconds whether
 * anybody asks or not: an age that began with the first question would always be young, and that
 * Kafka is away would not be told.
 */
@Singleton
public class UnreadRecords {

  private static final Duration EVERY = Duration.ofSeconds(5);

  /**
   * What one look saw.
   *
   * @param waiting by topic
   */
  record Seen(int partitions, Map<String, Unread.Waiting> waiting) {

    Duration oldest() {
      return waiting.values().stream()
          .map(Unread.Waiting::oldest)
          .max(Duration::compareTo)
          .orElse(Duration.ZERO);
    }
  }

  private final BrokerView broker;
  private final Mailbox mailbox;
  private final Unread unread = new Unread();
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().name("unread-records").daemon().unstarted(work));
  private volatile Optional<Seen> last = Optional.empty();
  private volatile Known known = new Known(Duration.ZERO, System.nanoTime());

  /** How old the oldest record was when that was last known. */
  private record Known(Duration oldest, long at) {}

  UnreadRecords(BrokerView broker, Mailbox mailbox) {
    this.broker = broker;
    this.mailbox = mailbox;
  }

  void start(@Observes StartupEvent event) {
    Runnable turn = broker.read().isEmpty() ? broker::topics : this::look;
    var _ = looking.scheduleWithFixedDelay(turn, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      var next = mailbox.positions();
      var at = System.nanoTime();
      var seen =
          broker
              .logs()
              .map(logs -> new Seen(logs.size(), unread.look(next, logs, Duration.ofNanos(at))));
      seen.ifPresent(each -> known = new Known(each.oldest(), at));
      last = seen;
    } catch (SQLException | RuntimeException e) {
      last = Optional.empty();
    }
  }

  /** Empty while the broker or the database does not say. */
  Optional<Seen> get() {
    return last;
  }

  /**
   * For how long something may have waited unread (real time): while broker or database do not say,
   * it gets older.
   */
  public Duration behind() {
    var was = known;
    return broker.read().isEmpty()
        ? Duration.ZERO
        : last.map(Seen::oldest)
            .orElseGet(() -> was.oldest().plusNanos(System.nanoTime() - was.at()));
  }

  void stop(@Observes ShutdownEvent event) {
    looking.shutdownNow();
  }
}
