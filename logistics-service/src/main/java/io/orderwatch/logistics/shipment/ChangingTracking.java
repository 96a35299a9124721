package io.orderwatch.logistics.shipment;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;

/** Another tracking number. */
public record ChangingTracking(String trackingNumber) implements Action {

  @Override
  public String word() {
    return "change-tracking";
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    // Its event comes back with the feature (decision 10): until then every command is refused.
    throw new IllegalStateException("no tracking number is changed yet");
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.TrackingRefused(ref, commandId, code, explanation);
  }
}
