package io.orderwatch.compliance.outlook;

import io.orderwatch.compliance.outlook.Attention.Ranked;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All that is open at one time, and what is to be expected of it.
 *
 * @param since only what ended from then on was learned from
 * @param ranked who deserves attention most first
 * @param stores those that have open cases
 */
public record Foreseen(
    Instant at,
    Instant since,
    Outlook outlook,
    List<Ranked> ranked,
    Map<String, Ranked> byKey,
    Map<String, List<Within>> stores) {

  /** For how long ahead a store is told, besides all that is open; ours (2026-11). */
  private static final List<Integer> HOURS = List.of(6, 24);

  /**
   * @param hours of what ends within so many, and of what is over; null for all that is open
   */
  public record Within(@Nullable Integer hours, Forecast forecast) {}

  public static Foreseen of(Instant at, Instant since, Outlook outlook, List<Judged> cases) {
    var ranked = Attention.rank(cases, at);
    var byKey = new HashMap<String, Ranked>();
    var byStore = new TreeMap<String, List<Judged>>();
    for (var each : ranked) {
      var ref = each.judged().open().ref();
      byKey.put(ref.key(), each);
      byStore.computeIfAbsent(ref.store().value(), _ -> new ArrayList<>()).add(each.judged());
    }
    var stores = new TreeMap<String, List<Within>>();
    byStore.forEach((store, its) -> stores.put(store, within(its, at)));
    return new Foreseen(at, since, outlook, ranked, byKey, stores);
  }

  private static List<Within> within(List<Judged> cases, Instant at) {
    var all = new ArrayList<Within>();
    for (var hours : HOURS) {
      var end = at.plus(Duration.ofHours(hours));
      all.add(
          new Within(
              hours,
              Forecast.of(
                  cases.stream().filter(each -> each.open().deadline().isBefore(end)).toList())));
    }
    all.add(new Within(null, Forecast.of(cases)));
    return all;
  }

  /** Empty if it was not open then. */
  public Optional<Ranked> of(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /** All that is open of a store; empty if nothing is. */
  public Optional<Forecast> forecast(String store) {
    return Optional.ofNullable(stores.get(store)).map(its -> its.getLast().forecast());
  }
}
