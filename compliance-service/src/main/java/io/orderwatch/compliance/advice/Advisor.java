package io.orderwatch.compliance.advice;

import io.orderwatch.compliance.advice.Endings.Ending;
import io.orderwatch.compliance.health.Ended;
import io.orderwatch.compliance.health.FaultIndex;
import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.health.Fee;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.rules.End;
import io.orderwatch.compliance.rules.Facts;
import io.orderwatch.compliance.rules.Zone;
import io.orderwatch.contracts.Posting;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Which ending harms the store least: first those that do not count against it, then those with the
 * lower fee, then in the order of the table. What is done today counts in the next index.
 */
public record Advisor(Endings endings) {

  /**
   * What an ending does to the store.
   *
   * @param counts against the store
   * @param before the next index without it
   * @param after the next index with it
   * @param fee in roubles, in the zone that it leads to; empty if it is not known
   * @param harm the same if it counted, for endings whose rule is not official
   */
  public record Weighed(
      Ending ending,
      boolean counts,
      Weight before,
      Weight after,
      Optional<BigDecimal> fee,
      Weight harm,
      Optional<BigDecimal> harmFee) {
    public boolean crosses() {
      return !before.zone().name().equals(after.zone().name());
    }
  }

  /** An index and the zone that it lies in. */
  public record Weight(FaultIndex index, Zone zone) {}

  /** The endings that are open to a posting now, the least harm first. */
  public List<Weighed> advise(Facts facts, StoreHealth health) {
    return endings.open(facts).stream()
        .map(ending -> weigh(ending, facts.posting(), health))
        .sorted(
            Comparator.<Weighed, Boolean>comparing(Weighed::counts)
                .thenComparing(each -> each.fee().orElse(BigDecimal.ZERO)))
        .toList();
  }

  /** Whether the seller can cancel it now. */
  public boolean cancellable(Facts facts) {
    return endings.open(facts).stream()
        .anyMatch(each -> each.end().equals(Optional.of(End.SELLER)));
  }

  private static Weighed weigh(Ending ending, Posting posting, StoreHealth health) {
    var counts = ending.end().map(health.pack()::counts).orElse(false);
    var before = weight(health.next(Reading.ALL), health);
    var harm = weight(health.next(Reading.ALL).after(1, Reading.ALL), health);
    var harmFee = fee(posting, harm.zone(), health);
    return new Weighed(
        ending,
        counts,
        before,
        counts ? harm : before,
        counts ? harmFee : Optional.of(BigDecimal.ZERO),
        harm,
        harmFee);
  }

  /** What cancelling all of these today would do. */
  public static Weight all(List<Posting> postings, StoreHealth health) {
    return weight(health.next(Reading.ALL).after(postings.size(), Reading.ALL), health);
  }

  public static Weight none(StoreHealth health) {
    return weight(health.next(Reading.ALL), health);
  }

  /** In roubles; empty if it is not known. */
  public static Optional<BigDecimal> fee(Posting posting, Zone zone, StoreHealth health) {
    return Fee.roubles(
        Ended.prices(posting),
        posting.items().stream().allMatch(item -> item.price() != null),
        zone,
        health.pack());
  }

  private static Weight weight(FaultIndex index, StoreHealth health) {
    return new Weight(index, index.zone(health.pack()));
  }
}
