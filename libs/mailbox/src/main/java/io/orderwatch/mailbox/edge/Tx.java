package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** One transaction: all of the work or nothing of it. */
final class Tx {

  interface Work<T> {
    T in(Connection tx) throws SQLException;
  }

  private Tx() {}

  static <T> T run(DataSource database, Work<T> work) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var result = work.in(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      } finally {
        restore(connection);
      }
    }
  }

  /**
   * Whether trying the same again can help. Only data that the database does not take (class 22),
   * that breaks a constraint (23) or a limit (54) is the input's fault; all else, a missing table
   * of a failed migration included, is waited for.
   */
  static boolean passing(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    return !state.startsWith("22") && !state.startsWith("23") && !state.startsWith("54");
  }

  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void restore(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // The connection is broken; the pool finds that out when it takes it back.
    }
  }
}
