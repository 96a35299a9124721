package io.orderwatch.compliance.whatif.edge;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What timelines say of the reminders of a case.
 *
 * @param told when each reached the buyer
 * @param opened when he was seen to have opened one
 */
public record ToldBuyers(List<Instant> told, List<Instant> opened) {

  private static final String ENTRIES =
      """
      select key, type, at from timeline_entry
       where key = any(?) and (type = 'message.sent.v1' or type = 'message.read.v1' and facts like 'step=%')""";

  public static final ToldBuyers NOTHING = new ToldBuyers(List.of(), List.of());

  /** By the key of the posting; one of which nothing is known is not among them. */
  public static Map<String, ToldBuyers> of(Connection connection, Collection<String> keys)
      throws SQLException {
    var all = new HashMap<String, ToldBuyers>();
    try (var select = connection.prepareStatement(ENTRIES)) {
      select.setArray(1, connection.createArrayOf("text", keys.toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          var of =
              all.computeIfAbsent(
                  rows.getString(1), _ -> new ToldBuyers(new ArrayList<>(), new ArrayList<>()));
          var at = rows.getTimestamp(3).toInstant();
          (rows.getString(2).equals("message.sent.v1") ? of.told : of.opened).add(at);
        }
      }
    }
    return all;
  }
}
