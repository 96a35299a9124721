package io.orderwatch.compliance.whatif.edge;

import io.orderwatch.compliance.whatif.Past;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PostingRef;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads the cases of the past and what their timelines say was sent; the connection only reads. */
public final class PastCases {

  private static final String CASES =
      """
      select key, order_number, opened_at, deadline_at, deadline_basis, zone, closed_at, state = 'supplied'
        from passport_case
       where closed_at >= ?::timestamptz and state in ('supplied', 'lost') and parent is null
         and (? = '' or split_part(key, ':', 1) = ?) and (closed_at, key) < (?::timestamptz, ?)
       order by closed_at desc, key desc limit ?""";

  private static final String LEFT_OUT =
      """
      select count(*) from passport_case
       where closed_at >= ?::timestamptz and (state = 'split' or parent is not null)
         and (? = '' or split_part(key, ':', 1) = ?)""";

  private static final int PAGE = 1000;

  private final Connection connection;
  private final String store;
  private final Instant since;

  /**
   * @param store "" for all stores
   * @param since only what ended from then on
   */
  public PastCases(Connection connection, String store, Instant since) {
    this.connection = connection;
    this.store = store;
    this.since = since;
  }

  /** How many are not looked at because they were split or split off. */
  int leftOut() throws SQLException {
    try (var count = connection.prepareStatement(LEFT_OUT)) {
      count.setString(1, since.toString());
      count.setString(2, store);
      count.setString(3, store);
      try (var row = count.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /**
   * The newest of them.
   *
   * @param most how many at most
   */
  public List<Past> read(int most, BooleanSupplier goOn) throws SQLException {
    var all = new ArrayList<Past>();
    var page = page("infinity", "");
    while (!page.isEmpty() && all.size() < most && goOn.getAsBoolean()) {
      all.addAll(page);
      var last = page.getLast();
      page = page(last.endedAt().toString(), last.ref().key());
    }
    return all.size() > most ? all.subList(0, most) : all;
  }

  private List<Past> page(String before, String key) throws SQLException {
    var page = new ArrayList<Past>();
    try (var select = connection.prepareStatement(CASES)) {
      select.setString(1, since.toString());
      select.setString(2, store);
      select.setString(3, store);
      select.setString(4, before);
      select.setString(5, key);
      select.setInt(6, PAGE);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          page.add(past(rows));
        }
      }
    }
    var told = ToldBuyers.of(connection, page.stream().map(each -> each.ref().key()).toList());
    return page.stream()
        .map(each -> told(each, told.getOrDefault(each.ref().key(), ToldBuyers.NOTHING)))
        .toList();
  }

  private static Past past(ResultSet row) throws SQLException {
    return new Past(
        PostingRef.parse(row.getString(1)),
        row.getString(2),
        row.getTimestamp(3).toInstant(),
        new Deadline(row.getTimestamp(4).toInstant(), Deadline.Basis.valueOf(row.getString(5))),
        row.getString(6),
        List.of(),
        row.getTimestamp(7).toInstant(),
        row.getBoolean(8));
  }

  private static Past told(Past past, ToldBuyers buyer) {
    return new Past(
        past.ref(),
        past.orderNumber(),
        past.openedAt(),
        past.deadline(),
        past.zone(),
        buyer.told(),
        buyer.opened(),
        past.endedAt(),
        past.supplied());
  }
}
