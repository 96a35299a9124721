package io.orderwatch.notification.reminder.edge;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.notification.reminder.Reminder.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which posting of an order writes for all of them (decision 13). What became of that message is
 * what became of its writer's step: nothing is kept twice.
 */
final class OrderMessages {

  /** Postings of one order whose deadlines lie further apart are written about separately. */
  private static final Duration CLOSE = Duration.ofHours(1);

  private static final String THESE =
      """
       = ? and m.round = ? and m.step = ?
         and abs(extract(epoch from m.deadline_at - ?)) <= %d"""
          .formatted(CLOSE.toSeconds());

  private static final String FIND =
      """
      select m.writer, m.postings, m.text, s.state, s.reason, s.chat_id
        from order_message m
        left join reminder_step s on s.key = m.writer and s.round = m.round and s.step = m.step
       where m.of_order"""
          + THESE
          + " order by m.id desc limit 1";

  /**
   * A message of an order.
   *
   * @param writer the key of the posting that writes it
   * @param postings the keys of those that it names
   * @param state of the writer's step; null if there is none any more
   * @param reason why that step was not sent
   * @param chat where it was sent
   */
  record Written(
      String writer,
      List<String> postings,
      String text,
      @Nullable String state,
      @Nullable String reason,
      @Nullable String chat) {}

  /** A posting of the same order whose same step is planned. */
  record Sibling(PostingRef ref, Instant deadline) {}

  private final DataSource database;

  OrderMessages(DataSource database) {
    this.database = database;
  }

  /** The message that is being written, or was, for the order, step and round of this call. */
  Optional<Written> find(Planned<Message> call) throws SQLException {
    try (var connection = database.getConnection()) {
      return find(connection, call);
    }
  }

  private static Optional<Written> find(Connection connection, Planned<Message> call)
      throws SQLException {
    try (var select = connection.prepareStatement(FIND)) {
      select.setString(1, order(call));
      select.setInt(2, call.payload().round());
      select.setInt(3, call.payload().step());
      select.setObject(4, utc(call.payload().deadline()));
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Written(
                    row.getString(1),
                    List.of(row.getString(2).split(" ")),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6)))
            : Optional.empty();
      }
    }
  }

  /** The text that this posting wrote, or was about to. */
  Optional<String> written(Planned<Message> call) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select text from order_message where writer = ? and round = ? and step = ? order by id desc limit 1")) {
      select.setString(1, call.key());
      select.setInt(2, call.payload().round());
      select.setInt(3, call.payload().step());
      try (var row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  /** The other postings of the order for which the same step is planned now. */
  List<Sibling> siblings(Planned<Message> call) throws SQLException {
    if (call.payload().orderNumber().isBlank()) {
      return List.of();
    }
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select m.key, m.deadline_at from reminder_step m where m.state = 'planned' and m.key like ? and m.key <> ? and m.order_number"
                    + THESE
                    + " order by m.key")) {
      select.setString(1, PostingRef.parse(call.key()).store() + ":%");
      select.setString(2, call.key());
      select.setString(3, call.payload().orderNumber());
      select.setInt(4, call.payload().round());
      select.setInt(5, call.payload().step());
      select.setObject(6, utc(call.payload().deadline()));
      try (var row = select.executeQuery()) {
        var found = new ArrayList<Sibling>();
        while (row.next()) {
          found.add(
              new Sibling(
                  PostingRef.parse(row.getString(1)),
                  row.getObject(2, OffsetDateTime.class).toInstant()));
        }
        return found;
      }
    }
  }

  /** Whether the same step of another posting of the order is still to be heard of. */
  boolean expected(Planned<Message> call) throws SQLException {
    if (call.payload().orderNumber().isBlank()) {
      return false;
    }
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select 1 from reminder r
                 where r.state = 'open' and r.round = ? and starts_with(r.key, ?) and r.key <> ?
                   and not exists (select from reminder_step s
                                    where s.key = r.key and s.round = r.round and s.step >= ?)
                 limit 1""")) {
      select.setInt(1, call.payload().round());
      select.setString(2, order(call) + "-");
      select.setString(3, call.key());
      select.setInt(4, call.payload().step());
      try (var row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  /**
   * Returns with it committed that this posting writes for these.
   *
   * @return false if another one does
   */
  boolean claim(Planned<Message> call, List<String> postings, String text) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var first = claim(connection, call, postings, text);
        connection.commit();
        return first;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  private static boolean claim(
      Connection tx, Planned<Message> call, List<String> postings, String text)
      throws SQLException {
    try (var lock =
        tx.prepareStatement("select pg_advisory_xact_lock(hashtextextended('order/' || ?, 0))")) {
      lock.setString(1, order(call));
      lock.execute();
    }
    if (find(tx, call).filter(OrderMessages::standing).isPresent()) {
      return false;
    }
    try (var insert =
        tx.prepareStatement(
            """
            insert into order_message (of_order, round, step, deadline_at, writer, postings, text)
            values (?, ?, ?, ?, ?, ?, ?)""")) {
      insert.setString(1, order(call));
      insert.setInt(2, call.payload().round());
      insert.setInt(3, call.payload().step());
      insert.setObject(4, utc(call.payload().deadline()));
      insert.setString(5, call.key());
      insert.setString(6, String.join(" ", postings));
      insert.setString(7, text);
      insert.executeUpdate();
    }
    return true;
  }

  /** Whether it was sent, or may still be. */
  static boolean standing(Written written) {
    return "planned".equals(written.state()) || "sent".equals(written.state());
  }

  /** Of postings without an order's number each is an order of its own. */
  private static String order(Planned<Message> call) {
    var number = call.payload().orderNumber();
    return number.isBlank() ? call.key() : PostingRef.parse(call.key()).store() + ":" + number;
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
