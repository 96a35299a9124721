package io.orderwatch.notification.reminder.edge;

import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.Reminder.Closed;
import io.orderwatch.notification.reminder.Reminder.End;
import io.orderwatch.notification.reminder.Reminder.Open;
import io.orderwatch.notification.reminder.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reminders, one row a posting and one a step. */
final class Reminders implements States<Reminder> {

  private record Row(String key, String state, int round, List<Step> steps) {
    static Row of(Map.Entry<String, Reminder> entry) {
      return switch (entry.getValue()) {
        case Open(var round, var steps) -> new Row(entry.getKey(), "open", round, steps);
        case Closed(var round, var steps, var end) ->
            new Row(entry.getKey(), end.name().toLowerCase(Locale.ROOT), round, steps);
        case Reminder.Unknown _ -> throw new IllegalStateException("what is unknown has no row");
      };
    }
  }

  private record StepRow(String key, Step step) {
    @Nullable String reason() {
      return switch (step.fate()) {
        case Step.Fate.Planned _, Step.Fate.Sent _ -> null;
        case Step.Fate.Suppressed(var reason) -> reason;
        case Step.Fate.Failed(var reason) -> reason;
        case Step.Fate.AwaitingOperator(var reason) -> reason;
      };
    }

    @Nullable String chatId() {
      return step.fate() instanceof Step.Fate.Sent(var chatId) ? chatId : null;
    }
  }

  @Override
  public Map<String, Reminder> lock(Connection tx, List<String> sortedKeys) throws SQLException {
    var found = new HashMap<String, Reminder>();
    try (var select =
        tx.prepareStatement(
            "select key, state, round from reminder where key = any(?) order by key for update")) {
      select.setArray(1, Sql.texts(tx, sortedKeys, key -> key));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.put(rows.getString(1), bare(rows.getString(2), rows.getInt(3)));
        }
      }
    }
    var steps = steps(tx, sortedKeys);
    found.replaceAll((key, reminder) -> with(reminder, steps.getOrDefault(key, List.of())));
    return found;
  }

  private static Reminder bare(String state, int round) {
    return state.equals("open")
        ? new Open(round, List.of())
        : new Closed(round, List.of(), End.valueOf(state.toUpperCase(Locale.ROOT)));
  }

  private static Reminder with(Reminder reminder, List<Step> steps) {
    return switch (reminder) {
      case Open open -> new Open(open.round(), steps);
      case Closed closed -> new Closed(closed.round(), steps, closed.end());
      case Reminder.Unknown unknown -> unknown;
    };
  }

  private static Map<String, List<Step>> steps(Connection tx, List<String> keys)
      throws SQLException {
    var steps = new HashMap<String, List<Step>>();
    try (var select =
        tx.prepareStatement(
            """
            select key, round, step, order_number, deadline_at, text, state, reason, chat_id, planned_at, changed_at
              from reminder_step where key = any(?) order by key, round, step""")) {
      select.setArray(1, Sql.texts(tx, keys, key -> key));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          steps.computeIfAbsent(rows.getString("key"), _ -> new ArrayList<>()).add(step(rows));
        }
      }
    }
    return steps;
  }

  private static Step step(ResultSet row) throws SQLException {
    return new Step(
        row.getInt("round"),
        row.getInt("step"),
        row.getString("order_number"),
        row.getTimestamp("deadline_at").toInstant(),
        row.getString("text"),
        row.getTimestamp("planned_at").toInstant(),
        row.getTimestamp("changed_at").toInstant(),
        fate(row));
  }

  private static Step.Fate fate(ResultSet row) throws SQLException {
    return switch (row.getString("state")) {
      case "planned" -> new Step.Fate.Planned();
      case "sent" -> new Step.Fate.Sent(row.getString("chat_id"));
      case "suppressed" -> new Step.Fate.Suppressed(row.getString("reason"));
      case "failed" -> new Step.Fate.Failed(row.getString("reason"));
      case "awaiting-operator" -> new Step.Fate.AwaitingOperator(row.getString("reason"));
      default -> throw new IllegalStateException("a step cannot be " + row.getString("state"));
    };
  }

  private static String state(Step.Fate fate) {
    return switch (fate) {
      case Step.Fate.Planned _ -> "planned";
      case Step.Fate.Sent _ -> "sent";
      case Step.Fate.Suppressed _ -> "suppressed";
      case Step.Fate.Failed _ -> "failed";
      case Step.Fate.AwaitingOperator _ -> "awaiting-operator";
    };
  }

  @Override
  public int insert(Connection tx, Map<String, Reminder> fresh) throws SQLException {
    var rows = fresh.entrySet().stream().map(Row::of).toList();
    try (var insert =
        tx.prepareStatement(
            """
            insert into reminder (key, state, round)
            select * from unnest(?::text[], ?::text[], ?::int[]) on conflict do nothing""")) {
      set(tx, insert, rows);
      var added = insert.executeUpdate();
      if (added == rows.size()) {
        write(tx, rows);
      }
      return added;
    }
  }

  @Override
  public void update(Connection tx, Map<String, Reminder> changed) throws SQLException {
    var rows = changed.entrySet().stream().map(Row::of).toList();
    try (var update =
        tx.prepareStatement(
            """
            update reminder r set state = n.state, round = n.round
              from unnest(?::text[], ?::text[], ?::int[]) as n(key, state, round)
             where r.key = n.key and (r.state, r.round) is distinct from (n.state, n.round)""")) {
      set(tx, update, rows);
      update.executeUpdate();
    }
    write(tx, rows);
  }

  private static void set(Connection tx, PreparedStatement statement, List<Row> rows)
      throws SQLException {
    statement.setArray(1, Sql.texts(tx, rows, Row::key));
    statement.setArray(2, Sql.texts(tx, rows, Row::state));
    statement.setArray(3, Sql.longs(tx, rows, row -> (long) row.round()));
  }

  /** Adds the new steps and changes those that changed; the rest is left as it lies. */
  private static void write(Connection tx, List<Row> reminders) throws SQLException {
    var rows =
        reminders.stream()
            .flatMap(each -> each.steps().stream().map(step -> new StepRow(each.key(), step)))
            .toList();
    if (rows.isEmpty()) {
      return;
    }
    try (var upsert =
        tx.prepareStatement(
            """
            insert into reminder_step as s
              (id, key, round, step, order_number, deadline_at, text, state, reason, chat_id, planned_at, changed_at)
            select * from unnest(?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::timestamptz[], ?::text[],
                                 ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
            on conflict (id) do update set
              state = excluded.state, reason = excluded.reason, chat_id = excluded.chat_id,
              changed_at = excluded.changed_at
             where (s.state, s.changed_at) is distinct from (excluded.state, excluded.changed_at)""")) {
      upsert.setArray(1, Sql.texts(tx, rows, row -> id(row.key(), row.step())));
      upsert.setArray(2, Sql.texts(tx, rows, StepRow::key));
      upsert.setArray(3, Sql.longs(tx, rows, row -> (long) row.step().round()));
      upsert.setArray(4, Sql.longs(tx, rows, row -> (long) row.step().number()));
      upsert.setArray(5, Sql.texts(tx, rows, row -> row.step().orderNumber()));
      upsert.setArray(6, Sql.instants(tx, rows, row -> row.step().deadline()));
      upsert.setArray(7, Sql.texts(tx, rows, row -> row.step().text()));
      upsert.setArray(8, Sql.texts(tx, rows, row -> state(row.step().fate())));
      upsert.setArray(9, Sql.texts(tx, rows, StepRow::reason));
      upsert.setArray(10, Sql.texts(tx, rows, StepRow::chatId));
      upsert.setArray(11, Sql.instants(tx, rows, row -> row.step().plannedAt()));
      upsert.setArray(12, Sql.instants(tx, rows, row -> row.step().changedAt()));
      upsert.executeUpdate();
    }
  }

  /** A step that was due before any round was open must not stand in the way of the first's. */
  private static String id(String key, Step step) {
    return key + "/" + (step.round() == 0 ? "before/" : "") + step.id();
  }
}
