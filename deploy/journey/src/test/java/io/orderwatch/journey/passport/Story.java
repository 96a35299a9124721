package io.orderwatch.journey.passport;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the ledger says of all postings together. */
record Story(Map<String, Truth> postings) {

  /** Not Instant.MAX, for a while is added to it. */
  private static final Instant FAR_AWAY = Instant.parse("9999-12-31T00:00:00Z");

  static Story of(List<Truth> ledger) {
    return new Story(ledger.stream().collect(Collectors.toMap(Truth::key, truth -> truth)));
  }

  /** From when a posting could be seen: a part of another one only after the split. */
  Instant begun(Truth truth) {
    var parent = postings.get(truth.parent());
    return parent == null || parent.splitAt() == null ? truth.createdAt() : parent.splitAt();
  }

  /** Whether it was ever seen to wait: a part of one whose data were there already never was. */
  boolean waited(Truth truth) {
    return truth.awaiting()
        && (truth.suppliedAt() == null || truth.suppliedAt().isAfter(begun(truth)));
  }

  /** Those of these that waited, by order. */
  Stream<List<Truth>> orders(Predicate<Truth> which) {
    return postings.values().stream()
        .filter(truth -> waited(truth) && which.test(truth))
        .collect(Collectors.groupingBy(Truth::order, TreeMap::new, Collectors.toList()))
        .values()
        .stream();
  }

  /** From when methods for one posting find each of them. */
  static Instant found(List<Truth> order) {
    return order.stream().map(Truth::foundAt).max(Instant::compareTo).orElseThrow();
  }

  /** When none of them waited any more; far away while one does. */
  static Instant ended(List<Truth> order) {
    return order.stream().map(Story::ended).max(Instant::compareTo).orElseThrow();
  }

  static Instant ended(Truth truth) {
    return Objects.requireNonNullElse(truth.endedAt(), FAR_AWAY);
  }
}
