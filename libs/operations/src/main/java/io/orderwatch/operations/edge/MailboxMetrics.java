package io.orderwatch.operations.edge;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.mailbox.edge.Backlog;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Outage;
import io.orderwatch.mailbox.edge.Unread;
import io.orderwatch.mailbox.edge.quarkus.Assigned;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What a dashboard wants to know of every mailbox. Seconds and numbers. */
@ApplicationScoped
class MailboxMetrics {

  void register(
      @Observes StartupEvent event,
      MeterRegistry meters,
      Mailbox mailbox,
      RecentBacklog backlog,
      BrokerView broker,
      UnreadRecords unread,
      @Identifier("mailbox") Instance<Assigned> assigned) {
    reading(meters, broker, unread, assigned);
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
    for (var each :
        Map.of("database", mailbox.outages().database(), "kafka", mailbox.outages().kafka())
            .entrySet()) {
      FunctionCounter.builder("mailbox.outage.failures", each.getValue(), Outage::failures)
          .tag("server", each.getKey())
          .register(meters);
      gauge(
          meters,
          "mailbox.outage.told",
          () -> each.getValue().told() ? 1 : 0,
          "server",
          each.getKey());
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

  /** Of a service that reads topics; not a number while the broker or the database is away. */
  private static void reading(
      MeterRegistry meters, BrokerView broker, UnreadRecords unread, Instance<Assigned> assigned) {
    if (broker.read().isEmpty()) {
      return;
    }
    gauge(
        meters,
        "mailbox.partitions.assigned",
        () -> assigned.isResolvable() ? assigned.get().partitions() : 0);
    gauge(
        meters,
        "mailbox.partitions",
        () -> unread.get().map(seen -> (double) seen.partitions()).orElse(Double.NaN));
    for (var topic : broker.read()) {
      waiting(meters, unread, topic, "mailbox.unread.records", Unread.Waiting::records);
      waiting(
          meters,
          unread,
          topic,
          "mailbox.unread.oldest.seconds",
          each -> each.oldest().toMillis() / 1000.0);
    }
  }

  private static void waiting(
      MeterRegistry meters,
      UnreadRecords unread,
      String topic,
      String name,
      ToDoubleFunction<Unread.Waiting> figure) {
    gauge(
        meters,
        name,
        () ->
            unread
                .get()
                .flatMap(seen -> Optional.ofNullable(seen.waiting().get(topic)))
                .map(figure::applyAsDouble)
                .orElse(Double.NaN),
        "topic",
        topic);
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
