package io.orderwatch.compliance.board.edge;

import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Mark;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Say;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.board.Store.Figures;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.Holder;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Told;
import io.orderwatch.compliance.passport.edge.PassportSettings;
import io.orderwatch.compliance.querying.edge.Querying;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads what the board shows. */
@ApplicationScoped
class BoardRows {

  private static final String ROWS =
      """
      select c.key, c.order_number, c.state, c.deadline_at, c.deadline_basis, c.closed_at,
             c.steps_taken, c.reminded_at, c.sent_step, c.sent_at, c.read_step, c.read_at, c.answered_at,
             c.answered_about, c.zone, c.snoozed_until, c.stopped, c.holder, l.value_cents, l.currency
        from passport_case c left join latest_posting l on l.key = c.key
       where
      """;

  private static final String KEYS = "select c.key from passport_case c where ";

  private static final String ANSWERED =
      "(c.answered_at is not null and (c.sent_at is null or c.answered_at >= c.sent_at))";

  private static final String COUNTS =
      """
      select split_part(key, ':', 1), count(*), count(*) filter (where deadline_at < ?)
        from passport_case where closed_at is null group by 1\
      """;

  private static final String MONEY =
      """
      select l.store, l.currency, sum(l.value_cents)
        from passport_case c join latest_posting l on l.key = c.key
       where c.closed_at is null and c.deadline_at < ? and l.value_cents is not null group by 1, 2\
      """;

  private static final String ENDED =
      """
      select split_part(key, ':', 1), count(*) filter (where state = 'supplied'),
             count(*) filter (where state = 'lost')
        from passport_case where closed_at > ? group by 1\
      """;

  /** One step down the index a store: there are few stores, and many postings. */
  private static final String HEARD =
      """
      with recursive s(store) as (
        (select store from latest_posting order by store limit 1)
        union all
        select (select l.store from latest_posting l where l.store > s.store order by l.store limit 1)
          from s where s.store is not null)
      select s.store, (select max(l.changed_at) from latest_posting l where l.store = s.store)
        from s where s.store is not null\
      """;

  /** One step down the index a name: few people have many cases. */
  private static final String HOLDERS =
      """
      with recursive h(holder) as (
        (select holder from passport_case where closed_at is null and holder is not null /* and in scope */
          order by holder limit 1)
        union all
        select (select c.holder from passport_case c where c.closed_at is null and c.holder > h.holder /* and in scope */
                 order by c.holder limit 1)
          from h where h.holder is not null)
      select holder from h where holder is not null limit 200\
      """;

  private static final String IN_SCOPE = "and split_part(key, ':', 1) = any (?)";

  private static final Duration DAY = Duration.ofDays(1);

  /** Higher than every character that a number may have. */
  private static final String HIGHEST = "\uffff";

  private record Condition(String sql, Object... values) {}

  private final Querying queries;
  private final PassportPolicy policy;

  BoardRows(DataSource database, PassportSettings settings) {
    this.queries = new Querying(database);
    this.policy = settings.policy();
  }

  /**
   * The first rows that the filter lets through.
   *
   * @param scope rows of these stores alone; empty for all
   */
  List<Row> rows(Filter filter, Set<String> scope, Instant now, int limit) {
    var open = filter.state().open();
    var order = open ? "c.deadline_at, c.key limit " : "c.closed_at desc, c.key desc limit ";
    return through(
        ROWS, filter, scope, now, " order by " + order + limit, found -> row(found, now));
  }

  /**
   * Which rows the filter lets through, in any order.
   *
   * @param scope rows of these stores alone; empty for all
   */
  List<String> keys(Filter filter, Set<String> scope, Instant now) {
    return through(KEYS, filter, scope, now, "", found -> found.getString(1));
  }

  /** These rows, in any order. */
  List<Row> rows(List<String> keys, Instant now) {
    return queries.read(
        ROWS + "c.key = any (?)",
        new Object[] {keys.toArray(String[]::new)},
        found -> row(found, now));
  }

  private <T> List<T> through(
      String select,
      Filter filter,
      Set<String> scope,
      Instant now,
      String order,
      Querying.Reading<T> reading) {
    var conditions = new ArrayList<>(conditions(filter, now));
    if (!scope.isEmpty()) {
      conditions.add(
          new Condition(
              "split_part(c.key, ':', 1) in (?" + ", ?".repeat(scope.size() - 1) + ")",
              scope.toArray()));
    }
    return queries.read(
        select + String.join(" and ", conditions.stream().map(Condition::sql).toList()) + order,
        conditions.stream().flatMap(each -> List.of(each.values()).stream()).toArray(),
        reading);
  }

  private static List<Condition> conditions(Filter filter, Instant now) {
    var conditions = new ArrayList<Condition>();
    var state = filter.state();
    conditions.add(new Condition("c.closed_at is " + (state.open() ? "null" : "not null")));
    if (state != Filter.State.OPEN) {
      conditions.add(new Condition("c.state = ?", state.word()));
    }
    if (!filter.store().isEmpty()) {
      conditions.add(new Condition("split_part(c.key, ':', 1) = ?", filter.store()));
    }
    if (filter.hours() > 0 && state.open()) {
      conditions.add(
          new Condition("c.deadline_at < ?", now.plus(Duration.ofHours(filter.hours()))));
    }
    if (!filter.search().isEmpty()) {
      var from = filter.search();
      var until = from + HIGHEST;
      conditions.add(
          new Condition(
              """
              ((c.order_number collate "C" >= ? and c.order_number collate "C" < ?) or \
              (split_part(c.key, ':', 2) collate "C" >= ? and split_part(c.key, ':', 2) collate "C" < ?))\
              """,
              from,
              until,
              from,
              until));
    }
    if (filter.mark() != null) {
      conditions.add(new Condition(got(filter.mark())));
    }
    if (!filter.with().isEmpty() && state.open()) {
      conditions.add(
          filter.with().equals(Holder.NOBODY)
              ? new Condition("c.holder is null")
              : new Condition("c.holder = ?", filter.with()));
    }
    var after = filter.after();
    if (after != null) {
      conditions.add(
          new Condition(
              state.open() ? "(c.deadline_at, c.key) > (?, ?)" : "(c.closed_at, c.key) < (?, ?)",
              after.at(),
              after.key()));
    }
    return conditions;
  }

  /** As {@link Mark#of} has it. */
  private static String got(Mark mark) {
    return switch (mark) {
      case ANSWERED -> ANSWERED;
      case NOTHING_SENT -> "not " + ANSWERED + " and c.sent_step = 0";
      case UNREAD -> "not " + ANSWERED + " and c.sent_step > 0 and c.read_step < c.sent_step";
      case READ -> "not " + ANSWERED + " and c.sent_step > 0 and c.read_step >= c.sent_step";
    };
  }

  private Row row(ResultSet found, Instant now) throws SQLException {
    var state = found.getString("state");
    var steps = found.getInt("steps_taken");
    var deadline =
        new Deadline(
            instant(found, "deadline_at"),
            Deadline.Basis.valueOf(found.getString("deadline_basis")));
    var next =
        state.equals("waiting")
            ? policy
                .slots(
                    deadline,
                    steps,
                    maybe(found, "reminded_at"),
                    told(found).heed(),
                    found.getString("zone"),
                    new Hand(
                        maybe(found, "snoozed_until"),
                        found.getBoolean("stopped"),
                        null,
                        List.of()),
                    now)
                .stream()
                .findFirst()
                .map(Ladder.Slot::at)
                .orElse(null)
            : null;
    var closed = maybe(found, "closed_at");
    var currency = found.getString("currency");
    return new Row(
        found.getString("key"),
        found.getString("order_number"),
        state,
        deadline.at(),
        closed,
        steps,
        policy.steps(),
        next,
        currency == null ? null : money(found.getLong("value_cents"), currency),
        Mark.of(
            found.getInt("sent_step"),
            maybe(found, "sent_at"),
            found.getInt("read_step"),
            maybe(found, "answered_at")),
        found.getBoolean("stopped"),
        found.getString("holder"),
        found.getString("zone"),
        asleep(found.getString("zone"), now));
  }

  private static Told told(ResultSet found) throws SQLException {
    return new Told(
        maybe(found, "reminded_at"),
        found.getInt("sent_step"),
        maybe(found, "sent_at"),
        Set.of(),
        new Told.Back(
            found.getInt("read_step"),
            maybe(found, "read_at"),
            maybe(found, "answered_at"),
            found.getString("answered_about")));
  }

  private boolean asleep(@Nullable String zone, Instant now) {
    return policy.ladder().quiet().night(now, Say.zoneOf(zone)).isPresent();
  }

  /**
   * Who has open cases in hand, by name; the first 200.
   *
   * @param scope of these stores alone; empty for all
   */
  List<String> holders(Set<String> scope) {
    var stores = scope.toArray(String[]::new);
    return queries.read(
        scope.isEmpty() ? HOLDERS : HOLDERS.replace("/* and in scope */", IN_SCOPE),
        scope.isEmpty() ? new Object[0] : new Object[] {stores, stores},
        found -> found.getString(1));
  }

  /** The figures of every store of which a posting was heard, by its id. */
  Map<String, Store> stores(Instant now) {
    var soon = now.plus(Duration.ofHours(Store.RISK_HOURS));
    var stores = new TreeMap<String, Store>();
    each(HEARD, List.of(), found -> stores.put(found.getString(1), heard(found)));
    var money = new HashMap<String, List<Money>>();
    each(
        MONEY,
        List.of(soon),
        found ->
            money
                .computeIfAbsent(found.getString(1), _ -> new ArrayList<>())
                .add(money(found.getLong(3), found.getString(2))));
    var ended = new HashMap<String, long[]>();
    each(
        ENDED,
        List.of(now.minus(DAY)),
        found -> ended.put(found.getString(1), new long[] {found.getLong(2), found.getLong(3)}));
    var open = new HashMap<String, long[]>();
    each(
        COUNTS,
        List.of(soon),
        found -> open.put(found.getString(1), new long[] {found.getLong(2), found.getLong(3)}));
    stores.replaceAll(
        (id, store) -> {
          var waiting = open.getOrDefault(id, new long[2]);
          var over = ended.getOrDefault(id, new long[2]);
          return Store.heard(
              id,
              store.heard(),
              new Figures(
                  waiting[0], waiting[1], over[0], over[1], money.getOrDefault(id, List.of())));
        });
    return stores;
  }

  private static Store heard(ResultSet found) throws SQLException {
    var at = found.getObject(2, OffsetDateTime.class);
    return Store.heard(found.getString(1), at == null ? null : at.toInstant(), Figures.NONE);
  }

  private static Money money(long cents, String currency) {
    return new Money(BigDecimal.valueOf(cents, 2), currency);
  }

  private void each(String sql, List<Instant> values, Querying.Reading<?> taker) {
    queries.read(sql, values.toArray(), found -> String.valueOf(taker.read(found)));
  }

  private static Instant instant(ResultSet found, String column) throws SQLException {
    return found.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant maybe(ResultSet found, String column) throws SQLException {
    var time = found.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
