package io.orderwatch.compliance.past.edge;

import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.past.Tale;
import io.orderwatch.compliance.querying.edge.Querying;
import io.orderwatch.compliance.timeline.Timeline.Entry;
import io.orderwatch.contracts.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which cases and what of their timelines a moment of the past is made from. */
final class PastQueries {

  /** As the index has it. Who ended before he began, by clocks that differ, was never open. */
  private static final String LASTED =
      """
      case when c.closed_at is null then tstzrange(c.opened_at, null) \
      else tstzrange(c.opened_at, greatest(c.opened_at, c.closed_at)) end\
      """;

  private static final String CANDIDATES =
      """
      , l.value_cents, l.currency
        from passport_case c left join latest_posting l on l.key = c.key
       where\s""";

  private static final String TOLD =
      "select key, id, type, at, facts from timeline_entry where key = any (?) and type = any (?) order by key, at, id";

  private static final String ALL =
      "select key, id, type, at, facts from timeline_entry where key = ? and at <= ? order by at, id limit 500";

  private static final String FIGURES =
      """
      select split_part(c.key, ':', 1), count(*), count(*) filter (where c.deadline_at < ?)
        from passport_case c where %s @> ?::timestamptz group by 1"""
          .formatted(LASTED);

  private static final String MONEY =
      """
      select l.store, l.currency, sum(l.value_cents)
        from passport_case c join latest_posting l on l.key = c.key
       where %s @> ?::timestamptz and c.deadline_at < ? and l.value_cents is not null group by 1, 2"""
          .formatted(LASTED);

  private static final String ENDED =
      """
      select split_part(key, ':', 1), count(*) filter (where state = 'supplied'),
             count(*) filter (where state = 'lost')
        from passport_case where closed_at > ? and closed_at <= ? group by 1""";

  private static final Duration DAY = Duration.ofDays(1);

  /**
   * A case that may have been there.
   *
   * @param place where it stands in the list
   * @param value of the goods; null if it is not known
   */
  record Candidate(String key, Filter.Cursor place, @Nullable Money value) {}

  private record Condition(String sql, Object... values) {}

  private final Querying queries;

  PastQueries(DataSource database) {
    this.queries = new Querying(database);
  }

  /** In the order of the list; what the timeline alone tells is not looked at. */
  List<Candidate> candidates(Filter filter, Set<String> scope, Instant at, int limit) {
    var open = filter.state().open();
    var conditions = new ArrayList<Condition>();
    conditions.add(
        open
            ? new Condition(LASTED + " @> ?::timestamptz", at)
            : new Condition("c.closed_at <= ? and c.state = ?", at, filter.state().word()));
    if (!filter.store().isEmpty()) {
      conditions.add(new Condition("split_part(c.key, ':', 1) = ?", filter.store()));
    }
    if (filter.hours() > 0 && open) {
      conditions.add(new Condition("c.deadline_at < ?", at.plus(Duration.ofHours(filter.hours()))));
    }
    if (filter.state() == Filter.State.WAITING || filter.state() == Filter.State.EXPIRED) {
      var waits = filter.state() == Filter.State.WAITING;
      conditions.add(new Condition("c.deadline_at " + (waits ? ">" : "<=") + " ?", at));
    }
    if (!filter.search().isEmpty()) {
      conditions.add(
          new Condition(
              "(starts_with(c.order_number, ?) or starts_with(split_part(c.key, ':', 2), ?))",
              filter.search(),
              filter.search()));
    }
    conditions.addAll(of(scope));
    var after = filter.after();
    if (after != null) {
      conditions.add(
          new Condition(
              open
                  ? "(c.deadline_at, c.key collate \"C\") > (?, ?)"
                  : "(c.closed_at, c.key collate \"C\") < (?, ?)",
              after.at(),
              after.key()));
    }
    return read(
        open ? "c.deadline_at" : "c.closed_at",
        conditions,
        (open
                ? " order by c.deadline_at, c.key collate \"C\" limit "
                : " order by c.closed_at desc, c.key collate \"C\" desc limit ")
            + limit);
  }

  /** Those that had been opened by then and were again later. */
  List<Candidate> openedAgain(Set<String> scope, Instant at) {
    var conditions = new ArrayList<>(of(scope));
    conditions.add(new Condition("c.opened_first <= ? and c.opened_at > ?", at, at));
    return read("c.deadline_at", conditions, "");
  }

  List<Candidate> candidate(String key) {
    return read("c.deadline_at", List.of(new Condition("c.key = ?", key)), "");
  }

  private static List<Condition> of(Set<String> scope) {
    return scope.isEmpty()
        ? List.of()
        : List.of(
            new Condition(
                "split_part(c.key, ':', 1) = any (?)", (Object) scope.toArray(String[]::new)));
  }

  private List<Candidate> read(String place, List<Condition> conditions, String order) {
    return queries.read(
        "select c.key, "
            + place
            + " as place"
            + CANDIDATES
            + String.join(" and ", conditions.stream().map(Condition::sql).toList())
            + order,
        conditions.stream().flatMap(each -> List.of(each.values()).stream()).toArray(),
        found ->
            new Candidate(
                found.getString("key"),
                new Filter.Cursor(instant(found, "place"), found.getString("key")),
                found.getString("currency") == null
                    ? null
                    : money(found.getLong("value_cents"), found.getString("currency"))));
  }

  /** What is told of these cases, by their keys. */
  Map<String, List<Entry>> told(Collection<String> keys) {
    var told = new HashMap<String, List<Entry>>();
    if (!keys.isEmpty()) {
      queries.read(
          TOLD,
          new Object[] {keys.toArray(String[]::new), Tale.TYPES.toArray(String[]::new)},
          found ->
              told.computeIfAbsent(found.getString("key"), _ -> new ArrayList<>())
                  .add(entry(found)));
    }
    return told;
  }

  /** The first 500 until then. */
  List<Entry> all(String key, Instant at) {
    return queries.read(ALL, new Object[] {key, at}, PastQueries::entry);
  }

  Optional<Instant> first() {
    return queries
        .read(
            "select min(at) as at from timeline_entry having min(at) is not null",
            new Object[0],
            found -> instant(found, "at"))
        .stream()
        .findFirst();
  }

  /**
   * @param soon cases that end before are at risk
   */
  Map<String, Store.Figures> figures(Instant at, Instant soon) {
    var money = new HashMap<String, List<Money>>();
    queries.read(
        MONEY,
        new Object[] {at, soon},
        found ->
            money
                .computeIfAbsent(found.getString(1), _ -> new ArrayList<>())
                .add(money(found.getLong(3), found.getString(2))));
    var ended = new HashMap<String, long[]>();
    queries.read(ENDED, new Object[] {at.minus(DAY), at}, found -> twoOf(found, ended));
    var open = new HashMap<String, long[]>();
    queries.read(FIGURES, new Object[] {soon, at}, found -> twoOf(found, open));
    var figures = new TreeMap<String, Store.Figures>();
    for (var stores : List.of(ended, open)) {
      for (var store : stores.keySet()) {
        var over = ended.getOrDefault(store, new long[2]);
        var waiting = open.getOrDefault(store, new long[2]);
        figures.put(
            store,
            new Store.Figures(
                waiting[0], waiting[1], over[0], over[1], money.getOrDefault(store, List.of())));
      }
    }
    return figures;
  }

  private static boolean twoOf(ResultSet found, Map<String, long[]> into) throws SQLException {
    into.put(found.getString(1), new long[] {found.getLong(2), found.getLong(3)});
    return true;
  }

  private static Entry entry(ResultSet found) throws SQLException {
    return new Entry(
        found.getString("id"),
        found.getString("type"),
        instant(found, "at"),
        found.getString("facts"));
  }

  private static Money money(long cents, String currency) {
    return new Money(BigDecimal.valueOf(cents, 2), currency);
  }

  private static Instant instant(ResultSet found, String column) throws SQLException {
    return found.getObject(column, OffsetDateTime.class).toInstant();
  }
}
