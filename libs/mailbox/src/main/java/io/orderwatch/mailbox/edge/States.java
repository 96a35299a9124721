package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Where a feature's states are kept. Each method is one set-based statement in the caller's
 * transaction.
 */
public interface States<S> {

  /**
   * Reads and locks the rows of these keys ({@code … order by key for update}).
   *
   * @param sortedKeys without repetition, sorted: the order of locking keeps transactions from
   *     blocking each other
   * @return the states found; a key without a row is missing
   */
  Map<String, S> lock(Connection tx, List<String> sortedKeys) throws SQLException;

  /**
   * Adds rows ({@code insert … on conflict do nothing}).
   *
   * @return how many were really added; fewer than given means that another transaction was first,
   *     and the caller starts again
   */
  int insert(Connection tx, Map<String, S> fresh) throws SQLException;

  void update(Connection tx, Map<String, S> changed) throws SQLException;
}
