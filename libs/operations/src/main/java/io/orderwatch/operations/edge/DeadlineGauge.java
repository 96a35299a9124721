package io.orderwatch.operations.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * How many open things of each store end how soon. A store that was seen once keeps its gauges, at
 * zero, until the process ends.
 */
public final class DeadlineGauge {

  private static final Logger LOG = Logger.getLogger(DeadlineGauge.class);

  private static final Duration EVERY = Duration.ofSeconds(10);

  private static final List<String> BUCKETS =
      List.of("overdue", "under-2h", "2h-6h", "6h-12h", "over-12h");

  private final DataSource database;
  private final String sql;
  private final MultiGauge gauge;
  private final Set<String> stores = new TreeSet<>();

  /**
   * @param name of the gauge; its labels are {@code store} and {@code bucket}
   * @param rows something to select from, with the columns {@code key} (store, colon, posting) and
   *     {@code deadline_at}
   */
  public DeadlineGauge(MeterRegistry meters, DataSource database, String name, String rows) {
    this.database = database;
    this.sql =
        """
        select split_part(key, ':', 1),
               case when deadline_at <= at then 'overdue'
                    when deadline_at < at + interval '2 h' then 'under-2h'
                    when deadline_at < at + interval '6 h' then '2h-6h'
                    when deadline_at < at + interval '12 h' then '6h-12h'
                    else 'over-12h' end,
               count(*)
          from %s, (select ?::timestamptz as at) now
         group by 1, 2"""
            .formatted(rows);
    this.gauge = MultiGauge.builder(name).register(meters);
  }

  /** A store whose gauges are there from the beginning, at zero. */
  public synchronized DeadlineGauge with(StoreId store) {
    stores.add(store.value());
    return this;
  }

  /** Counts every ten seconds until the process ends. */
  public void keep(Vertx vertx, ScaledClock clock) {
    vertx.setPeriodic(
        EVERY.toMillis(),
        _ ->
            vertx.executeBlocking(
                () -> {
                  refresh(clock.now());
                  return true;
                }));
  }

  /** Counts anew. While the database cannot be asked there is no figure rather than an old one. */
  public synchronized void refresh(Instant now) {
    var rows = new ArrayList<MultiGauge.Row<?>>();
    try {
      var counted = count(now);
      for (var store : stores) {
        for (var bucket : BUCKETS) {
          rows.add(
              MultiGauge.Row.of(
                  Tags.of("store", store, "bucket", bucket),
                  counted.getOrDefault(store + "/" + bucket, 0L)));
        }
      }
    } catch (SQLException e) {
      LOG.debugf("not counted: %s", e.getMessage());
    }
    gauge.register(rows, true);
  }

  private Map<String, Long> count(Instant now) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(sql)) {
      select.setString(1, now.toString());
      try (var rows = select.executeQuery()) {
        var counted = new HashMap<String, Long>();
        while (rows.next()) {
          stores.add(rows.getString(1));
          counted.put(rows.getString(1) + "/" + rows.getString(2), rows.getLong(3));
        }
        return counted;
      }
    }
  }
}
