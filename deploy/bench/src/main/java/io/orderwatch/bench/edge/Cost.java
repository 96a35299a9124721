package io.orderwatch.bench.edge;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What the server has spent since a moment, to the transaction and the byte; its statistics views
 * would lag behind. Counts the whole server: contenders run one at a time.
 *
 * @param commits transactions that wrote something
 */
record Cost(long commits, long walBytes) {

  private static final String XIDS = "select pg_snapshot_xmax(pg_current_snapshot())::text::bigint";
  private static final String WAL = "select (pg_current_wal_insert_lsn() - '0/0')::bigint";

  static Cost now(DataSource database) throws SQLException {
    return new Cost(Stage.number(database, XIDS), Stage.number(database, WAL));
  }

  Cost until(Cost later) {
    return new Cost(later.commits - commits, later.walBytes - walBytes);
  }
}
