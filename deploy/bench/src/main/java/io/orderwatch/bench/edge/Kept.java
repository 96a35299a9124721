package io.orderwatch.bench.edge;

import io.orderwatch.bench.Sizes;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a contender must have in its tables once all keys have reached a version. */
final class Kept {

  private Kept() {}

  static void holds(DataSource database, String whose, Sizes sizes, Postings postings, long version)
      throws SQLException {
    holds(database, whose, "states", sizes.keys(), "select count(*) from watched");
    holds(
        database,
        whose,
        "states at version " + version,
        sizes.keys(),
        "select count(*) from watched where version = "
            + version
            + " and (body #>> '{posting,version}')::bigint = version");
    holds(
        database, whose, "remembered events", sizes.keys() * version, "select count(*) from inbox");
    holds(database, whose, "timers", postings.reminded(version), "select count(*) from timer");
  }

  private static void holds(
      DataSource database, String whose, String what, long claimed, String sql)
      throws SQLException {
    Claim.holds(what + " of the " + whose, claimed, Stage.number(database, sql));
  }
}
