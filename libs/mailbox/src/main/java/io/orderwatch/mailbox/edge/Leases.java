package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Who works on what. The database's clock decides, never this process's: a process that was paused
 * and wakes up still believes in its lease, and is stopped by the epoch. The epoch grows with the
 * owner: who comes back to a lease that ran out and that nobody took goes on with it.
 */
public final class Leases {

  private static final String TAKE =
      """
      insert into lease as l (name, owner, epoch, until) values (?, ?, 1, clock_timestamp() + ? * interval '1 ms')
      on conflict (name) do update set
        owner = excluded.owner,
        epoch = l.epoch + case when l.owner = excluded.owner then 0 else 1 end,
        until = excluded.until
      where l.owner = excluded.owner or l.until < clock_timestamp()
      returning epoch""";

  /** What a transaction holds is passed over: nobody else's leases shall wait for it. */
  private static final String RENEW =
      """
      with mine as (select name from lease where name = any(?) and owner = ? order by name for no key update skip locked)
      update lease l set until = clock_timestamp() + ? * interval '1 ms' from mine where l.name = mine.name
      returning l.name, l.epoch""";

  private static final String DECLARE =
      """
      insert into lease (name, owner, epoch, until)
      select name, '', 0, '-infinity' from unnest(?::text[]) as n(name) order by name on conflict do nothing""";

  private static final String TAKE_FREE =
      """
      with free as (select name from lease where name = any(?) and until < clock_timestamp()
                     order by name limit ? for update skip locked)
      update lease l set owner = ?, until = clock_timestamp() + ? * interval '1 ms',
             epoch = l.epoch + case when l.owner = ? then 0 else 1 end
        from free where l.name = free.name
      returning l.name, l.epoch""";

  private static final String PRESENT = "present/";

  /** A lease that another transaction keeps busy is waited for no longer (seconds, real time). */
  private static final int PATIENCE = 5;

  /**
   * How this process stands.
   *
   * @param present how many processes of the service are there, this one included
   * @param leases those that were renewed
   */
  record Standing(int present, List<Lease> leases) {}

  private final DataSource database;
  private final String owner;
  private final Duration length;

  public Leases(DataSource database, String owner, Duration length) {
    this.database = database;
    this.owner = owner;
    this.length = length;
  }

  Duration length() {
    return length;
  }

  /** Takes the lease or renews it; empty while somebody else has it. */
  public Optional<Lease> take(String name) throws SQLException {
    try (var connection = database.getConnection()) {
      return take(connection, name);
    }
  }

  private Optional<Lease> take(Connection connection, String name) throws SQLException {
    try (var take = connection.prepareStatement(TAKE)) {
      take.setQueryTimeout(PATIENCE);
      take.setString(1, name);
      take.setString(2, owner);
      take.setLong(3, length.toMillis());
      try (var row = take.executeQuery()) {
        return row.next() ? Optional.of(new Lease(name, owner, row.getLong(1))) : Optional.empty();
      }
    }
  }

  /**
   * Says that this process is present, and renews its leases, all in one statement.
   *
   * @return without those that are not this process's any more, and without those that a
   *     transaction holds at this moment
   */
  Standing renew(Collection<String> names) throws SQLException {
    var present = PRESENT + owner;
    var all = new TreeSet<>(names);
    all.add(present);
    return Tx.run(
        database,
        tx -> {
          var renewed = new ArrayList<Lease>();
          try (var renew = tx.prepareStatement(RENEW)) {
            renew.setArray(1, tx.createArrayOf("text", all.toArray()));
            renew.setString(2, owner);
            renew.setLong(3, length.toMillis());
            renewed.addAll(leases(renew));
          }
          if (!renewed.removeIf(lease -> lease.name().equals(present))) {
            take(tx, present);
          }
          return new Standing(present(tx), List.copyOf(renewed));
        });
  }

  private static int present(Connection tx) throws SQLException {
    try (var count =
        tx.prepareStatement(
            "select count(*) from lease where starts_with(name, ?) and until >= clock_timestamp()")) {
      count.setString(1, PRESENT);
      try (var row = count.executeQuery()) {
        row.next();
        return Math.max(1, row.getInt(1));
      }
    }
  }

  /** Makes leases of these names that nobody has, where there are none. */
  void declare(List<String> names) throws SQLException {
    try (var connection = database.getConnection();
        var declare = connection.prepareStatement(DECLARE)) {
      declare.setArray(1, connection.createArrayOf("text", names.toArray()));
      declare.executeUpdate();
    }
  }

  /**
   * Takes up to so many of these leases that nobody has.
   *
   * @param names of leases that there are, see {@link #declare}
   */
  List<Lease> takeFree(List<String> names, int most) throws SQLException {
    try (var connection = database.getConnection();
        var take = connection.prepareStatement(TAKE_FREE)) {
      take.setArray(1, connection.createArrayOf("text", names.toArray()));
      take.setInt(2, most);
      take.setString(3, owner);
      take.setLong(4, length.toMillis());
      take.setString(5, owner);
      return leases(take);
    }
  }

  private List<Lease> leases(PreparedStatement returning) throws SQLException {
    try (var rows = returning.executeQuery()) {
      var leases = new ArrayList<Lease>();
      while (rows.next()) {
        leases.add(new Lease(rows.getString(1), owner, rows.getLong(2)));
      }
      return leases;
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

  /**
   * Lets go, so that another process need not wait for the end of the lease; whoever takes it next,
   * this process included, has a new epoch.
   */
  public void release(Lease lease) throws SQLException {
    try (var connection = database.getConnection();
        var release =
            connection.prepareStatement(
                "update lease set owner = '', until = '-infinity' where name = ? and owner = ? and epoch = ?")) {
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
