package io.orderwatch.ingest.life.edge;

import io.agroal.api.AgroalPoolInterceptor;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.ingest.life.Life;
import io.orderwatch.ingest.life.Life.Identity;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.edge.Outage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Notices in which life the database is. Every connection is looked at when it is made, before
 * anybody has it: a database that was put back, or another server that took over, is met through a
 * new connection only. Several processes may notice at once; one floor comes of it.
 */
@Singleton
public class DatabaseLife implements AgroalPoolInterceptor {

  private static final Logger LOG = Logger.getLogger(DatabaseLife.class);
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}._:+-]{0,64}");

  private static final String READY =
      "select not pg_is_in_recovery() and to_regclass('database_life') is not null";

  /** The last checkpoint's timeline is of no use: it lags after a promotion. */
  private static final String IDENTITY =
      """
      select system_identifier::text, left(pg_walfile_name(pg_current_wal_lsn()), 8)
        from pg_control_system()""";

  /**
   * @param before null if nobody had ever noticed one
   */
  private record Noticed(@Nullable Life before, Life life) {}

  private final String word;
  private final Clock machine;

  /** As it was last read; null if the life is to be looked at again. */
  private volatile @Nullable Identity known;

  private volatile Versions versions = Versions.FIRST_LIFE;
  private boolean silenceTold;

  @Inject
  DatabaseLife(LifeSettings settings, MeterRegistry registry) {
    this(settings.life().orElse(""), Clock.systemUTC());
    Gauge.builder("ingest.version.floor", this::floor).register(registry);
  }

  /**
   * @param word "" for none
   * @param machine its real time, whatever clock the services share
   */
  public DatabaseLife(String word, Clock machine) {
    if (!WORD.matcher(word).matches()) {
      throw new IllegalArgumentException(
          "orderwatch.ingest.database.life must have at most 64 letters, digits and . _ : + -");
    }
    this.word = word;
    this.machine = machine;
  }

  /**
   * How to count now; to be asked in a transaction, for its connection was looked at.
   *
   * @throws IllegalStateException while it cannot be told: nothing may be given a version
   */
  public Versions versions() {
    if (known == null) {
      throw new IllegalStateException("in which life the database is, is not known yet");
    }
    return versions;
  }

  /** Of the life that was noticed last, or 0. */
  public long floor() {
    return versions.floor();
  }

  @Override
  public void onConnectionCreate(Connection connection) {
    look(connection);
  }

  /** If it could not be looked at when it was made: so while the schema is made. */
  @Override
  public void onConnectionAcquire(Connection connection) {
    if (known == null) {
      look(connection);
    }
  }

  private void look(Connection connection) {
    try {
      notice(connection);
    } catch (SQLException e) {
      known = null;
      LOG.debugf("the life of the database cannot be told: %s", e.getSQLState());
    }
  }

  /** Nothing comes of it while the schema is not made, or on a standby. */
  public synchronized void notice(Connection connection) throws SQLException {
    var now = ready(connection) ? identity(connection) : null;
    if (now != null && !now.equals(known)) {
      var noticed = noticed(connection, now);
      tell(noticed);
      versions = new Versions(Math.max(versions.floor(), noticed.life().floor()));
    }
    known = now;
  }

  private Noticed noticed(Connection connection, Identity now) throws SQLException {
    connection.setAutoCommit(false);
    try {
      var kept = kept(connection);
      var life = Life.on(kept, now, machine.instant());
      if (!life.equals(kept)) {
        keep(connection, life, kept == null || kept.floor() != life.floor());
      }
      connection.commit();
      return new Noticed(kept, life);
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static void tell(Noticed noticed) {
    var before = noticed.before();
    var life = noticed.life();
    if (life.floor() != (before == null ? 0 : before.floor())) {
      LOG.warnf(
          "the database was put back, or another server took over: %s, after %s; versions go on"
              + " from %d, so that none that was told is given again",
          said(life.identity()),
          before == null ? "none that was noticed" : said(before.identity()),
          life.floor());
    }
  }

  private static String said(Identity identity) {
    return "system %s, timeline %s, called '%s'"
        .formatted(identity.system(), identity.timeline(), identity.word());
  }

  private static boolean ready(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var row = select.executeQuery(READY)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private Identity identity(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var row = select.executeQuery(IDENTITY)) {
      row.next();
      return new Identity(row.getString(1), row.getString(2), word);
    } catch (SQLException e) {
      if (Outage.ofConnection(e)) {
        throw e;
      }
      if (!silenceTold) {
        silenceTold = true;
        LOG.warnf(
            "the database does not tell whether it was put back (%s): whoever puts it back gives"
                + " orderwatch.ingest.database.life another word",
            e.getSQLState());
      }
      return new Identity("", "", word);
    }
  }

  /** Locks the row. */
  private static @Nullable Life kept(Connection tx) throws SQLException {
    try (var insert =
        tx.prepareStatement("insert into database_life default values on conflict do nothing")) {
      insert.executeUpdate();
    }
    try (var select =
            tx.prepareStatement(
                "select system, timeline, word, floor, noticed_at from database_life for update");
        var row = select.executeQuery()) {
      return row.next() && row.getTimestamp(5) != null
          ? new Life(
              new Identity(row.getString(1), row.getString(2), row.getString(3)), row.getLong(4))
          : null;
    }
  }

  private void keep(Connection tx, Life life, boolean another) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            update database_life set system = ?, timeline = ?, word = ?, floor = ?,
              noticed_at = case when ? then ? else noticed_at end""")) {
      update.setString(1, life.identity().system());
      update.setString(2, life.identity().timeline());
      update.setString(3, life.identity().word());
      update.setLong(4, life.floor());
      update.setBoolean(5, another);
      update.setTimestamp(6, Timestamp.from(machine.instant()));
      update.executeUpdate();
    }
  }
}
