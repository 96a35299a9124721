package io.orderwatch.logistics.cancelling;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a posting, as Ozon shows it, may be cancelled by the seller. The first rule that speaks
 * against it is the answer; words that are not known speak neither for nor against.
 */
public final class Cancellable {

  /** "Other, the seller's fault": the only reason that Ozon demands a message for. */
  private static final long OTHER = 402;

  private static final Set<String> DELIVERED =
      Set.of("posting_delivered", "posting_conditionally_delivered");

  private Cancellable() {}

  /**
   * Empty if nothing speaks against it; whether Ozon allows the reason is for Ozon to say, and
   * where it does not show what may be done, whether it may be.
   */
  public static Optional<Refusal> check(
      Posting posting, Cancelling.Call call, CancellingPolicy policy) {
    if (posting.cancelled()) {
      return Optional.of(Refusal.ALREADY_CANCELLED);
    }
    if (posting.status().equals("delivered") || DELIVERED.contains(posting.substatus())) {
      return Optional.of(Refusal.ALREADY_DELIVERED);
    }
    if (!posting.shown() && call.override().isBlank()) {
      return Optional.of(Refusal.STATE_NOT_SHOWN);
    }
    if (posting.awaitsPassport() && call.override().isBlank()) {
      return Optional.of(Refusal.PASSPORT_AWAITED);
    }
    var inTransit = policy.inTransit(posting);
    if (inTransit && posting.integration().equals(CancellingPolicy.OZON)) {
      return Optional.of(Refusal.OZON_LOGISTICS_IN_TRANSIT);
    }
    if (!posting.mayOffer("cancel")) {
      return Optional.of(Refusal.CANCEL_NOT_OFFERED);
    }
    if (inTransit && !policy.recallable(posting)) {
      return Optional.of(Refusal.CARRIER_UNKNOWN_IN_TRANSIT);
    }
    return call.reasonId() == OTHER && call.comment().isBlank()
        ? Optional.of(Refusal.COMMENT_MISSING)
        : Optional.empty();
  }
}
