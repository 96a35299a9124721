package io.orderwatch.bench.edge;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.States;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A posting's timer is armed; when it fires, the state counts it and a reminder goes out. */
final class Reminders implements Feature<Long>, States<Long> {

  static final String TABLE = "create table reminder (key text primary key, fired bigint not null)";

  /** Never a count: a key that was not armed. */
  private static final Long UNKNOWN = -1L;

  record Arm(Instant due) {}

  /** What goes out, here and from db-scheduler's task. */
  static PassportEvent.ReminderDue reminder(String key, Instant due) {
    var ref = PostingRef.parse(key);
    return new PassportEvent.ReminderDue(
        ref, ref.posting().value(), 1, 3, new Deadline(due, Deadline.Basis.IN_PROCESS_AT));
  }

  @Override
  public String name() {
    return "reminders";
  }

  @Override
  public Long unknown() {
    return UNKNOWN;
  }

  @Override
  public States<Long> states() {
    return this;
  }

  @Override
  public boolean hears(Event event) {
    return false;
  }

  @Override
  public Decision<Long> decide(Long state, Input input) {
    return switch (input.content()) {
      case Arm(var due) -> Decision.move(0L, new Effect.SetTimer("reminder", due));
      case Due due -> Decision.move(state + 1, Effect.publish(reminder(input.key(), due.due())));
      default -> Decision.stay(state);
    };
  }

  @Override
  public Map<String, Long> lock(Connection tx, List<String> sortedKeys) throws SQLException {
    try (var select =
        tx.prepareStatement(
            "select key, fired from reminder where key = any(?) order by key for update")) {
      select.setArray(1, Sql.texts(tx, sortedKeys, key -> key));
      try (var rows = select.executeQuery()) {
        var found = new HashMap<String, Long>();
        while (rows.next()) {
          found.put(rows.getString(1), rows.getLong(2));
        }
        return found;
      }
    }
  }

  @Override
  public int insert(Connection tx, Map<String, Long> fresh) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            """
            insert into reminder (key, fired)
            select * from unnest(?::text[], ?::bigint[]) on conflict do nothing""")) {
      set(tx, insert, fresh);
      return insert.executeUpdate();
    }
  }

  @Override
  public void update(Connection tx, Map<String, Long> changed) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            update reminder r set fired = n.fired
              from unnest(?::text[], ?::bigint[]) as n(key, fired) where r.key = n.key""")) {
      set(tx, update, changed);
      update.executeUpdate();
    }
  }

  private static void set(Connection tx, PreparedStatement statement, Map<String, Long> counts)
      throws SQLException {
    statement.setArray(1, Sql.texts(tx, counts.keySet(), key -> key));
    statement.setArray(2, Sql.longs(tx, counts.values(), count -> count));
  }
}
