package io.orderwatch.simulator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a posting is.
 *
 * @param stage how far in its {@link Life}, -1 before the first stage
 * @param reported the stage that the seller last reported, which takes effect a little later
 * @param changedAt when status or substatus last changed
 */
public record Progress(
    int stage,
    int reported,
    String status,
    String substatus,
    String previousSubstatus,
    Instant changedAt,
    @Nullable Instant suppliedAt,
    @Nullable Instant deliveringAt,
    @Nullable Instant deliveredAt) {

  /** Official example of /v3/posting/fbs/get: what a new posting was before. */
  private static final String BEFORE = "posting_split_pending";

  static Progress created(String status, String substatus, Instant at) {
    return new Progress(-1, -1, status, substatus, BEFORE, at, null, null, null);
  }

  /** Of a part of it; data that were given before the split were given for the part too. */
  Progress ofPart(Instant at) {
    return new Progress(-1, -1, status, substatus, BEFORE, at, suppliedAt, null, null);
  }

  Progress supplied(Instant at) {
    return new Progress(
        stage, reported, status, "posting_created", substatus, at, at, deliveringAt, deliveredAt);
  }

  Progress reached(int next, Life.Stage to, Instant at) {
    return new Progress(
        next,
        reported,
        to.status(),
        to.substatus(),
        substatus,
        at,
        suppliedAt,
        to.status().equals("delivering") && deliveringAt == null ? at : deliveringAt,
        to.status().equals("delivered") ? at : deliveredAt);
  }

  Progress reported(int next) {
    return new Progress(
        stage,
        next,
        status,
        substatus,
        previousSubstatus,
        changedAt,
        suppliedAt,
        deliveringAt,
        deliveredAt);
  }

  Progress disputed(Instant at) {
    return new Progress(
        stage,
        reported,
        "arbitration",
        "posting_in_arbitration",
        substatus,
        at,
        suppliedAt,
        deliveringAt,
        deliveredAt);
  }

  /** As it was before the dispute. */
  Progress undisputed(Instant at) {
    return new Progress(
        stage,
        reported,
        "awaiting_deliver",
        previousSubstatus,
        substatus,
        at,
        suppliedAt,
        deliveringAt,
        deliveredAt);
  }

  Progress ended(String as, Instant at) {
    return new Progress(
        stage,
        reported,
        as,
        "posting_canceled",
        substatus,
        at,
        suppliedAt,
        deliveringAt,
        deliveredAt);
  }
}
