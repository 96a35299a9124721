package io.orderwatch.compliance.past.edge;

import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.edge.PassportCaseRow;
import io.orderwatch.compliance.passport.edge.PassportSettings;
import io.orderwatch.compliance.past.AsOf;
import io.orderwatch.compliance.past.Sight;
import io.orderwatch.compliance.past.Tale;
import io.orderwatch.compliance.timeline.Timeline.Entry;
import io.orderwatch.compliance.timeline.edge.Forgetting;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingRef;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads the board as it was at a moment. */
@ApplicationScoped
public class PastRows {

  /** The first page is most often all that is asked for; who seeks what is rare reads on. */
  private static final int SOME = 100;

  private static final int MORE = 1_000;

  private static final Duration DAY = Duration.ofDays(1);

  /**
   * A row of that moment.
   *
   * @param asOf the case
   */
  public record Seen(Row row, AsOf asOf) {}

  private final PastQueries queries;
  private final PassportPolicy policy;
  private final Duration retention;

  PastRows(DataSource database, PassportSettings settings, Forgetting.Settings timeline) {
    this.queries = new PastQueries(database);
    this.policy = settings.policy();
    this.retention = timeline.retention();
  }

  /**
   * The first rows of a moment that the filter lets through.
   *
   * @param scope rows of these stores alone; empty for all
   */
  @ActivateRequestContext
  public List<Seen> rows(Filter filter, Set<String> scope, Instant at, int limit) {
    var found = new ArrayList<Seen>();
    var after = filter.after();
    var size = SOME;
    while (found.size() < limit) {
      var some = queries.candidates(filter.after(after), scope, at, size);
      seen(some, at).filter(seen -> Sight.lets(filter, seen.row(), at)).forEach(found::add);
      if (some.size() < size) {
        break;
      }
      after = some.getLast().place();
      size = MORE;
    }
    return Stream.concat(
            found.stream(),
            earlier(scope, at).stream().filter(seen -> Sight.lets(filter, seen.row(), at)))
        .sorted((one, other) -> Sight.order(filter.state()).compare(one.row(), other.row()))
        .limit(limit)
        .toList();
  }

  /** One case at that moment; empty if it was not there, or nothing tells that it was. */
  @ActivateRequestContext
  public Optional<Seen> of(PostingRef ref, Instant at) {
    return seen(queries.candidate(ref.key()), at).findFirst();
  }

  /** What the timeline tells of a posting until then, whatever told it; the oldest first. */
  public List<Entry> told(PostingRef ref, Instant at) {
    return queries.all(ref.key(), at);
  }

  /** From when on all that was told is kept; empty if nothing is. */
  public Optional<Instant> knownFrom(Instant now) {
    var forgotten = now.minus(retention);
    return queries.first().map(first -> first.isBefore(forgotten) ? forgotten : first);
  }

  /** The figures of stores at that moment, by their ids; of stores without a case none. */
  @ActivateRequestContext
  public Map<String, Store.Figures> figures(Instant at) {
    var counts = new HashMap<>(queries.figures(at, at.plus(Duration.ofHours(Store.RISK_HOURS))));
    for (var seen : earlier(Set.of(), at)) {
      counts.merge(seen.row().store(), figures(seen.row(), at), PastRows::sum);
    }
    return counts;
  }

  private static Store.Figures figures(Row row, Instant at) {
    var closed = row.closedAt();
    if (closed != null) {
      return new Store.Figures(0, 0, closed.isAfter(at.minus(DAY)) ? 1 : 0, 0, List.of());
    }
    var risk = row.deadline().isBefore(at.plus(Duration.ofHours(Store.RISK_HOURS)));
    var value = row.value();
    return new Store.Figures(
        1, risk ? 1 : 0, 0, 0, risk && value != null ? List.of(value) : List.of());
  }

  private static Store.Figures sum(Store.Figures one, Store.Figures other) {
    var money = new LinkedHashMap<String, Money>();
    Stream.concat(one.money().stream(), other.money().stream())
        .forEach(
            each ->
                money.merge(
                    each.currency(),
                    each,
                    (a, b) -> new Money(a.amount().add(b.amount()), a.currency())));
    return new Store.Figures(
        one.waiting() + other.waiting(),
        one.atRisk() + other.atRisk(),
        one.saved() + other.saved(),
        one.lost() + other.lost(),
        List.copyOf(money.values()));
  }

  /** Cases that were opened again since. */
  private List<Seen> earlier(Set<String> scope, Instant at) {
    return seen(queries.openedAgain(scope, at), at).toList();
  }

  private Stream<Seen> seen(List<PastQueries.Candidate> some, Instant at) {
    var keys = some.stream().map(PastQueries.Candidate::key).toList();
    var cases = PassportCaseRow.whole(keys);
    var parents = PassportCaseRow.whole(parents(cases.values()));
    var told = queries.told(keys);
    return some.stream()
        .flatMap(
            each -> {
              var today = cases.get(each.key());
              return today == null
                  ? Stream.empty()
                  : AsOf.of(
                      new AsOf.Kept(
                          today,
                          new Tale(told.getOrDefault(each.key(), List.of())),
                          parent(today, parents)),
                      at)
                      .map(asOf -> new Seen(asOf.row(policy, each.value(), at), asOf))
                      .stream();
            });
  }

  private static Collection<String> parents(Collection<Opened> cases) {
    var keys = new TreeSet<String>();
    cases.stream()
        .map(each -> each.file().parent())
        .filter(Objects::nonNull)
        .forEach(parent -> keys.add(parent.key()));
    return keys;
  }

  private static @Nullable Opened parent(Opened of, Map<String, Opened> parents) {
    var ref = of.file().parent();
    return ref == null ? null : parents.get(ref.key());
  }
}
