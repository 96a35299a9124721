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
    return new ShipmentEvent.TrackingChanged(ref, commandId, trackingNumber);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.TrackingRefused(ref, commandId, code, explanation);
  }
}
