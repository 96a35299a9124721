package io.orderwatch.operations.edge;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.mailbox.edge.Backlog;
import io.orderwatch.mailbox.edge.Mailbox;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What a dashboard wants to know of every mailbox. Seconds and numbers. */
@ApplicationScoped
class MailboxMetrics {

  void register(
      @Observes StartupEvent event, MeterRegistry meters, Mailbox mailbox, RecentBacklog backlog) {
    gauge(meters, backlog, "outbox.oldest.seconds", seconds(Backlog::outboxOldest));
    gauge(meters, backlog, "outbox.rows", Backlog::outboxRows);
    gauge(meters, backlog, "timers.overdue.seconds", seconds(Backlog::timersOverdue));
    gauge(meters, backlog, "calls.oldest.seconds", seconds(Backlog::callsOldest));
    gauge(meters, backlog, "dead.letters", Backlog::holding, "holds", "true");
    gauge(meters, backlog, "dead.letters", Backlog::loose, "holds", "false");
    for (var state : new String[] {"planned", "sending", "unknown"}) {
      gauge(
          meters,
          backlog,
          "calls.open",
          now -> now.callsOpen().getOrDefault(state, 0L),
          "state",
          state);
    }
    gauge(meters, "mailbox.shards.held", () -> mailbox.shards().size());
    for (var loop : mailbox.silence().keySet()) {
      gauge(
          meters,
          "mailbox.loop.silence.seconds",
          () -> mailbox.silence().getOrDefault(loop, Duration.ZERO).toMillis() / 1000.0,
          "loop",
          loop);
    }
  }

  private static ToDoubleFunction<Backlog> seconds(
      java.util.function.Function<Backlog, Duration> duration) {
    return backlog -> duration.apply(backlog).toMillis() / 1000.0;
  }

  private static void gauge(
      MeterRegistry meters,
      RecentBacklog backlog,
      String name,
      ToDoubleFunction<Backlog> figure,
      String... tags) {
    gauge(meters, name, () -> backlog.get(figure), tags);
  }

  private static void gauge(
      MeterRegistry meters, String name, Supplier<Number> value, String... tags) {
    Gauge.builder(name, value).tags(tags).register(meters);
  }
}
