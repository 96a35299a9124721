package io.orderwatch.notification.reminder.edge;

import io.orderwatch.contracts.StoreId;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which chat is a posting's, and whether its buyer is still to be written to. */
final class Chats {

  private final DataSource database;

  Chats(DataSource database) {
    this.database = database;
  }

  Optional<String> find(String key) throws SQLException {
    return Optional.ofNullable(first("select chat_id from chat where key = ?", key));
  }

  /** Returns with the chat committed; the one that was written first is the one that counts. */
  String remember(String key, String chatId) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into chat (key, chat_id) values (?, ?) on conflict do nothing")) {
      insert.setString(1, key);
      insert.setString(2, chatId);
      insert.executeUpdate();
    }
    return find(key).orElse(chatId);
  }

  /** Whether anybody wrote for the store in this chat since then, by whatever means. */
  boolean sellerWrote(StoreId store, String chatId, Instant since) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement("select 1 from talk where key = ? and seller_at > ?")) {
      select.setString(1, store + ":" + chatId);
      select.setObject(2, since.atOffset(ZoneOffset.UTC));
      try (var row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /** What this service wrote to the chat, or may have. */
  List<String> sent(StoreId store, String chatId) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select text from reminder_step where chat_id = ? and starts_with(key, ?)
                union
                select m.text from order_message m join chat c on c.key = m.writer
                 where c.chat_id = ? and starts_with(c.key, ?)
                union
                select n.text from notice n join chat c on c.key = n.key
                 where c.chat_id = ? and starts_with(c.key, ?)""")) {
      for (var at : new int[] {1, 3, 5}) {
        select.setString(at, chatId);
        select.setString(at + 1, store + ":");
      }
      try (var row = select.executeQuery()) {
        var texts = new ArrayList<String>();
        while (row.next()) {
          texts.add(row.getString(1));
        }
        return texts;
      }
    }
  }

  /** Whether this round of the posting's reminders is the one that is open. */
  boolean open(String key, int round) throws SQLException {
    return ("" + round)
        .equals(first("select round from reminder where key = ? and state = 'open'", key));
  }

  /** Whether the buyer of this order wants no messages. */
  boolean optedOut(StoreId store, String orderNumber) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select 1 from opted_out where store = ? and order_number = ?")) {
      select.setString(1, store.value());
      select.setString(2, orderNumber);
      try (var row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private @Nullable String first(String query, String key) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(query)) {
      select.setString(1, key);
      try (var row = select.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
