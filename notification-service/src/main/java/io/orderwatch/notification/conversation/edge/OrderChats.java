package io.orderwatch.notification.conversation.edge;

import io.orderwatch.contracts.PostingRef;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Which chat is an order's: that of the posting, of a posting beside it, or one a buyer began. */
@Singleton
class OrderChats {

  /** Ozon numbers the postings of an order: 0132112277-0102-1 is of 0132112277-0102. */
  private static final Pattern POSTING = Pattern.compile("(.+-.+)-[0-9]{1,4}");

  private final DataSource database;

  OrderChats(DataSource database) {
    this.database = database;
  }

  static String order(PostingRef ref) {
    var parts = POSTING.matcher(ref.posting().value());
    return parts.matches() ? parts.group(1) : ref.posting().value();
  }

  Optional<String> find(PostingRef ref) throws SQLException {
    var ofOrder = ref.store() + ":" + order(ref) + "-";
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select chat_id from (
                  select 1 as rank, chat_id from chat where key = ?
                  union all
                  select 2, chat_id from chat where starts_with(key, ?)
                  union all
                  select 3, split_part(key, ':', 2) from talk
                   where order_number = ? and starts_with(key, ? || ':')) t
                 order by rank, chat_id limit 1""")) {
      select.setString(1, ref.key());
      select.setString(2, ofOrder);
      select.setString(3, order(ref));
      select.setString(4, ref.store().value());
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
