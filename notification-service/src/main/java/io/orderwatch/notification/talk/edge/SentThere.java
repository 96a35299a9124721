package io.orderwatch.notification.talk.edge;

import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.notification.talk.Marks.At;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import javax.sql.DataSource;

/** What was sent to a chat, by posting. */
final class SentThere {

  /** Ozon's clock and ours need not agree; two messages seldom lie as near. */
  private static final Duration SKEW = Duration.ofMinutes(1);

  private final DataSource database;

  SentThere(DataSource database) {
    this.database = database;
  }

  /** Whether a step or a notice of this chat's that was due by then is still being sent. */
  boolean onItsWay(ChatRef chat, Instant by) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select from chat c join reminder_step s on s.key = c.key
                 where c.chat_id = ? and starts_with(c.key, ?) and s.state = 'planned' and s.planned_at <= ?
                union all
                select from chat c join notice n on n.key = c.key
                 where c.chat_id = ? and starts_with(c.key, ?) and n.state = 'planned' and n.asked_at <= ?
                 limit 1""")) {
      about(select, 0, chat, by);
      about(select, 3, chat, by);
      try (var row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * What was sent to this chat and due by then, in its order. A notice that a person sent went to
   * the posting's chat, if one is known.
   */
  SequencedMap<PostingRef, List<At>> until(ChatRef chat, Instant by) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select key, round, step, '' as notice, planned_at as at from reminder_step
                 where chat_id = ? and starts_with(key, ?) and state = 'sent' and planned_at <= ?
                union all
                select n.key, 0, 0, substr(n.id, length(n.key) + 2), coalesce(n.hand_at, n.asked_at)
                  from chat c join notice n on n.key = c.key
                 where c.chat_id = ? and starts_with(c.key, ?) and n.chat_id in (c.chat_id, '')
                   and n.state = 'sent' and coalesce(n.hand_at, n.asked_at) <= ?
                 order by key, at, round, step, notice""")) {
      about(select, 0, chat, by);
      about(select, 3, chat, by);
      try (var row = select.executeQuery()) {
        var sent = new LinkedHashMap<PostingRef, List<At>>();
        while (row.next()) {
          sent.computeIfAbsent(PostingRef.parse(row.getString(1)), _ -> new ArrayList<>())
              .add(new At(row.getInt(2), row.getInt(3), row.getString(4)));
        }
        return sent;
      }
    }
  }

  private static void about(PreparedStatement select, int after, ChatRef chat, Instant by)
      throws SQLException {
    select.setString(after + 1, chat.chat());
    select.setString(after + 2, chat.store() + ":");
    select.setObject(after + 3, by.plus(SKEW).atOffset(ZoneOffset.UTC));
  }

  /** The postings of an order whose buyer was ever to be asked for his data. */
  List<PostingRef> ofOrder(StoreId store, String orderNumber) throws SQLException {
    if (orderNumber.isEmpty()) {
      return List.of();
    }
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select key from owing where order_number = ? and starts_with(key, ?) order by key")) {
      select.setString(1, orderNumber);
      select.setString(2, store + ":");
      try (var row = select.executeQuery()) {
        var postings = new ArrayList<PostingRef>();
        while (row.next()) {
          postings.add(PostingRef.parse(row.getString(1)));
        }
        return postings;
      }
    }
  }
}
