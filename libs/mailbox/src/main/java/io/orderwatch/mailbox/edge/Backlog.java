package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * What a service has not done yet.
 *
 * @param outboxOldest how long the oldest event waits for Kafka (real time); zero if none does
 * @param outboxRows how many events wait, counted up to {@value #MOST}
 * @param timersOverdue how late the oldest due timer is (the clock's time); zero if none is due
 * @param callsOpen outgoing calls that have not ended, by state: planned, sending, unknown
 * @param callsOldest how long the oldest of them has been in its state (real time)
 * @param holding dead letters that hold back their key
 * @param loose dead letters that hold back nothing
 */
public record Backlog(
    Duration outboxOldest,
    long outboxRows,
    Duration timersOverdue,
    Map<String, Long> callsOpen,
    Duration callsOldest,
    long holding,
    long loose) {

  static final int MOST = 100_000;

  private static final String OUTBOX =
      """
      select coalesce(extract(epoch from clock_timestamp() - min(oldest)), 0), coalesce(sum(rows), 0)
        from (select min(written_at) as oldest, count(*) as rows
                from (select o.written_at
                        from generate_series(0, ?::int) as s(shard)
                        left join relay_cursor c on c.shard = s.shard
                        join outbox o on o.shard = s.shard
                         and (c.lo is null or (o.xid >= pg_snapshot_xmin(c.lo)
                              and not pg_visible_in_snapshot(o.xid, c.lo)
                              and not (c.hi is not null and o.id <= c.last_id
                                       and pg_visible_in_snapshot(o.xid, c.hi))))
                       limit ?) waiting) counted""";

  private static final String TIMERS =
      """
      select extract(epoch from ?::timestamptz - min(t.due))
        from generate_series(0, ?::int) as s(shard)
        left join timer_mark m on m.shard = s.shard
        cross join lateral (select due from timer
                             where shard = s.shard and due >= coalesce(m.low, '-infinity')
                             order by due limit 1) t""";

  private static final String CALLS =
      """
      select state, count(*), extract(epoch from clock_timestamp() - min(changed_at))
        from call where state in ('planned', 'sending', 'unknown') group by state""";

  /** Reads it all in one transaction; cheap while little waits. */
  public static Backlog read(DataSource database, Instant now) throws SQLException {
    return Tx.run(
        database,
        tx -> {
          var calls = new TreeMap<>(Map.of("planned", 0L, "sending", 0L, "unknown", 0L));
          var callsOldest = Duration.ZERO;
          try (var select = tx.prepareStatement(CALLS);
              var rows = select.executeQuery()) {
            while (rows.next()) {
              calls.put(rows.getString(1), rows.getLong(2));
              var oldest = seconds(rows.getDouble(3));
              callsOldest = oldest.compareTo(callsOldest) > 0 ? oldest : callsOldest;
            }
          }
          var overdue = overdue(tx, now);
          try (var outbox = tx.prepareStatement(OUTBOX);
              var dead =
                  tx.prepareStatement(
                      "select count(*) filter (where holds), count(*) filter (where not holds) from dead_letter")) {
            outbox.setInt(1, Sql.SHARDS - 1);
            outbox.setInt(2, MOST);
            try (var waiting = outbox.executeQuery();
                var letters = dead.executeQuery()) {
              waiting.next();
              letters.next();
              return new Backlog(
                  seconds(waiting.getDouble(1)),
                  waiting.getLong(2),
                  overdue,
                  calls,
                  callsOldest,
                  letters.getLong(1),
                  letters.getLong(2));
            }
          }
        });
  }

  private static Duration overdue(Connection tx, Instant now) throws SQLException {
    try (var timers = tx.prepareStatement(TIMERS)) {
      timers.setString(1, now.toString());
      timers.setInt(2, Sql.SHARDS - 1);
      try (var row = timers.executeQuery()) {
        row.next();
        return seconds(row.getDouble(1));
      }
    }
  }

  private static Duration seconds(double seconds) {
    return seconds <= 0 ? Duration.ZERO : Duration.ofMillis(Math.round(seconds * 1000));
  }
}
