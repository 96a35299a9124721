package io.orderwatch.logistics.tracking;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a posting, as Ozon shows it, may be given this tracking number through the API. The first
 * rule that speaks against it is the answer.
 */
public final class Trackable {

  /** Official list of statuses, September 2026; a number comes after packing. */
  private static final Set<String> NOT_PACKED =
      Set.of("awaiting_packaging", "awaiting_approve", "awaiting_verification");

  /** What is only too early: the buyer, the seller or the carrier has to do something first. */
  static final Set<Refusal> PASSING =
      Set.of(
          Refusal.TRACKING_AFTER_PASSPORT,
          Refusal.TRACKING_AFTER_PACKING,
          Refusal.TRACKING_AFTER_REGISTRATION,
          Refusal.TRACKING_NOT_OFFERED);

  private Trackable() {}

  /**
   * @param offered whether Ozon offers {@link ChangingTracking#OFFER}, or does not say what it
   *     offers
   */
  public static Optional<Refusal> check(
      Posting posting, boolean offered, ChangingTracking.Call call) {
    if (Shipment.ended(posting)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    if (call.trackingNumber().equals(TrackingForm.written(posting.ref().posting().value()))) {
      return Optional.of(Refusal.TRACKING_IS_POSTING_NUMBER);
    }
    if (call.trackingNumber().equals(TrackingForm.written(posting.trackingNumber()))) {
      return Optional.of(Refusal.TRACKING_UNCHANGED);
    }
    var form = form(call);
    if (form.isPresent() && form.get() != Refusal.TRACKING_FORM_UNKNOWN) {
      return form;
    }
    return offered ? form : Optional.of(whyNotOffered(posting));
  }

  /** What speaks against the number itself, whatever the posting. */
  public static Optional<Refusal> form(ChangingTracking.Call call) {
    return switch (TrackingForm.of(call.trackingNumber())) {
      case KNOWN -> Optional.empty();
      case WRONG_CHECK_DIGIT -> Optional.of(Refusal.TRACKING_CHECK_DIGIT_WRONG);
      case MALFORMED -> Optional.of(Refusal.TRACKING_MALFORMED);
      case UNKNOWN ->
          call.confirmed() ? Optional.empty() : Optional.of(Refusal.TRACKING_FORM_UNKNOWN);
    };
  }

  /** In the order of what the seller can do about it himself. */
  private static Refusal whyNotOffered(Posting posting) {
    if (posting.awaitsPassport()) {
      return Refusal.TRACKING_AFTER_PASSPORT;
    }
    if (NOT_PACKED.contains(posting.status())) {
      return Refusal.TRACKING_AFTER_PACKING;
    }
    if (posting.status().equals("awaiting_registration")) {
      return Refusal.TRACKING_AFTER_REGISTRATION;
    }
    return switch (posting.integration()) {
      case "ozon" -> Refusal.TRACKING_IS_OZONS;
      case "aggregator" -> Refusal.TRACKING_IS_THE_CARRIERS;
      default -> Refusal.TRACKING_NOT_OFFERED;
    };
  }
}
