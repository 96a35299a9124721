package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import javax.sql.DataSource;

/**
 * Keeps the mailbox's tables as small as what is still needed: the outbox by whole days, the inbox
 * and the calls that ended by age.
 */
final class Keeping {

  /**
   * Longer than any topic keeps a record (35 days), so that no record that can still arrive was
   * forgotten.
   */
  private static final Duration INBOX = Duration.ofDays(40);

  private static final String OLD_IDS =
      "delete from inbox where seen_at < clock_timestamp() - ? * interval '1 s'";

  /** What planned a call is not worked through again once its own id is forgotten. */
  private static final String OLD_CALLS =
      """
      delete from call where state in ('done', 'refused', 'superseded')
         and changed_at < clock_timestamp() - ? * interval '1 s'""";

  private final DataSource database;

  Keeping(DataSource database) {
    this.database = database;
  }

  /**
   * Makes the partitions of today and tomorrow, drops those of past days whose every row was
   * relayed, forgets old ids.
   */
  void tidy(Lease lease) throws SQLException {
    Tx.run(
        database,
        tx -> {
          Leases.hold(tx, lease);
          // A relay that waits for the broker holds its lock on the outbox, and everybody who
          // writes to it would queue behind this one.
          execute(tx, "set local lock_timeout = '1s'");
          var today = today(tx);
          partition(tx, today);
          partition(tx, today.plusDays(1));
          dropRelayed(tx, today);
          return forget(tx, OLD_IDS) + forget(tx, OLD_CALLS);
        });
  }

  private static int forget(Connection tx, String sql) throws SQLException {
    try (var forget = tx.prepareStatement(sql)) {
      forget.setLong(1, INBOX.toSeconds());
      return forget.executeUpdate();
    }
  }

  private static LocalDate today(Connection tx) throws SQLException {
    try (var select = tx.prepareStatement("select (now() at time zone 'UTC')::date");
        var row = select.executeQuery()) {
      row.next();
      return row.getObject(1, LocalDate.class);
    }
  }

  private static String name(LocalDate day) {
    return "outbox_" + day.toString().replace("-", "");
  }

  private static void partition(Connection tx, LocalDate day) throws SQLException {
    try (var exists =
        tx.prepareStatement(
            "select to_regclass(?) is not null or exists (select 1 from outbox_rest where (written_at at time zone 'UTC')::date = ?)")) {
      exists.setString(1, name(day));
      exists.setObject(2, day);
      try (var row = exists.executeQuery()) {
        row.next();
        if (row.getBoolean(1)) {
          return;
        }
      }
    }
    execute(
        tx,
        "create table if not exists %s partition of outbox for values from ('%s 00:00+00') to ('%s 00:00+00')"
            .formatted(name(day), day, day.plusDays(1)));
  }

  private static void dropRelayed(Connection tx, LocalDate today) throws SQLException {
    var past = new ArrayList<String>();
    try (var select =
        tx.prepareStatement(
            """
                select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
                 where i.inhparent = 'outbox'::regclass and c.relname ~ '^outbox_[0-9]{8}$' and c.relname < ?""")) {
      select.setString(1, name(today));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          past.add(rows.getString(1));
        }
      }
    }
    for (var partition : past) {
      try (var waiting =
              tx.prepareStatement(
                  """
              select exists (select 1 from %s o left join relay_cursor c on c.shard = o.shard
                              where c.lo is null or not pg_visible_in_snapshot(o.xid, c.lo))"""
                      .formatted(partition));
          var row = waiting.executeQuery()) {
        row.next();
        if (!row.getBoolean(1)) {
          execute(tx, "drop table " + partition);
        }
      }
    }
  }

  private static void execute(Connection tx, String sql) throws SQLException {
    try (var statement = tx.createStatement()) {
      statement.execute(sql);
    }
  }
}
