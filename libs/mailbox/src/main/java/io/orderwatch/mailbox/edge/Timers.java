package io.orderwatch.mailbox.edge;

import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Input;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Fires what is due. The firing, the change of state and all that follows commit together, so a
 * crash simply fires again.
 *
 * <p>Rows are locked in the same order as everywhere: first the states, then the timers. What was
 * cancelled in between is not found any more and not fired.
 */
public final class Timers {

  private static final Logger LOG = Logger.getLogger(Timers.class);

  private record Row(
      Instant due, long id, String name, String ref, @Nullable String trace, boolean later) {
    String feature() {
      return name.substring(0, name.indexOf('/'));
    }

    Input input(Instant firedAt, Tracing tracing, Steps steps) {
      var own = name.substring(name.indexOf('/') + 1);
      return new Input(
          ref,
          "timer/" + name + "/" + due,
          due,
          new Due(own, due, firedAt),
          trace == null || !tracing.on()
              ? null
              : steps.add(tracing.fired(name, ref, trace, later)));
    }
  }

  private final DataSource database;
  private final Engine engine;
  private final int batch;
  private final Duration margin;
  private final Runnable afterCommit;

  /**
   * @param margin how far the mark stays behind the clock, in the clock's time: longer than a
   *     transaction that arms timers may take
   */
  public Timers(
      DataSource database, Engine engine, int batch, Duration margin, Runnable afterCommit) {
    this.database = database;
    this.engine = engine;
    this.batch = batch;
    this.margin = margin;
    this.afterCommit = afterCommit;
  }

  /**
   * Fires one batch of the shard.
   *
   * @return how many fired; as many as a batch holds means that more may be due
   */
  public int fire(short shard, Lease lease) throws SQLException {
    return fire(shard, lease, false);
  }

  /**
   * Fires what the mark has passed over, which must be nothing: a net for transactions that took
   * longer than the margin.
   */
  public int sweep(short shard, Lease lease) throws SQLException {
    return fire(shard, lease, true);
  }

  private int fire(short shard, Lease lease, boolean fromTheBeginning) throws SQLException {
    var now = engine.clock().instant();
    var low = fromTheBeginning ? Instant.EPOCH : low(shard);
    var due = due(shard, low, now);
    if (due.isEmpty()) {
      return 0;
    }
    try {
      fire(shard, lease, due, now);
    } catch (Leases.Fenced e) {
      throw e;
    } catch (RuntimeException e) {
      // One of them fails its rule: the others must not wait for it.
      for (var row : due) {
        fireAlone(shard, lease, row, now);
      }
    }
    afterCommit.run();
    return due.size();
  }

  private void fireAlone(short shard, Lease lease, Row row, Instant now) throws SQLException {
    try {
      fire(shard, lease, List.of(row), now);
    } catch (Leases.Fenced e) {
      throw e;
    } catch (RuntimeException e) {
      try (var _ = LogMarks.of(row.ref(), row.trace())) {
        LOG.errorf(e, "timer %s of %s fails and is tried again in an hour", row.name(), row.ref());
      }
      postpone(shard, row, now.plus(Duration.ofHours(1)));
    }
  }

  private void fire(short shard, Lease lease, List<Row> due, Instant now) throws SQLException {
    var byFeature =
        due.stream()
            .collect(
                // Features are locked in one order everywhere, whichever timer is due first.
                Collectors.groupingBy(
                    Row::feature, () -> new TreeMap<>(engine.order()), Collectors.toList()));
    try (var steps = new Steps()) {
      engine.run(
          database, (tx, effects) -> work(tx, shard, lease, due, byFeature, now, effects, steps));
      steps.committed();
    }
  }

  private boolean work(
      Connection tx,
      short shard,
      Lease lease,
      List<Row> due,
      Map<String, List<Row>> byFeature,
      Instant now,
      Effects effects,
      Steps steps)
      throws SQLException {
    Leases.hold(tx, lease);
    for (var each : byFeature.entrySet()) {
      var rows = each.getValue();
      engine.tell(
          tx,
          each.getKey(),
          rows.stream().map(Row::ref).toList(),
          _ -> delete(tx, shard, rows, now, steps),
          effects);
    }
    var last = due.getLast().due();
    var high = Micros.down(now.minus(margin));
    return mark(tx, shard, last.isBefore(high) ? last : high);
  }

  private Instant low(short shard) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement("select low from timer_mark where shard = ?")) {
      select.setShort(1, shard);
      try (var row = select.executeQuery()) {
        return row.next() ? row.getTimestamp(1).toInstant() : Instant.EPOCH;
      }
    }
  }

  private List<Row> due(short shard, Instant low, Instant now) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
            select due, id, name, ref, trace, later from timer
             where shard = ? and due >= ?::timestamptz and due <= ?::timestamptz order by due, id limit ?""")) {
      select.setShort(1, shard);
      select.setString(2, low.toString());
      select.setString(3, now.toString());
      select.setInt(4, batch);
      try (var rows = select.executeQuery()) {
        var due = new ArrayList<Row>();
        while (rows.next()) {
          due.add(
              new Row(
                  rows.getTimestamp(1).toInstant(),
                  rows.getLong(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getString(5),
                  rows.getBoolean(6)));
        }
        return due;
      }
    }
  }

  /**
   * Deletes the rows and returns those that were still there, as inputs, in the order of their
   * times.
   */
  private List<Input> delete(Connection tx, short shard, List<Row> due, Instant now, Steps steps)
      throws SQLException {
    try (var delete =
        tx.prepareStatement(
            """
            delete from timer t using unnest(?::timestamptz[], ?::bigint[]) as d(due, id)
             where t.shard = ? and t.due = d.due and t.id = d.id returning t.id""")) {
      delete.setArray(1, Sql.instants(tx, due, Row::due));
      delete.setArray(2, Sql.longs(tx, due, Row::id));
      delete.setShort(3, shard);
      try (var rows = delete.executeQuery()) {
        var alive = new HashSet<Long>();
        while (rows.next()) {
          alive.add(rows.getLong(1));
        }
        return due.stream()
            .filter(row -> alive.contains(row.id()))
            .map(row -> row.input(now, engine.tracing(), steps))
            .toList();
      }
    }
  }

  private void postpone(short shard, Row row, Instant until) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update timer set due = ?::timestamptz where shard = ? and due = ?::timestamptz and id = ?")) {
      update.setString(1, until.toString());
      update.setShort(2, shard);
      update.setString(3, row.due().toString());
      update.setLong(4, row.id());
      update.executeUpdate();
    }
  }

  private static boolean mark(Connection tx, short shard, Instant low) throws SQLException {
    try (var mark =
        tx.prepareStatement(
            """
            insert into timer_mark as m (shard, low) values (?, ?::timestamptz)
            on conflict (shard) do update set low = greatest(m.low, excluded.low)""")) {
      mark.setShort(1, shard);
      mark.setString(2, low.toString());
      return mark.executeUpdate() > 0;
    }
  }
}
