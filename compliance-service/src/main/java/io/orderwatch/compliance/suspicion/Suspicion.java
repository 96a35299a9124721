package io.orderwatch.compliance.suspicion;

import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A posting of which Ozon offers only to cancel it, while most of its like show more: perhaps the
 * buyer owes passport data and the substatus does not say so yet. It is a hint for a person; no
 * buyer is written to for it.
 *
 * @param missing what most of its like are offered and it is not
 * @param siblings how many postings of the same store, status, substatus and way of delivery it was
 *     held against
 * @param since when it became as it is
 */
public record Suspicion(
    PostingRef ref,
    String orderNumber,
    String status,
    String substatus,
    List<String> missing,
    int siblings,
    Instant since) {

  private static final List<String> ONLY = List.of("cancel");

  /** Fewer siblings prove nothing (2026-11). */
  static final int FEWEST = 3;

  public Suspicion {
    missing = List.copyOf(missing);
  }

  private record Like(StoreId store, String status, String substatus, String integration) {
    static Like of(Known known) {
      var posting = known.posting();
      return new Like(
          posting.ref().store(), posting.status(), posting.substatus(), posting.integration());
    }
  }

  /**
   * @param open postings that live, each once
   * @return the oldest first
   */
  public static List<Suspicion> among(List<Known> open) {
    var shown =
        open.stream()
            .filter(known -> shows(known.posting()))
            .collect(Collectors.groupingBy(Like::of));
    return shown.values().stream()
        .flatMap(
            like ->
                like.stream()
                    .filter(known -> known.posting().actions().equals(ONLY))
                    .map(known -> of(known, like)))
        .filter(each -> each.siblings() >= FEWEST && !each.missing().isEmpty())
        .sorted(Comparator.comparing(Suspicion::since).thenComparing(each -> each.ref().key()))
        .toList();
  }

  /** Whose data is awaited has a case; what is cancelled has none. */
  private static boolean shows(Posting posting) {
    return posting.showsActions()
        && posting.shown()
        && !posting.cancelled()
        && !posting.awaitsPassport();
  }

  private static Suspicion of(Known known, List<Known> like) {
    var posting = known.posting();
    var siblings = like.size() - 1;
    var offered =
        like.stream()
            .flatMap(each -> each.posting().actions().stream().distinct())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    var missing = new TreeSet<String>();
    offered.forEach(
        (action, times) -> {
          if (!ONLY.contains(action) && times * 2 > siblings) {
            missing.add(action);
          }
        });
    return new Suspicion(
        posting.ref(),
        posting.orderNumber(),
        posting.status(),
        posting.substatus(),
        List.copyOf(missing),
        siblings,
        known.changedAt());
  }
}
