package io.orderwatch.logistics.reporting;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the seller may report that a parcel has come this far. The first rule that speaks against
 * it is the answer.
 */
public final class Reportable {

  /** Official list of statuses, September 2026. */
  private static final Set<String> NOT_PACKED =
      Set.of("awaiting_packaging", "awaiting_approve", "awaiting_verification");

  /** Whose parcels nobody else reports; "" where Ozon does not say who carries it. */
  private static final Set<String> BY_SELLER =
      Set.of("non_integrated", "hybrid_non_integrated", "");

  /** What is only too early. */
  static final Set<Refusal> PASSING =
      Set.of(
          Refusal.PROGRESS_AFTER_PASSPORT,
          Refusal.PROGRESS_AFTER_PACKING,
          Refusal.PROGRESS_NOT_OFFERED);

  private Reportable() {}

  /**
   * @param offered whether Ozon offers {@link Step#offer}, or does not say what it offers
   */
  public static Optional<Refusal> check(Posting posting, boolean offered, Step step) {
    if (posting.cancelled()) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    if (step.shownIn(posting)) {
      return Optional.of(Refusal.PROGRESS_SHOWN);
    }
    if (Shipment.ended(posting)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    if (!BY_SELLER.contains(posting.integration())) {
      return Optional.of(Refusal.PROGRESS_IS_THE_CARRIERS);
    }
    if (posting.awaitsPassport()) {
      return Optional.of(Refusal.PROGRESS_AFTER_PASSPORT);
    }
    if (NOT_PACKED.contains(posting.status())) {
      return Optional.of(Refusal.PROGRESS_AFTER_PACKING);
    }
    return offered ? Optional.empty() : Optional.of(Refusal.PROGRESS_NOT_OFFERED);
  }
}
