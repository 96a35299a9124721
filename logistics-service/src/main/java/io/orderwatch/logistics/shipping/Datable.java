package io.orderwatch.logistics.shipping;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import java.util.Optional;

/**
 * Whether the shipping date of a posting may be set to this one. The first rule that speaks against
 * it is the answer.
 */
public final class Datable {

  private Datable() {}

  /**
   * Never later than the date there is: official schema of /v1/posting/cutoff/set and of
   * set_cutoff, April and September 2026.
   *
   * @param offered whether Ozon offers {@link SettingShipmentDate#OFFER}, or does not say what it
   *     offers
   */
  public static Optional<Refusal> check(
      Posting posting, boolean offered, SettingShipmentDate.Call call) {
    if (Shipment.ended(posting)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    var date = posting.shipmentDate();
    if (date != null && call.date().isAfter(date)) {
      return Optional.of(Refusal.DATE_LATER);
    }
    return offered ? Optional.empty() : Optional.of(Refusal.DATE_NOT_OFFERED);
  }
}
