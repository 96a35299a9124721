package io.orderwatch.ingest.posting.edge;

import io.orderwatch.clock.ScaledClock;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Forgets old versions of postings and old uploads, a few at a time. Several processes may do it at
 * once.
 */
@ApplicationScoped
class Forgetting {

  private static final Logger LOG = Logger.getLogger(Forgetting.class);

  /** Real time. */
  private static final Duration EVERY = Duration.ofHours(6);

  /** By the clock that all services share (docs/import.md). */
  private static final Duration UPLOADS = Duration.ofDays(30);

  private static final int AT_ONCE = 5000;

  private static final String VERSIONS =
      """
      delete from posting_version where ctid = any(array(
        select v.ctid from posting_version v join known_posting k on k.key = v.key
         where v.read_at < ? and v.version < k.version limit ?))""";

  private static final String OLD_UPLOADS =
      """
      delete from upload where ctid = any(array(
        select ctid from upload where reached_at < ? limit ?))""";

  private final DataSource database;
  private final ScaledClock clock;
  private final Duration kept;
  private final Thread thread = Thread.ofVirtual().name("forgetting").unstarted(this::turns);

  Forgetting(DataSource database, ScaledClock clock, HistorySettings settings) {
    this.database = database;
    this.clock = clock;
    this.kept = settings.kept();
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  private void turns() {
    try {
      while (true) {
        try {
          forget();
        } catch (SQLException | RuntimeException e) {
          LOG.debugf("old versions are not forgotten: %s", e.getClass().getSimpleName());
        }
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** All that is old enough. */
  void forget() throws SQLException {
    var now = clock.now();
    delete(VERSIONS, now.minus(kept));
    delete(OLD_UPLOADS, now.minus(UPLOADS));
  }

  private void delete(String sql, Instant before) throws SQLException {
    try (var connection = database.getConnection();
        var delete = connection.prepareStatement(sql)) {
      delete.setTimestamp(1, Timestamp.from(before));
      delete.setInt(2, AT_ONCE);
      while (delete.executeUpdate() == AT_ONCE) {
        // each is a transaction
      }
    }
  }
}
