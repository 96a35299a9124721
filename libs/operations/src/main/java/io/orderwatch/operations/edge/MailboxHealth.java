package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.Backlog;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.quarkus.Incoming;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/**
 * Ready: the database answers, its migrations are done, the shards are known. Started: that and the
 * topics are there, once. Well: nothing waits longer than it should; no reason to restart a pod or
 * to take it out of service.
 */
@ApplicationScoped
class MailboxHealth {

  /** Ozon's buyers and our readers wait no longer than this. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final long MUCH = 10_000;

  private static final String MIGRATIONS =
      "select count(*), count(*) filter (where not success), max(installed_rank) from flyway_schema_history";

  private volatile boolean started;

  @Produces
  @Readiness
  HealthCheck migrated(DataSource database) {
    return () -> migrations(database);
  }

  private static HealthCheckResponse migrations(DataSource database) {
    var response = HealthCheckResponse.named("database schema");
    try (Connection connection = database.getConnection();
        var select = connection.prepareStatement(MIGRATIONS);
        var row = select.executeQuery()) {
      row.next();
      return response
          .withData("migrations", row.getLong(1))
          .status(row.getLong(1) > 0 && row.getLong(2) == 0)
          .build();
    } catch (SQLException e) {
      return response.withData("error", String.valueOf(e.getSQLState())).down().build();
    }
  }

  @Produces
  @Readiness
  HealthCheck shards(Mailbox mailbox) {
    return () ->
        HealthCheckResponse.named("own shards")
            .withData("held", new TreeSet<>(mailbox.shards()).toString())
            .status(mailbox.knowsItsShards())
            .build();
  }

  @Produces
  @Startup
  HealthCheck topics(BrokerView broker, DataSource database) {
    return () -> {
      var response = HealthCheckResponse.named("topics and schema");
      if (started) {
        return response.up().build();
      }
      var there = broker.topics();
      if (there.isEmpty()) {
        return response.withData("broker", "does not answer").down().build();
      }
      var missing = new TreeSet<>(broker.read());
      missing.removeAll(there.get());
      if (!missing.isEmpty()) {
        return response.withData("missing", missing.toString()).down().build();
      }
      started = migrations(database).getStatus() == HealthCheckResponse.Status.UP;
      return response.status(started).build();
    };
  }

  @Produces
  @Wellness
  HealthCheck broker(BrokerView broker) {
    return () ->
        HealthCheckResponse.named("broker answers").status(broker.topics().isPresent()).build();
  }

  @Produces
  @Wellness
  HealthCheck lag(BrokerView broker) {
    return () -> {
      var response = HealthCheckResponse.named("channels keep up");
      if (broker.read().isEmpty()) {
        return response.withData("channels", "none").up().build();
      }
      var lag = broker.lag();
      if (lag.isEmpty()) {
        return response.withData("broker", "does not answer").down().build();
      }
      lag.get().forEach(response::withData);
      return response.status(lag.get().values().stream().allMatch(each -> each < MUCH)).build();
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
