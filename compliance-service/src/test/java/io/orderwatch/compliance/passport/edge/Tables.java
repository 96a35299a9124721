package io.orderwatch.compliance.passport.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** The tables of the cases, made by the migrations themselves. */
final class Tables {

  private Tables() {}

  static void make(Connection connection) throws SQLException {
    for (var migration :
        new String[] {
          "V1001__passport_case",
          "V1201__passport_ladder",
          "V1501__read_and_answered",
          "V1901__board_action",
          "V2101__hand_over"
        }) {
      try (var script =
              PassportCaseRow.class.getResourceAsStream("/db/migration/" + migration + ".sql");
          var statement = connection.createStatement()) {
        statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
