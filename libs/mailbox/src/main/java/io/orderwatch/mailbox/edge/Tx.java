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
   * Whether trying the same again can help: the connection or the server is gone, or two
   * transactions met. Everything else is the input's fault.
   */
  static boolean passing(SQLException e) {
    var state = e.getSQLState() == null ? "08000" : e.getSQLState();
    return state.startsWith("08") // connection
        || state.startsWith("57P") // shutdown, crash, cannot connect now
        || state.startsWith("53") // out of connections, memory, disk
        || state.startsWith("58") // system error
        || state.startsWith("40") // deadlock, serialisation
        || state.equals("25006") // read-only: a standby answered
        || state.equals("55P03"); // lock not available
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
