package io.orderwatch.compliance.board.edge;

import io.orderwatch.compliance.board.Charts;
import io.orderwatch.compliance.board.Charts.AtRisk;
import io.orderwatch.compliance.board.Charts.Came;
import io.orderwatch.compliance.board.Charts.Ends;
import io.orderwatch.compliance.board.IndexLine;
import io.orderwatch.compliance.board.IndexLine.Day;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.health.edge.StoreBooks;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;

/** Counts what the charts show, for all who look at them. */
@ApplicationScoped
class BoardFigures {

  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final Duration INDEX_KEPT = Duration.ofMinutes(1);
  private static final int PAST = 14;
  private static final int COMING = 7;

  private static final String ENDS =
      """
      select count(*), count(*) filter (where sent_step > 0),
             count(*) filter (where read_step > 0),
             count(*) filter (where state = 'supplied'), count(*) filter (where state = 'lost')
        from passport_case
       where opened_at > ? and state <> 'split' and split_part(key, ':', 1) = any (?)\
      """;

  private static final String TOOK =
      """
      select floor(extract(epoch from closed_at - opened_at) / 3600)::int, count(*)
        from passport_case
       where closed_at > ? and state = 'supplied' and split_part(key, ':', 1) = any (?) group by 1\
      """;

  private static final String CAME =
      """
      select zone, date_trunc('hour', closed_at), count(*)
        from passport_case
       where closed_at > ? and state = 'supplied' and split_part(key, ':', 1) = any (?) group by 1, 2\
      """;

  private static final String AT_RISK =
      """
      select floor(extract(epoch from c.deadline_at - ?) / 3600)::int, l.currency, sum(l.value_cents)
        from passport_case c join latest_posting l on l.key = c.key
       where c.closed_at is null and l.value_cents is not null and split_part(c.key, ':', 1) = any (?)
       group by 1, 2\
      """;

  record Figures(Ends ends, Map<Integer, Long> took, List<Came> came, List<AtRisk> atRisk) {}

  private final DataSource database;
  private final StoreBooks books;
  private final Counted<Set<String>, Figures> figures = new Counted<>(KEPT);
  private final Counted<String, Optional<IndexLine>> indexes = new Counted<>(INDEX_KEPT);

  BoardFigures(DataSource database, StoreBooks books) {
    this.database = database;
    this.books = books;
  }

  /**
   * @param stores those alone
   */
  Figures of(Set<String> stores, Instant now) {
    return figures.of(stores, () -> count(stores, now));
  }

  /** How a store's index was and will be; empty if no posting of it was ever heard of. */
  Optional<IndexLine> index(String store, Instant now) {
    return indexes.of(store, () -> books.health(store, now).map(health -> line(store, health)));
  }

  private static IndexLine line(String store, StoreHealth health) {
    var days = new ArrayList<Day>();
    for (var ago = PAST; ago >= 0; ago--) {
      var day = health.today().minusDays(ago);
      var then = new StoreHealth(day, health.books(), health.packs());
      days.add(new Day(day, then.index(Reading.ALL).percent(), false));
    }
    for (var each : health.forecast(COMING)) {
      days.add(new Day(each.day(), each.index().percent(), true));
    }
    return IndexLine.of(
        store,
        days,
        health.pack().zones().stream()
            .map(zone -> new Store.ZoneEnd(zone.name(), zone.upTo()))
            .toList());
  }

  private Figures count(Set<String> stores, Instant now) {
    var from = now.minus(Duration.ofDays(Charts.DAYS));
    var ends =
        read(
                ENDS,
                from,
                stores,
                found ->
                    new Ends(
                        found.getLong(1),
                        found.getLong(2),
                        found.getLong(3),
                        found.getLong(4),
                        found.getLong(5)))
            .getFirst();
    var took = new HashMap<Integer, Long>();
    read(TOOK, from, stores, found -> took.put(found.getInt(1), found.getLong(2)) == null);
    var came =
        read(
            CAME,
            from,
            stores,
            found ->
                new Came(
                    found.getString(1),
                    found.getObject(2, OffsetDateTime.class).toInstant(),
                    found.getLong(3)));
    var atRisk =
        read(
            AT_RISK,
            now,
            stores,
            found ->
                new AtRisk(
                    found.getInt(1), found.getString(2), BigDecimal.valueOf(found.getLong(3), 2)));
    return new Figures(ends, took, came, atRisk);
  }

  private interface Taking<T> {
    T read(ResultSet found) throws SQLException;
  }

  private <T> List<T> read(String sql, Instant at, Set<String> stores, Taking<T> taking) {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(sql)) {
      select.setObject(1, at.atOffset(ZoneOffset.UTC));
      select.setArray(2, connection.createArrayOf("text", stores.toArray()));
      try (var found = select.executeQuery()) {
        var read = new ArrayList<T>();
        while (found.next()) {
          read.add(taking.read(found));
        }
        return read;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
