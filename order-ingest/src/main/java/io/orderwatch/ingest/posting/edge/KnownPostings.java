package io.orderwatch.ingest.posting.edge;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.ingest.posting.KnownPosting.Known;
import io.orderwatch.ingest.posting.KnownPosting.Unknown;
import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.States;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The postings that Ozon has shown, one row each. */
final class KnownPostings implements States<KnownPosting> {

  private static final String TYPE = "posting.state.v1";

  private static final String COLUMNS =
      "key, store, version, status, substatus, integration, order_number, in_process_at, shipment_date, promised,"
          + " read_at, snapshot";

  private static final String ROWS =
      """
      unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[],
             ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::bytea[])""";

  @Override
  public Map<String, KnownPosting> lock(Connection tx, List<String> sortedKeys)
      throws SQLException {
    try (var select =
        tx.prepareStatement(
            "select key, snapshot, read_at from known_posting where key = any(?) order by key for update")) {
      select.setArray(1, Sql.texts(tx, sortedKeys, key -> key));
      try (var rows = select.executeQuery()) {
        var found = new HashMap<String, KnownPosting>();
        while (rows.next()) {
          found.put(rows.getString("key"), read(rows));
        }
        return found;
      }
    }
  }

  @Override
  public int insert(Connection tx, Map<String, KnownPosting> fresh) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            "insert into known_posting ("
                + COLUMNS
                + ") select * from "
                + ROWS
                + " on conflict do nothing")) {
      set(tx, insert, fresh.values());
      return insert.executeUpdate();
    }
  }

  @Override
  public void update(Connection tx, Map<String, KnownPosting> changed) throws SQLException {
    try (var update =
        tx.prepareStatement(
            """
            update known_posting k set
              version = n.version, status = n.status, substatus = n.substatus, integration = n.integration,
              order_number = n.order_number, in_process_at = n.in_process_at, shipment_date = n.shipment_date,
              promised = n.promised, read_at = n.read_at, snapshot = n.snapshot
            from"""
                + " "
                + ROWS
                + " as n("
                + COLUMNS
                + ") where k.key = n.key")) {
      set(tx, update, changed.values());
      update.executeUpdate();
    }
  }

  private static void set(
      Connection tx, PreparedStatement statement, Collection<KnownPosting> states)
      throws SQLException {
    var rows = states.stream().map(KnownPostings::known).toList();
    statement.setArray(1, Sql.texts(tx, rows, row -> row.snapshot().ref().key()));
    statement.setArray(2, Sql.texts(tx, rows, row -> row.snapshot().ref().store().value()));
    statement.setArray(3, Sql.longs(tx, rows, row -> row.snapshot().version()));
    statement.setArray(4, Sql.texts(tx, rows, row -> row.snapshot().status()));
    statement.setArray(5, Sql.texts(tx, rows, row -> row.snapshot().substatus()));
    statement.setArray(6, Sql.texts(tx, rows, row -> row.snapshot().integration()));
    statement.setArray(7, Sql.texts(tx, rows, row -> row.snapshot().orderNumber()));
    statement.setArray(8, Sql.instants(tx, rows, row -> row.snapshot().inProcessAt()));
    statement.setArray(9, Sql.instants(tx, rows, row -> row.snapshot().shipmentDate()));
    statement.setArray(10, Sql.instants(tx, rows, row -> row.snapshot().promised()));
    statement.setArray(11, Sql.instants(tx, rows, Known::readAt));
    statement.setArray(
        12,
        tx.createArrayOf(
            "bytea",
            rows.stream()
                .map(row -> Wire.encode(new PostingState(row.snapshot())))
                .toArray(byte[][]::new)));
  }

  private static Known known(KnownPosting state) {
    return switch (state) {
      case Known known -> known;
      case Unknown _ -> throw new IllegalStateException("what is unknown has no row");
    };
  }

  private static Known read(ResultSet row) throws SQLException {
    return new Known(snapshot(row.getBytes("snapshot")), row.getTimestamp("read_at").toInstant());
  }

  private static Posting snapshot(byte[] bytes) {
    return Wire.decode(TYPE, bytes)
        .map(event -> ((PostingState) event).posting())
        .orElseThrow(() -> new IllegalStateException(TYPE + " is not known any more"));
  }
}
