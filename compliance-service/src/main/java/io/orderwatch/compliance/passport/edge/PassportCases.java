package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.compliance.passport.PassportCase.Lost;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.compliance.passport.PassportCase.Unknown;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.States;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The passport cases, one row each. */
final class PassportCases implements States<PassportCase> {

  private static final String COLUMNS =
      "key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken, closed_at,"
          + " cancel_reason, cancelled_by, after_ship, affects_rating";

  private static final String ROWS =
      """
      unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::int[],
             ?::timestamptz[], ?::bigint[], ?::text[], ?::boolean[], ?::boolean[])""";

  /** A case in its columns, with nulls where a state has no such thing. */
  private record Row(
      String key,
      String state,
      File file,
      @Nullable Instant closedAt,
      Posting.@Nullable Cancellation cancellation) {

    static Row of(Map.Entry<String, PassportCase> entry) {
      var key = entry.getKey();
      return switch (entry.getValue()) {
        case Waiting(var file) -> new Row(key, "waiting", file, null, null);
        case Expired(var file) -> new Row(key, "expired", file, null, null);
        case Supplied(var file, var at) -> new Row(key, "supplied", file, at, null);
        case Lost(var file, var at, var cancellation) -> new Row(key, "lost", file, at, cancellation);
        case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
      };
    }

    <T> @Nullable T of(Function<Posting.Cancellation, T> part) {
      return cancellation == null ? null : part.apply(cancellation);
    }
  }

  @Override
  public Map<String, PassportCase> lock(Connection tx, List<String> sortedKeys)
      throws SQLException {
    try (var select =
        tx.prepareStatement(
            "select "
                + COLUMNS
                + " from passport_case where key = any(?) order by key for update")) {
      select.setArray(1, Sql.texts(tx, sortedKeys, key -> key));
      try (var rows = select.executeQuery()) {
        var found = new HashMap<String, PassportCase>();
        while (rows.next()) {
          found.put(rows.getString("key"), read(rows));
        }
        return found;
      }
    }
  }

  @Override
  public int insert(Connection tx, Map<String, PassportCase> fresh) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            "insert into passport_case ("
                + COLUMNS
                + ") select * from "
                + ROWS
                + " on conflict do nothing")) {
      set(tx, insert, fresh);
      return insert.executeUpdate();
    }
  }

  @Override
  public void update(Connection tx, Map<String, PassportCase> changed) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            update passport_case c set
              state = n.state, version = n.version, opened_at = n.opened_at, deadline_at = n.deadline_at,
              deadline_basis = n.deadline_basis, steps_taken = n.steps_taken, closed_at = n.closed_at,
              cancel_reason = n.cancel_reason, cancelled_by = n.cancelled_by, after_ship = n.after_ship,
              affects_rating = n.affects_rating
            from
            """
                + ROWS
                + " as n("
                + COLUMNS
                + ") where c.key = n.key")) {
      set(tx, update, changed);
      update.executeUpdate();
    }
  }

  private static void set(
      Connection tx, PreparedStatement statement, Map<String, PassportCase> cases)
      throws SQLException {
    var rows = cases.entrySet().stream().map(Row::of).toList();
    statement.setArray(1, Sql.texts(tx, rows, Row::key));
    statement.setArray(2, Sql.texts(tx, rows, Row::state));
    statement.setArray(3, Sql.texts(tx, rows, row -> row.file().orderNumber()));
    statement.setArray(4, Sql.longs(tx, rows, row -> row.file().version()));
    statement.setArray(5, Sql.instants(tx, rows, row -> row.file().openedAt()));
    statement.setArray(6, Sql.instants(tx, rows, row -> row.file().deadline().at()));
    statement.setArray(7, Sql.texts(tx, rows, row -> row.file().deadline().basis().name()));
    statement.setArray(8, Sql.longs(tx, rows, row -> (long) row.file().stepsTaken()));
    statement.setArray(9, Sql.instants(tx, rows, Row::closedAt));
    statement.setArray(10, Sql.longs(tx, rows, row -> row.of(Posting.Cancellation::reasonId)));
    statement.setArray(11, Sql.texts(tx, rows, row -> row.of(Posting.Cancellation::by)));
    statement.setArray(12, Sql.texts(tx, rows, row -> row.of(by -> String.valueOf(by.afterShip()))));
    statement.setArray(13, Sql.texts(tx, rows, row -> row.of(by -> String.valueOf(by.affectsRating()))));
  }

  private static PassportCase read(ResultSet row) throws SQLException {
    var file =
        new File(
            PostingRef.parse(row.getString("key")),
            row.getString("order_number"),
            row.getLong("version"),
            instant(row, "opened_at"),
            new Deadline(
                instant(row, "deadline_at"),
                Deadline.Basis.valueOf(row.getString("deadline_basis"))),
            row.getInt("steps_taken"));
    return switch (row.getString("state")) {
      case "waiting" -> new Waiting(file);
      case "expired" -> new Expired(file);
      case "supplied" -> new Supplied(file, instant(row, "closed_at"));
      case "lost" ->
          new Lost(
              file,
              instant(row, "closed_at"),
              new Posting.Cancellation(
                  row.getLong("cancel_reason"),
                  row.getString("cancelled_by"),
                  row.getBoolean("after_ship"),
                  row.getBoolean("affects_rating")));
      default -> throw new IllegalStateException("a case cannot be " + row.getString("state"));
    };
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
