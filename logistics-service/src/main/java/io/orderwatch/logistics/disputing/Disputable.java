package io.orderwatch.logistics.disputing;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import java.util.Optional;

/**
 * Whether a dispute over a posting may be opened, or ended by sending it back to delivery. The
 * first rule that speaks against it is the answer.
 */
public final class Disputable {

  /** Ozon's word for a posting over which the seller has opened a dispute. */
  public static final String DISPUTED = "arbitration";

  private Disputable() {}

  /**
   * Handed over and not scanned: official schema of /v2/posting/fbs/arbitration, April 2026.
   *
   * @param offered whether Ozon offers {@link OpeningDispute#OFFER}, or does not say what it offers
   */
  public static Optional<Refusal> toOpen(Posting posting, boolean offered) {
    if (posting.status().equals(DISPUTED)) {
      return Optional.of(Refusal.IN_DISPUTE);
    }
    if (Shipment.ended(posting)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    return offered ? Optional.empty() : Optional.of(Refusal.DISPUTE_NOT_OFFERED);
  }

  /**
   * Only what is in dispute: official schema of /v2/posting/fbs/awaiting-delivery, April 2026.
   *
   * @param offered whether Ozon offers {@link ResumingDelivery#OFFER}, or does not say what it
   *     offers
   */
  public static Optional<Refusal> toResume(Posting posting, boolean offered) {
    if (Shipment.ended(posting)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    if (!posting.status().equals(DISPUTED)) {
      return Optional.of(Refusal.NOT_IN_DISPUTE);
    }
    return offered ? Optional.empty() : Optional.of(Refusal.RESUMPTION_NOT_OFFERED);
  }
}
