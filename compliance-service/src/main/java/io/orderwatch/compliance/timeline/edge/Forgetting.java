package io.orderwatch.compliance.timeline.edge;

import io.orderwatch.clock.ScaledClock;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/** Forgets what timelines are too old to tell. */
@Singleton
public class Forgetting {

  private static final Logger LOG = Logger.getLogger(Forgetting.class);

  /** Real time. */
  private static final Duration EVERY = Duration.ofMinutes(10);

  /** So many at once that no transaction holds others up. */
  private static final int SOME = 5_000;

  /** How long the past is told. Durations of the clock that all services share. */
  @ConfigMapping(prefix = "orderwatch.timeline")
  public interface Settings {

    /** For how long a timeline keeps an event, from when it happened. */
    @WithDefault("P90D")
    Duration retention();
  }

  private final DataSource database;
  private final Duration retention;

  Forgetting(DataSource database, Settings settings) {
    this.database = database;
    this.retention = settings.retention();
  }

  void start(@Observes StartupEvent event, Vertx vertx, ScaledClock clock) {
    vertx.setPeriodic(
        EVERY.toMillis(),
        _ ->
            vertx.executeBlocking(
                () -> {
                  try {
                    return forget(clock.now());
                  } catch (SQLException e) {
                    LOG.debugf("not forgotten yet: %s", e.getMessage());
                    return 0;
                  }
                }));
  }

  /** How many entries were forgotten; timelines of which nothing is left go with them. */
  int forget(Instant now) throws SQLException {
    var forgotten = 0;
    try (var connection = database.getConnection();
        var entries =
            connection.prepareStatement(
                "delete from timeline_entry where id in (select id from timeline_entry where at < ?::timestamptz limit "
                    + SOME
                    + ")");
        var timelines =
            connection.prepareStatement(
                "delete from timeline where key in (select key from timeline where last_at < ?::timestamptz limit "
                    + SOME
                    + " for update skip locked)")) {
      var until = now.minus(retention).toString();
      entries.setString(1, until);
      int some;
      do {
        some = entries.executeUpdate();
        forgotten += some;
      } while (some == SOME);
      timelines.setString(1, until);
      timelines.executeUpdate();
    }
    return forgotten;
  }
}
