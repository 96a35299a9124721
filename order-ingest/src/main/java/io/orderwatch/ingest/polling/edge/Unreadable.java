package io.orderwatch.ingest.polling.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.polling.Oddity;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What of Ozon's answers this process could not read since it started: where, never what it said.
 * The oldest make room for new ones.
 */
@Singleton
public class Unreadable {

  private static final int MOST = 1000;

  /**
   * One thing that was odd, however often.
   *
   * @param posting "" if its number is not known
   * @param field in Ozon's word
   * @param reason what was odd about it
   * @param firstSeen since this process started
   * @param lastSeen since this process started
   * @param count how often
   */
  public record Entry(
      String store,
      String posting,
      String field,
      String reason,
      Instant firstSeen,
      Instant lastSeen,
      long count) {}

  private record Place(String store, Oddity odd) {}

  private record Times(Instant first, Instant last, long count) {
    Times and(Times more) {
      return new Times(first, more.last(), count + more.count());
    }
  }

  private final Map<Place, Times> seen = new LinkedHashMap<>();

  public synchronized void note(StoreId store, List<Oddity> odd, Instant at) {
    for (var each : odd) {
      seen.merge(new Place(store.value(), each), new Times(at, at, 1), Times::and);
      if (seen.size() > MOST) {
        seen.remove(seen.keySet().iterator().next());
      }
    }
  }

  /** Those seen last come first. */
  public synchronized List<Entry> all() {
    return seen.entrySet().stream()
        .map(each -> entry(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Entry::lastSeen).reversed())
        .toList();
  }

  private static Entry entry(Place at, Times times) {
    return new Entry(
        at.store(),
        at.odd().posting(),
        at.odd().field(),
        at.odd().reason(),
        times.first(),
        times.last(),
        times.count());
  }
}
