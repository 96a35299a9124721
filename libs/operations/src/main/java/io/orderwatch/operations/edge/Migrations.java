package io.orderwatch.operations.edge;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * How far the schema is.
 *
 * @param failed how many of them
 */
record Migrations(long count, long failed) {

  private static final String COUNT =
      "select count(*), count(*) filter (where not success) from flyway_schema_history";

  static Migrations read(DataSource database) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(COUNT);
        var row = select.executeQuery()) {
      row.next();
      return new Migrations(row.getLong(1), row.getLong(2));
    }
  }

  boolean done() {
    return count > 0 && failed == 0;
  }
}
