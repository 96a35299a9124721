package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Who works on what. The database's clock decides, never this process's: a process that was paused
 * and wakes up still believes in its lease, and is stopped by the epoch.
 */
public final class Leases {

  private static final String TAKE =
      """
      insert into lease as l (name, owner, epoch, until) values (?, ?, 1, clock_timestamp() + ? * interval '1 ms')
      on conflict (name) do update set
        owner = excluded.owner,
        epoch = l.epoch + case when l.owner = excluded.owner and l.until >= clock_timestamp() then 0 else 1 end,
        until = excluded.until
      where l.owner = excluded.owner or l.until < clock_timestamp()
      returning epoch""";

  private static final String PRESENT = "present/";

  private final DataSource database;
  private final String owner;
  private final Duration length;

  public Leases(DataSource database, String owner, Duration length) {
    this.database = database;
    this.owner = owner;
    this.length = length;
  }

  /** Takes the lease or renews it; empty while somebody else has it. */
  public Optional<Lease> take(String name) throws SQLException {
    try (var connection = database.getConnection();
        var take = connection.prepareStatement(TAKE)) {
      take.setString(1, name);
      take.setString(2, owner);
      take.setLong(3, length.toMillis());
      try (var row = take.executeQuery()) {
        return row.next() ? Optional.of(new Lease(name, owner, row.getLong(1))) : Optional.empty();
      }
    }
  }

  /** How many processes of the service are present, this one included; says that it is. */
  int present() throws SQLException {
    take(PRESENT + owner);
    try (var connection = database.getConnection();
        var count =
            connection.prepareStatement(
                "select count(*) from lease where starts_with(name, ?) and until >= clock_timestamp()")) {
      count.setString(1, PRESENT);
      try (var row = count.executeQuery()) {
        row.next();
        return Math.max(1, row.getInt(1));
      }
    }
  }

  /** This process is not present any more; others that ended without saying so are forgotten. */
  void leave() throws SQLException {
    try (var connection = database.getConnection();
        var leave =
            connection.prepareStatement(
                "delete from lease where starts_with(name, ?) and (owner = ? or until < clock_timestamp())")) {
      leave.setString(1, PRESENT);
      leave.setString(2, owner);
      leave.executeUpdate();
    }
  }

  /** Lets go, so that another process need not wait for the end of the lease. */
  public void release(Lease lease) throws SQLException {
    try (var connection = database.getConnection();
        var release =
            connection.prepareStatement(
                "update lease set until = '-infinity' where name = ? and owner = ? and epoch = ?")) {
      release.setString(1, lease.name());
      release.setString(2, lease.owner());
      release.setLong(3, lease.epoch());
      release.executeUpdate();
    }
  }

  /**
   * Keeps the lease from being taken until the transaction ends.
   *
   * @throws Fenced if it was taken already: the transaction must write nothing
   */
  public static void hold(Connection tx, Lease lease) throws SQLException {
    try (var hold =
        tx.prepareStatement(
            "select 1 from lease where name = ? and owner = ? and epoch = ? for share")) {
      hold.setString(1, lease.name());
      hold.setString(2, lease.owner());
      hold.setLong(3, lease.epoch());
      try (var row = hold.executeQuery()) {
        if (!row.next()) {
          throw new Fenced(lease);
        }
      }
    }
  }

  /** Somebody else has taken over. */
  public static final class Fenced extends RuntimeException {
    Fenced(Lease lease) {
      super(lease.name() + " was taken over after epoch " + lease.epoch());
    }
  }
}
