package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.Type;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.cancelling.Refusal;
import io.orderwatch.logistics.cancelling.Shipment;
import io.orderwatch.logistics.cancelling.Shipment.Order;
import io.orderwatch.logistics.cancelling.Shipment.Standing;
import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.States;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The shipments, one row each, and their commands, one row each. */
final class Shipments implements States<Shipment> {

  private static final byte[] NOT_SEEN = {};

  private static final String SNAPSHOT = PostingState.class.getAnnotation(Type.class).value();

  private static final String ROWS =
      "unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bytea[])";

  private record Row(String key, @Nullable Posting posting) {
    private String text(Function<Posting, String> part) {
      return posting == null ? "" : part.apply(posting);
    }
  }

  private record CommandRow(
      String key,
      String id,
      Order order,
      String state,
      @Nullable String code,
      @Nullable Instant settledAt) {

    static CommandRow of(String key, String id, Standing standing) {
      return switch (standing) {
        case Standing.Open(var order) -> new CommandRow(key, id, order, "open", null, null);
        case Standing.Done(var order, var at) -> new CommandRow(key, id, order, "done", null, at);
        case Standing.Refused(var order, var code, var at) ->
            new CommandRow(key, id, order, "refused", code, at);
        case Standing.Unheard _ ->
            throw new IllegalStateException("what was never asked has no row");
      };
    }
  }

  @Override
  public Map<String, Shipment> lock(Connection tx, List<String> sortedKeys) throws SQLException {
    var postings = new HashMap<String, @Nullable Posting>();
    try (var select =
        tx.prepareStatement(
            "select key, snapshot from shipment where key = any(?) order by key for update")) {
      select.setArray(1, Sql.texts(tx, sortedKeys, key -> key));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          postings.put(rows.getString(1), posting(rows.getBytes(2)));
        }
      }
    }
    var commands =
        postings.isEmpty() ? Map.<String, Map<String, Standing>>of() : commands(tx, postings);
    var found = new HashMap<String, Shipment>();
    postings.forEach(
        (key, posting) ->
            found.put(key, new Shipment(posting, commands.getOrDefault(key, Map.of()))));
    return found;
  }

  private static Map<String, Map<String, Standing>> commands(
      Connection tx, Map<String, @Nullable Posting> postings) throws SQLException {
    try (var select =
        tx.prepareStatement(
            """
            select key, command_id, action, reason_id, requested_by, override_reason, asked_at, state, code, settled_at
              from shipment_command where key = any(?)""")) {
      select.setArray(1, Sql.texts(tx, postings.keySet(), key -> key));
      try (var rows = select.executeQuery()) {
        var found = new HashMap<String, Map<String, Standing>>();
        while (rows.next()) {
          found
              .computeIfAbsent(rows.getString("key"), _ -> new HashMap<>())
              .put(rows.getString("command_id"), standing(rows));
        }
        return found;
      }
    }
  }

  private static Standing standing(ResultSet row) throws SQLException {
    var order =
        new Order(
            row.getString("action"),
            row.getLong("reason_id"),
            row.getString("requested_by"),
            row.getString("override_reason"),
            instant(row, "asked_at"));
    return switch (row.getString("state")) {
      case "open" -> new Standing.Open(order);
      case "done" -> new Standing.Done(order, instant(row, "settled_at"));
      case "refused" ->
          new Standing.Refused(order, row.getString("code"), instant(row, "settled_at"));
      default -> throw new IllegalStateException("a command cannot be " + row.getString("state"));
    };
  }

  private static @Nullable Posting posting(byte[] snapshot) {
    return snapshot.length > 0
            && Wire.decode(SNAPSHOT, snapshot).orElse(null) instanceof PostingState(var posting)
        ? posting
        : null;
  }

  @Override
  public int insert(Connection tx, Map<String, Shipment> fresh) throws SQLException {
    int added;
    try (var insert =
        tx.prepareStatement(
            "insert into shipment (key, version, status, substatus, integration, snapshot) select * from "
                + ROWS
                + " on conflict do nothing")) {
      set(tx, insert, fresh);
      added = insert.executeUpdate();
    }
    write(tx, fresh);
    return added;
  }

  @Override
  public void update(Connection tx, Map<String, Shipment> changed) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            update shipment s set version = n.version, status = n.status, substatus = n.substatus,
                   integration = n.integration, snapshot = n.snapshot
              from %s as n(key, version, status, substatus, integration, snapshot)
             where s.key = n.key and s.version <> n.version"""
                .formatted(ROWS))) {
      set(tx, update, changed);
      update.executeUpdate();
    }
    write(tx, changed);
  }

  private static void set(
      Connection tx, PreparedStatement statement, Map<String, Shipment> shipments)
      throws SQLException {
    var rows =
        shipments.entrySet().stream()
            .map(entry -> new Row(entry.getKey(), entry.getValue().posting()))
            .toList();
    statement.setArray(1, Sql.texts(tx, rows, Row::key));
    statement.setArray(
        2, Sql.longs(tx, rows, row -> row.posting() == null ? 0L : row.posting().version()));
    statement.setArray(3, Sql.texts(tx, rows, row -> row.text(Posting::status)));
    statement.setArray(4, Sql.texts(tx, rows, row -> row.text(Posting::substatus)));
    statement.setArray(5, Sql.texts(tx, rows, row -> row.text(Posting::integration)));
    statement.setArray(
        6,
        tx.createArrayOf(
            "bytea", rows.stream().map(row -> snapshot(row.posting())).toArray(byte[][]::new)));
  }

  private static byte[] snapshot(@Nullable Posting posting) {
    return posting == null ? NOT_SEEN : Wire.encode(new PostingState(posting));
  }

  /** What ended stays as it is; most postings have no command, so mostly there is nothing to do. */
  private static void write(Connection tx, Map<String, Shipment> shipments) throws SQLException {
    var rows = new ArrayList<CommandRow>();
    shipments.forEach(
        (key, shipment) ->
            shipment
                .commands()
                .forEach((id, standing) -> rows.add(CommandRow.of(key, id, standing))));
    if (rows.isEmpty()) {
      return;
    }
    try (var upsert =
        tx.prepareStatement(
            """
            insert into shipment_command as c (key, command_id, action, reason_id, requested_by, override_reason, asked_at,
                                               state, code, explanation, settled_at)
            select * from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[],
                                 ?::text[], ?::text[], ?::text[], ?::timestamptz[])
            on conflict (key, command_id) do update set state = excluded.state, code = excluded.code,
                   explanation = excluded.explanation, settled_at = excluded.settled_at
             where c.state = 'open' and excluded.state <> 'open'""")) {
      upsert.setArray(1, Sql.texts(tx, rows, CommandRow::key));
      upsert.setArray(2, Sql.texts(tx, rows, CommandRow::id));
      upsert.setArray(3, Sql.texts(tx, rows, row -> row.order().action()));
      upsert.setArray(4, Sql.longs(tx, rows, row -> row.order().reasonId()));
      upsert.setArray(5, Sql.texts(tx, rows, row -> row.order().requestedBy()));
      upsert.setArray(6, Sql.texts(tx, rows, row -> row.order().override()));
      upsert.setArray(7, Sql.instants(tx, rows, row -> row.order().at()));
      upsert.setArray(8, Sql.texts(tx, rows, CommandRow::state));
      upsert.setArray(9, Sql.texts(tx, rows, CommandRow::code));
      upsert.setArray(
          10, Sql.texts(tx, rows, row -> row.code() == null ? null : Refusal.explain(row.code())));
      upsert.setArray(11, Sql.instants(tx, rows, CommandRow::settledAt));
      upsert.executeUpdate();
    }
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant();
  }
}
