package io.orderwatch.compliance.passport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long Ozon really waits, learned from its own cancellations in one store: the median of how
 * long each came after what the deadline counts from, without the outliers. Before {@link #AGREE}
 * of them agree, nobody relies on more time than the rule gives.
 *
 * @param waits as learned, or the rule's
 * @param spread the median of how far they lie from it; null if there are none
 * @param observations how many it rests on, outliers not counted
 */
public record OzonsDelay(Duration waits, @Nullable Duration spread, int observations) {

  /**
   * How many cancellations must agree before the deadline may be later than the rule says; fewer
   * may be chance (2026-11).
   */
  public static final int AGREE = 30;

  /**
   * Further out than this many median distances, three standard deviations: 1.4826 makes one of the
   * other where chance is normal (Rousseeuw and Croux, 1993, read 2026-11).
   */
  private static final double OUTLYING = 3 * 1.4826;

  /** So many times what the rule says it may be; what is later has another cause (2026-11). */
  private static final int LONGEST = 3;

  /** What polling may miss (2026-11); nearer than this nothing is an outlier. */
  private static final Duration BLUR = Duration.ofMinutes(20);

  /**
   * When Ozon is expected to cancel one posting.
   *
   * @param expectedAt the middle of what was seen
   * @param spread half of Ozon's cancellations came within it, earlier or later; null if none is
   *     known
   * @param observations how many cancellations this rests on
   */
  public record Expected(Instant expectedAt, @Nullable Duration spread, int observations) {}

  /**
   * @param seen how long after what the deadline counts from each cancellation came, in any order
   * @param rule how long Ozon waits by its own help
   */
  public static OzonsDelay of(List<Duration> seen, Duration rule) {
    var plausible =
        seen.stream()
            .filter(each -> each.isPositive() && each.compareTo(rule.multipliedBy(LONGEST)) <= 0)
            .sorted()
            .toList();
    if (plausible.isEmpty()) {
      return new OzonsDelay(rule, null, 0);
    }
    var middle = median(plausible);
    var limit = limit(distance(plausible, middle));
    var agreeing =
        plausible.stream()
            .filter(each -> each.minus(middle).abs().compareTo(limit) <= 0)
            .sorted()
            .toList();
    var learned = median(agreeing);
    var early = learned.compareTo(rule) <= 0 || agreeing.size() >= AGREE;
    return new OzonsDelay(early ? learned : rule, distance(agreeing, learned), agreeing.size());
  }

  /**
   * @param begins what the deadline counts from
   */
  public Expected from(Instant begins) {
    return new Expected(begins.plus(waits), spread, observations);
  }

  private static Duration limit(Duration spread) {
    var limit = Duration.ofMillis(Math.round(spread.toMillis() * OUTLYING));
    return limit.compareTo(BLUR) < 0 ? BLUR : limit;
  }

  private static Duration distance(List<Duration> all, Duration from) {
    var distances = new ArrayList<>(all.stream().map(each -> each.minus(from).abs()).toList());
    distances.sort(null);
    return median(distances);
  }

  /** Of a sorted list that is not empty; the mean of the two in the middle. */
  private static Duration median(List<Duration> sorted) {
    var half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : sorted.get(half - 1).plus(sorted.get(half)).dividedBy(2);
  }
}
