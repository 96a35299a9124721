package io.orderwatch.bench.edge;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Reads changes of postings from its topic as soon as they are visible, keeps the newest of each in
 * the table {@code watched}, and publishes one event for every change.
 */
interface Contender extends AutoCloseable {

  String name();

  String in();

  String out();

  /** The {@code ce_source} of its events; others may be in the topic. */
  String source();

  /** The process that does its work. */
  long pid();

  DataSource database();

  @Override
  void close() throws SQLException;
}
