package io.orderwatch.ingest.posting.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
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
   */
  public record Entry(
      String store,
      String posting,
      String field,
      String reason,
      Instant firstSeen,
      Instant lastSeen,
      long count) {}

  private record Place(String store, String posting, String field, String reason) {}

  private record Times(Instant first, Instant last, long count) {
    Times and(Times more) {
      return new Times(first, more.last(), count + more.count());
    }
  }

  private final Map<Place, Times> seen = new LinkedHashMap<>();

  void posting(OzonPosting posting, Instant at) {
    for (var field : posting.implausible()) {
      note(posting.store(), posting.number().value(), field, "no plausible time", 1, at);
    }
    if (posting.status().isEmpty()) {
      note(posting.store(), posting.number().value(), "status", "missing", 1, at);
    }
    if (posting.substatus().isEmpty()) {
      note(posting.store(), posting.number().value(), "substatus", "missing", 1, at);
    }
    if (!posting.actionsKnown()) {
      note(posting.store(), posting.number().value(), "available_actions", "missing", 1, at);
    }
  }

  void page(StoreId store, Page<?> page, Instant at) {
    if (page.unreadable() > 0) {
      note(store, "", "posting_number", "missing or unreadable", page.unreadable(), at);
    }
    if (page.brokenOff()) {
      note(store, "", "cursor", "there is more, but the cursor does not move", 1, at);
    }
  }

  private synchronized void note(
      StoreId store, String posting, String field, String reason, int count, Instant at) {
    seen.merge(
        new Place(store.value(), posting, field, reason), new Times(at, at, count), Times::and);
    if (seen.size() > MOST) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  /** Those seen last come first. */
  synchronized List<Entry> all() {
    return seen.entrySet().stream()
        .map(each -> entry(each.getKey(), each.getValue()))
        .sorted(Comparator.comparing(Entry::lastSeen).reversed())
        .toList();
  }

  private static Entry entry(Place at, Times times) {
    return new Entry(
        at.store(),
        at.posting(),
        at.field(),
        at.reason(),
        times.first(),
        times.last(),
        times.count());
  }
}
