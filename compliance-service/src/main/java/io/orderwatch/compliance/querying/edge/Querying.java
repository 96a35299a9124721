package io.orderwatch.compliance.querying.edge;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Asks a database for rows, where an entity would be more than is shown. */
public record Querying(DataSource database) {

  /** Makes something of the row at which it stands. */
  @FunctionalInterface
  public interface Reading<T extends @Nullable Object> {
    T read(ResultSet found) throws SQLException;
  }

  /**
   * All rows, each made into something.
   *
   * @param values of the parameters, in their order; an array of texts is one of them
   * @throws IllegalStateException if the database does not answer
   */
  public <T> List<T> read(String sql, Object[] values, Reading<T> reading) {
    try (var connection = database.getConnection();
        var select = prepared(connection, sql, values);
        var found = select.executeQuery()) {
      var read = new ArrayList<T>();
      while (found.next()) {
        read.add(reading.read(found));
      }
      return read;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object[] values)
      throws SQLException {
    var select = connection.prepareStatement(sql);
    for (var i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Instant instant -> select.setObject(i + 1, instant.atOffset(ZoneOffset.UTC));
        case String[] texts -> select.setArray(i + 1, connection.createArrayOf("text", texts));
        case Object other -> select.setObject(i + 1, other);
      }
    }
    return select;
  }
}
