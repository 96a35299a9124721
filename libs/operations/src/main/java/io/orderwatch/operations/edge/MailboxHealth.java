package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.Backlog;
import io.orderwatch.mailbox.edge.Outages;
import io.orderwatch.mailbox.edge.quarkus.Assigned;
import io.orderwatch.mailbox.edge.quarkus.Incoming;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started: the topics and the schema are there, once. Well: nothing waits longer than it should; no
 * reason to restart a pod or to take it out of service. Ready is {@link MailboxReadiness}.
 */
@ApplicationScoped
class MailboxHealth {

  /** Ozon's buyers and our readers wait no longer than this. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private volatile boolean started;

  @Produces
  @Startup
  HealthCheck topics(BrokerView broker, DataSource database, Outages outages) {
    return () -> {
      var response = HealthCheckResponse.named("topics and schema");
      if (started) {
        return response.up().build();
      }
      var there = broker.topics();
      if (there.isEmpty()) {
        return response.withData("broker", "does not answer").down().build();
      }
      var missing = new TreeSet<>(broker.needed());
      missing.removeAll(there.get());
      if (!missing.isEmpty()) {
        return response.withData("missing", missing.toString()).down().build();
      }
      try {
        started = Migrations.read(database).done();
      } catch (SQLException e) {
        outages.met(e);
        return response.withData("database", "does not answer").down().build();
      }
      return response.status(started).build();
    };
  }

  @Produces
  @Wellness
  HealthCheck broker(BrokerView broker) {
    return () ->
        HealthCheckResponse.named("broker answers").status(broker.topics().isPresent()).build();
  }

  /** How old the oldest record is counts, not how many there are: one may be all there is. */
  @Produces
  @Wellness
  HealthCheck lag(BrokerView broker, UnreadRecords unread) {
    return () -> {
      var response = HealthCheckResponse.named("channels keep up");
      if (broker.read().isEmpty()) {
        return response.withData("channels", "none").up().build();
      }
      var seen = unread.get();
      if (seen.isEmpty()) {
        return response.withData("records", "not known: broker or database").down().build();
      }
      seen.get().waiting().forEach((topic, each) -> response.withData(topic, each.records()));
      var oldest = seen.get().oldest();
      return response
          .withData("oldest-ms", oldest.toMillis())
          .status(oldest.compareTo(LONG) < 0)
          .build();
    };
  }

  /** A process may read nothing while others read it all; a service may not. */
  @Produces
  @Wellness
  HealthCheck partitions(BrokerView broker, @Identifier("mailbox") Instance<Assigned> assigned) {
    return () -> {
      var response = HealthCheckResponse.named("partitions are assigned");
      if (broker.read().isEmpty()) {
        return response.withData("channels", "none").up().build();
      }
      var here = assigned.isResolvable() ? assigned.get().partitions() : 0;
      response.withData("here", here);
      if (here > 0) {
        return response.up().build();
      }
      var all = broker.assigned();
      return response
          .withData("all", all.map(String::valueOf).orElse("the broker does not say"))
          .status(all.isPresent() && all.get() > 0)
          .build();
    };
  }

  /** However it comes: records that are handed over and never done are seen. */
  @Produces
  @Wellness
  HealthCheck records(Instance<Incoming> incoming) {
    return () -> {
      var waiting = incoming.isResolvable() ? incoming.get().waiting() : Duration.ZERO;
      return HealthCheckResponse.named("records move")
          .withData("figure", waiting.toMillis())
          .status(waiting.compareTo(LONG) < 0)
          .build();
    };
  }

  @Produces
  @Wellness
  HealthCheck outbox(RecentBacklog backlog) {
    return check(
        backlog,
        "outbox moves",
        now -> now.outboxOldest().toMillis(),
        now -> now.outboxOldest().compareTo(LONG) < 0);
  }

  @Produces
  @Wellness
  HealthCheck timers(RecentBacklog backlog) {
    return check(
        backlog,
        "timers fire",
        now -> now.timersOverdue().toMillis(),
        now -> now.timersOverdue().compareTo(LONG) < 0);
  }

  @Produces
  @Wellness
  HealthCheck calls(RecentBacklog backlog) {
    return check(
        backlog,
        "calls end",
        now -> now.callsOpen().getOrDefault("unknown", 0L),
        now ->
            now.callsOpen().getOrDefault("unknown", 0L) == 0
                || now.callsOldest().compareTo(LONG.multipliedBy(5)) < 0);
  }

  @Produces
  @Wellness
  HealthCheck deadLetters(RecentBacklog backlog) {
    return check(
        backlog,
        "no dead letters",
        now -> now.holding() + now.loose(),
        now -> now.holding() + now.loose() == 0);
  }

  private static HealthCheck check(
      RecentBacklog backlog, String name, Function<Backlog, Long> figure, Predicate<Backlog> well) {
    return () ->
        backlog
            .get()
            .map(
                now ->
                    HealthCheckResponse.named(name)
                        .withData("figure", figure.apply(now))
                        .status(well.test(now))
                        .build())
            .orElseGet(
                () ->
                    HealthCheckResponse.named(name)
                        .withData("database", "does not answer")
                        .down()
                        .build());
  }
}
