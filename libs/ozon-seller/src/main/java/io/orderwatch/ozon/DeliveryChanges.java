package io.orderwatch.ozon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether the delivery of a posting to its buyer may be moved.
 *
 * @param left how often; at most {@link #MOST}
 * @param from the earliest that Ozon would take; null if it names none
 * @param to the latest that Ozon would take; null if it names none
 */
public record DeliveryChanges(int left, @Nullable Instant from, @Nullable Instant to) {

  /** Official schema of /v1/posting/fbs/timeslot/set, April 2026: "up to two times". */
  public static final int MOST = 2;
}
