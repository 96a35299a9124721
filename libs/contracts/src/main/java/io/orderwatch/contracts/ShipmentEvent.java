package io.orderwatch.contracts;

import java.time.Instant;

/** What was done with a parcel, or refused and why. logistics-service alone makes these. */
public sealed interface ShipmentEvent extends Event {

  @Override
  default Topic topic() {
    return Topic.SHIPMENTS;
  }

  /** The command that caused it; empty where Ozon or the buyer did. */
  @Type("shipment.cancelled.v1")
  record Cancelled(PostingRef ref, String commandId, long reasonId) implements ShipmentEvent {}

  /**
   * Not cancelled.
   *
   * @param code a stable word for programs, for example ozon-logistics-in-transit
   * @param explanation a sentence for people, in English
   */
  @Type("shipment.cancel-refused.v1")
  record CancelRefused(PostingRef ref, String commandId, String code, String explanation)
      implements ShipmentEvent {}

  /** Ozon shows the new number. */
  @Type("shipment.tracking-changed.v1")
  record TrackingChanged(PostingRef ref, String commandId, String trackingNumber)
      implements ShipmentEvent {}

  @Type("shipment.tracking-refused.v1")
  record TrackingRefused(PostingRef ref, String commandId, String code, String explanation)
      implements ShipmentEvent {}

  /** Ozon shows the new time of delivery. */
  @Type("shipment.delivery-extended.v1")
  record DeliveryExtended(PostingRef ref, String commandId, Instant from, Instant to)
      implements ShipmentEvent {}

  @Type("shipment.extension-refused.v1")
  record ExtensionRefused(PostingRef ref, String commandId, String code, String explanation)
      implements ShipmentEvent {}
}
