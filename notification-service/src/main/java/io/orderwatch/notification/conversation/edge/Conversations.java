package io.orderwatch.notification.conversation.edge;

import io.orderwatch.notification.edge.Cursor;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What was said to the buyer of each order, as it stands in the steps of its postings. */
@Singleton
class Conversations {

  /**
   * @param postings of the order that a step was due for
   * @param began when the first step was due
   * @param changed when anything last changed
   * @param deadline the earliest of its postings
   * @param sent how many steps were
   * @param awaiting how many await a person
   * @param suppressed how many were left out
   * @param failed how many nobody could send
   * @param planned how many are not due, or on their way
   * @param state of the newest step: planned, sent, suppressed, failed or awaiting-operator
   * @param optedOut whether the buyer wants no messages
   * @param read how many steps the buyer was seen to have read
   * @param answered when he last wrote; null if he never did
   * @param about what that is about, in a word; what he wrote is never kept
   */
  record Conversation(
      String store,
      String orderNumber,
      int postings,
      Instant began,
      Instant changed,
      Instant deadline,
      int sent,
      int awaiting,
      int suppressed,
      int failed,
      int planned,
      String state,
      boolean optedOut,
      int read,
      @Nullable Instant answered,
      @Nullable String about) {}

  /**
   * @param round which time Ozon asks for the data
   * @param step of the ladder, 1 for the first
   * @param state planned, sent, suppressed, failed or awaiting-operator
   * @param due when the step was due
   * @param at since when it is in its state
   * @param deadline when Ozon is expected to cancel
   * @param reason why it was not sent by itself; null if it was, or will be
   * @param by who of the seller's people sent or left it; null if none did
   * @param text ours; the buyer's words are never kept
   * @param readAt when it was seen that the buyer has read it; null if he has not
   * @param answeredAt when he last answered it; null if he never did
   * @param about what that answer is about, in a word
   */
  record Said(
      String posting,
      int round,
      int step,
      String state,
      Instant due,
      Instant at,
      Instant deadline,
      @Nullable String reason,
      @Nullable String by,
      String text,
      @Nullable Instant readAt,
      @Nullable Instant answeredAt,
      @Nullable String about) {}

  /**
   * A message that is decided and not sent, for sending is switched off or the store is in shadow.
   *
   * @param round which time Ozon asks for the data
   * @param step of the ladder, 1 for the first
   * @param postings how many of the order it would have been about
   * @param at when it was decided
   * @param text what the buyer would have read
   */
  record Shadow(
      String store,
      String orderNumber,
      int round,
      int step,
      int postings,
      Instant at,
      String text) {}

  private static final String ALL =
      """
      select s.store, s.order_number, count(distinct s.key), min(s.planned_at) as began, max(s.changed_at),
             min(s.deadline_at),
             count(*) filter (where s.state = 'sent'), count(*) filter (where s.state = 'awaiting-operator'),
             count(*) filter (where s.state = 'suppressed'), count(*) filter (where s.state = 'failed'),
             count(*) filter (where s.state = 'planned'),
             (array_agg(s.state order by s.planned_at desc, s.step desc, s.key))[1],
             exists (select from opted_out o where o.store = s.store and o.order_number = s.order_number),
             count(m.read_at), max(m.answered_at),
             (array_agg(m.about order by m.answered_at desc nulls last))[1]
        from (select *, split_part(key, ':', 1) as store from reminder_step) s
        left join message_mark m on m.key = s.key and m.round = s.round and m.step = s.step
       where s.store = ? and s.order_number <> ''
       group by s.store, s.order_number
      having (min(s.planned_at), s.order_number) > (?, ?)
       order by began, s.order_number limit ?""";

  private static final String OF =
      """
      select split_part(s.key, ':', 2), s.round, s.step, s.state, s.planned_at, s.changed_at, s.deadline_at, s.reason, s.hand_by, s.text,
             m.read_at, m.answered_at, m.about
        from reminder_step s
        left join message_mark m on m.key = s.key and m.round = s.round and m.step = s.step
       where s.order_number = ? and starts_with(s.key, ? || ':')
       order by s.planned_at, s.key, s.round, s.step limit 1000""";

  private static final String UNSENT =
      """
      select store, order_number, round, step, count(distinct key), min(planned_at) as began,
             (array_agg(text order by key))[1]
        from (select *, split_part(key, ':', 1) as store, order_number as whose
                from reminder_step where state = 'suppressed' and reason in ('sending is switched off', 'store-in-shadow') and order_number <> '') s
       where store = ?
       group by store, whose, order_number, round, step
      having (min(planned_at), whose || ' ' || round || ' ' || step) > (?, ?)
       order by began, whose || ' ' || round || ' ' || step limit ?""";

  private final DataSource database;

  Conversations(DataSource database) {
    this.database = database;
  }

  /** In the order in which they began. */
  List<Conversation> of(String store, Cursor from, int limit) throws SQLException {
    return page(
        ALL,
        store,
        from,
        limit,
        row ->
            new Conversation(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                at(row, 4),
                at(row, 5),
                at(row, 6),
                row.getInt(7),
                row.getInt(8),
                row.getInt(9),
                row.getInt(10),
                row.getInt(11),
                row.getString(12),
                row.getBoolean(13),
                row.getInt(14),
                maybe(row, 15),
                row.getString(16)));
  }

  List<Shadow> unsent(String store, Cursor from, int limit) throws SQLException {
    return page(
        UNSENT,
        store,
        from,
        limit,
        row ->
            new Shadow(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                row.getInt(5),
                at(row, 6),
                row.getString(7)));
  }

  List<Said> of(String store, String order) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(OF)) {
      select.setString(1, order);
      select.setString(2, store);
      try (var row = select.executeQuery()) {
        var said = new ArrayList<Said>();
        while (row.next()) {
          said.add(
              new Said(
                  row.getString(1),
                  row.getInt(2),
                  row.getInt(3),
                  row.getString(4),
                  at(row, 5),
                  at(row, 6),
                  at(row, 7),
                  row.getString(8),
                  row.getString(9),
                  row.getString(10),
                  maybe(row, 11),
                  maybe(row, 12),
                  row.getString(13)));
        }
        return said;
      }
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> page(String query, String store, Cursor from, int limit, Reading<T> reading)
      throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(query)) {
      select.setString(1, store);
      select.setObject(2, from.at().atOffset(ZoneOffset.UTC));
      select.setString(3, from.name());
      select.setInt(4, limit);
      try (var row = select.executeQuery()) {
        var page = new ArrayList<T>();
        while (row.next()) {
          page.add(reading.of(row));
        }
        return page;
      }
    }
  }

  private static Instant at(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant maybe(ResultSet row, int column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
