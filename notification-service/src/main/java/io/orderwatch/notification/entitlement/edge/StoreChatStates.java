package io.orderwatch.notification.entitlement.edge;

import io.orderwatch.mailbox.edge.Sql;
import io.orderwatch.mailbox.edge.States;
import io.orderwatch.notification.entitlement.StoreChat;
import io.orderwatch.notification.entitlement.StoreChat.Refused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of {@link StoreChats}, as the mailbox reads and writes them: sets of stores. */
final class StoreChatStates implements States<StoreChat> {

  private static final String LOCK =
      "select store, refusals, why, since, probed_at from store_chat where store = any(?) order by store for update";

  private static final String INSERT =
      """
      insert into store_chat (store, refusals, why, since, probed_at)
      select * from unnest(?::text[], ?::int[], ?::text[], ?::timestamptz[], ?::timestamptz[])
      on conflict do nothing""";

  private static final String UPDATE =
      """
      update store_chat c set refusals = n.refusals, why = n.why, since = n.since, probed_at = n.probed_at
        from unnest(?::text[], ?::int[], ?::text[], ?::timestamptz[], ?::timestamptz[])
             as n(store, refusals, why, since, probed_at)
       where c.store = n.store""";

  @Override
  public Map<String, StoreChat> lock(Connection tx, List<String> sortedKeys) throws SQLException {
    try (var select = tx.prepareStatement(LOCK)) {
      select.setArray(1, tx.createArrayOf("text", sortedKeys.toArray()));
      try (var rows = select.executeQuery()) {
        var found = new TreeMap<String, StoreChat>();
        while (rows.next()) {
          found.put(rows.getString(1), StoreChats.read(rows, 2));
        }
        return found;
      }
    }
  }

  @Override
  public int insert(Connection tx, Map<String, StoreChat> fresh) throws SQLException {
    try (var insert = tx.prepareStatement(INSERT)) {
      set(tx, insert, fresh);
      return insert.executeUpdate();
    }
  }

  @Override
  public void update(Connection tx, Map<String, StoreChat> changed) throws SQLException {
    try (var update = tx.prepareStatement(UPDATE)) {
      set(tx, update, changed);
      update.executeUpdate();
    }
  }

  private static void set(Connection tx, PreparedStatement write, Map<String, StoreChat> states)
      throws SQLException {
    var rows = List.copyOf(states.entrySet());
    write.setArray(1, Sql.texts(tx, rows, Map.Entry::getKey));
    write.setArray(
        2,
        tx.createArrayOf(
            "int4", rows.stream().map(row -> StoreChats.refusals(row.getValue())).toArray()));
    write.setArray(
        3,
        Sql.texts(tx, rows, row -> row.getValue() instanceof Refused it ? it.why().word() : null));
    write.setArray(
        4, Sql.instants(tx, rows, row -> row.getValue() instanceof Refused it ? it.since() : null));
    write.setArray(
        5,
        Sql.instants(tx, rows, row -> row.getValue() instanceof Refused it ? it.triedAt() : null));
  }
}
