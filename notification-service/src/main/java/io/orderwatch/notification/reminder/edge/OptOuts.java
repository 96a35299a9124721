package io.orderwatch.notification.reminder.edge;

import io.orderwatch.contracts.StoreId;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Orders whose buyers want no messages, and every change of that. */
@Singleton
class OptOuts {

  /**
   * Somebody said that an order's buyer wants no messages, or took it back.
   *
   * @param id grows from change to change
   */
  record Change(long id, boolean optedOut, Instant at, String by) {}

  private final DataSource database;

  OptOuts(DataSource database) {
    this.database = database;
  }

  /** The oldest first. */
  List<Change> changes(StoreId store, String order) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select id, opted_out, at, by_whom from opt_out_change
                 where store = ? and order_number = ? order by id""")) {
      select.setString(1, store.value());
      select.setString(2, order);
      try (var row = select.executeQuery()) {
        var changes = new ArrayList<Change>();
        while (row.next()) {
          changes.add(
              new Change(
                  row.getLong(1),
                  row.getBoolean(2),
                  row.getObject(3, OffsetDateTime.class).toInstant(),
                  row.getString(4)));
        }
        return changes;
      }
    }
  }

  /** Nothing if it is so already. */
  void add(StoreId store, String order, Instant now, String by) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                with fresh as (
                  insert into opted_out (store, order_number, at, by_whom) values (?, ?, ?, ?)
                  on conflict do nothing returning *)
                insert into opt_out_change (store, order_number, opted_out, at, by_whom)
                select store, order_number, true, at, by_whom from fresh""")) {
      change(insert, store, order, now, by);
    }
  }

  /** Nothing if there is none. */
  void remove(StoreId store, String order, Instant now, String by) throws SQLException {
    try (var connection = database.getConnection();
        var delete =
            connection.prepareStatement(
                """
                with gone as (
                  delete from opted_out where store = ? and order_number = ? returning *)
                insert into opt_out_change (store, order_number, opted_out, at, by_whom)
                select store, order_number, false, ?, ? from gone""")) {
      change(delete, store, order, now, by);
    }
  }

  private static void change(
      PreparedStatement statement, StoreId store, String order, Instant now, String by)
      throws SQLException {
    statement.setString(1, store.value());
    statement.setString(2, order);
    statement.setObject(3, now.atOffset(ZoneOffset.UTC));
    statement.setString(4, by);
    statement.executeUpdate();
  }
}
