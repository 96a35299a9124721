package io.orderwatch.compliance.board;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What happened to the most urgent rows between two looks at them; a browser that was away is told
 * what it missed as long as that is remembered.
 *
 * @param number of the last look at which something was other than before
 * @param rows as they were then
 * @param remembered the last of what has happened, the oldest first
 */
public record Changes(long number, List<Row> rows, List<Change> remembered) {

  static final int REMEMBERED = 200;

  /**
   * @param keys of the rows that came, went or became other ones
   */
  public record Change(long number, Set<String> keys) {
    public Change {
      keys = Set.copyOf(keys);
    }
  }

  public Changes {
    rows = List.copyOf(rows);
    remembered = List.copyOf(remembered);
  }

  public static Changes since(List<Row> rows) {
    return new Changes(0, rows, List.of());
  }

  /** The same object if nothing is other than before. */
  public Changes seen(List<Row> now) {
    var keys = different(rows, now);
    if (keys.isEmpty()) {
      return this;
    }
    var all = new ArrayList<>(remembered);
    all.add(new Change(number + 1, keys));
    return new Changes(
        number + 1, now, all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
  }

  /** Whether all that happened after this number is remembered. */
  public boolean remembers(long seen) {
    return seen >= 0 && seen <= number && seen >= number - remembered.size();
  }

  /** The rows that are other ones than after this number. */
  public Set<String> after(long seen) {
    return remembered.stream()
        .filter(change -> change.number() > seen)
        .flatMap(change -> change.keys().stream())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> different(List<Row> before, List<Row> now) {
    var old = byKey(before);
    var fresh = byKey(now);
    var keys = new LinkedHashSet<>(old.keySet());
    keys.addAll(fresh.keySet());
    keys.removeIf(key -> fresh.containsKey(key) && fresh.get(key).equals(old.get(key)));
    return keys;
  }

  private static Map<String, Row> byKey(List<Row> rows) {
    return rows.stream().collect(Collectors.toMap(Row::key, Function.identity()));
  }
}
