package io.orderwatch.simulator;

import java.time.Instant;

/**
 * The dates that were promised for a posting.
 *
 * @param cutoff Ozon's {@code shipment_date}
 * @param begin from when the buyer may expect it; {@code end} the latest
 * @param changes how often the seller moved the buyer's dates
 * @param overdue the cut-off passed before it was packed
 */
public record Terms(Instant cutoff, Instant begin, Instant end, int changes, boolean overdue) {

  Terms withCutoff(Instant other) {
    return new Terms(other, begin, end, changes, overdue);
  }

  Terms moved(Instant from, Instant to) {
    return new Terms(cutoff, from, to, changes + 1, overdue);
  }

  Terms missed() {
    return new Terms(cutoff, begin, end, changes, true);
  }
}
