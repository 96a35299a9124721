package io.orderwatch.logistics.extending;

import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether the delivery of a posting may be moved to this time through the API. The first rule that
 * speaks against it is the answer.
 */
public final class Extendable {

  /** Official schema of /v1/posting/fbs/timeslot/set, April 2026: "up to two times". */
  static final int MOST_CHANGES = 2;

  private Extendable() {}

  /** What speaks against the time itself, whatever the posting. */
  public static Optional<Refusal> window(ExtendingDelivery.Call call, Instant at) {
    if (!call.from().isBefore(call.to())) {
      return Optional.of(Refusal.WINDOW_REVERSED);
    }
    return call.from().isBefore(at) ? Optional.of(Refusal.WINDOW_PAST) : Optional.empty();
  }

  /**
   * @param offered whether Ozon offers {@link ExtendingDelivery#OFFER}, or does not say what it
   *     offers
   */
  public static Optional<Refusal> check(
      Posting posting, boolean offered, ExtendingDelivery.Call call) {
    if (Shipment.ended(posting)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    var promised = posting.promised();
    if (promised != null && !call.to().isAfter(promised)) {
      return Optional.of(Refusal.WINDOW_NOT_LATER);
    }
    return offered ? Optional.empty() : Optional.of(Refusal.EXTENSION_NOT_OFFERED);
  }

  /**
   * What Ozon says of its own limits for the posting.
   *
   * @param left how many changes Ozon still allows
   * @param earliest that Ozon would take; null if it names none
   * @param latest that Ozon would take; null if it names none
   */
  public static Optional<Refusal> limits(
      ExtendingDelivery.Call call, int left, @Nullable Instant earliest, @Nullable Instant latest) {
    if (left < 1) {
      return Optional.of(Refusal.NO_CHANGES_LEFT);
    }
    return (earliest != null && call.from().isBefore(earliest))
            || (latest != null && call.to().isAfter(latest))
        ? Optional.of(Refusal.WINDOW_NOT_ALLOWED)
        : Optional.empty();
  }
}
