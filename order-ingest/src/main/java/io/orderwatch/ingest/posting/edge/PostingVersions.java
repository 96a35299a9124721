package io.orderwatch.ingest.posting.edge;

import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.ingest.posting.KnownPosting.Known;
import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.States;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * The postings that are known, and beside them what was known before. Versions that were made in
 * one transaction are kept as the last of them.
 */
record PostingVersions(States<KnownPosting> current) implements States<KnownPosting> {

  private static final String INSERT =
      """
      insert into posting_version (key, version, read_at, snapshot)
      select * from unnest(?::text[], ?::int8[], ?::timestamptz[], ?::bytea[]) on conflict do nothing""";

  private record Version(String key, Known known) {}

  @Override
  public Map<String, KnownPosting> lock(Connection tx, List<String> sortedKeys)
      throws SQLException {
    return current.lock(tx, sortedKeys);
  }

  @Override
  public int insert(Connection tx, Map<String, KnownPosting> fresh) throws SQLException {
    var added = current.insert(tx, fresh);
    if (added == fresh.size()) {
      keep(tx, fresh);
    }
    return added;
  }

  @Override
  public void update(Connection tx, Map<String, KnownPosting> changed) throws SQLException {
    current.update(tx, changed);
    keep(tx, changed);
  }

  private static void keep(Connection tx, Map<String, KnownPosting> states) throws SQLException {
    var versions =
        states.entrySet().stream()
            .filter(each -> each.getValue() instanceof Known)
            .map(each -> new Version(each.getKey(), (Known) each.getValue()))
            .toList();
    try (var insert = tx.prepareStatement(INSERT)) {
      insert.setArray(1, Sql.texts(tx, versions, Version::key));
      insert.setArray(2, Sql.longs(tx, versions, each -> each.known().snapshot().version()));
      insert.setArray(3, Sql.instants(tx, versions, each -> each.known().readAt()));
      insert.setArray(
          4,
          tx.createArrayOf(
              "bytea",
              versions.stream()
                  .map(each -> Wire.encode(new PostingState(each.known().snapshot())))
                  .toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }
}
