package io.orderwatch.mailbox.edge;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What kind of exception it was and where it came from, without its message: that of a parser or a
 * database quotes the record that it met.
 */
final class Unquoted extends Exception {

  private Unquoted(String what, @Nullable Throwable cause) {
    super(what, cause);
  }

  static Unquoted of(Throwable exception) {
    var cause = exception.getCause();
    var unquoted =
        new Unquoted(what(exception), cause == null || cause == exception ? null : of(cause));
    unquoted.setStackTrace(exception.getStackTrace());
    return unquoted;
  }

  private static String what(Throwable exception) {
    var name = exception.getClass().getName();
    return exception instanceof SQLException sql ? name + " " + sql.getSQLState() : name;
  }
}
