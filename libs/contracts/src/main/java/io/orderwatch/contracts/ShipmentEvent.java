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

  /** Ozon shows the new shipping date. */
  @Type("shipment.shipment-date-set.v1")
  record ShipmentDateSet(PostingRef ref, String commandId, Instant date) implements ShipmentEvent {}

  @Type("shipment.shipment-date-refused.v1")
  record ShipmentDateRefused(PostingRef ref, String commandId, String code, String explanation)
      implements ShipmentEvent {}

  /** The life of a request to Ozon's support, for what the API does not offer. */
  sealed interface OfTicket extends ShipmentEvent {
    String ticketId();

    /** What is asked for; more kinds may be added. */
    enum Kind {
      CHANGE_TRACKING,
      EXTEND_DELIVERY,
      APPEAL_CANCELLATION,
      PARCEL_STUCK
    }
  }

  /**
   * Ready for a person to file in the cabinet.
   *
   * @param commandId the command that was refused for it, or that asked for the ticket itself
   * @param topicPath where in the cabinet, in Russian
   * @param text ours, in Russian
   */
  @Type("shipment.ticket-drafted.v1")
  record TicketDrafted(
      PostingRef ref,
      String ticketId,
      String commandId,
      OfTicket.Kind kind,
      String topicPath,
      String text)
      implements OfTicket {}

  /**
   * A person has filed it.
   *
   * @param number Ozon's
   */
  @Type("shipment.ticket-filed.v1")
  record TicketFiled(
      PostingRef ref, String ticketId, String commandId, OfTicket.Kind kind, String number)
      implements OfTicket {}

  /**
   * Ozon shows what was asked for.
   *
   * @param number Ozon's; empty if it was never filed
   */
  @Type("shipment.ticket-done.v1")
  record TicketDone(
      PostingRef ref, String ticketId, String commandId, OfTicket.Kind kind, String number)
      implements OfTicket {}

  /** A person has given it up. */
  @Type("shipment.ticket-dropped.v1")
  record TicketDropped(PostingRef ref, String ticketId, String commandId, OfTicket.Kind kind)
      implements OfTicket {}

  /**
   * Three days have passed and Ozon shows nothing of it.
   *
   * @param number Ozon's; empty if it was never filed
   * @param since when it was filed, or drafted
   */
  @Type("shipment.ticket-stale.v1")
  record TicketStale(
      PostingRef ref,
      String ticketId,
      String commandId,
      OfTicket.Kind kind,
      String number,
      Instant since)
      implements OfTicket {}
}
