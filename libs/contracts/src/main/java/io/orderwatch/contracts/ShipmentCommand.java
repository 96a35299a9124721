package io.orderwatch.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What may be asked of logistics-service. The same command id is carried out once. */
public sealed interface ShipmentCommand extends Event {

  /** Chosen by who asks; up to 64 characters. */
  String commandId();

  @Override
  default Topic topic() {
    return Topic.SHIPMENT_COMMANDS;
  }

  /**
   * Cancel the posting as the seller.
   *
   * @param reasonId one of Ozon's reasons for this posting
   * @param comment ours; Ozon demands one with reason 402
   * @param override a person's reason for cancelling although passport data is only awaited; empty
   *     for none
   */
  @Type("shipment.cancel.v1")
  record Cancel(
      PostingRef ref,
      String commandId,
      long reasonId,
      String comment,
      String requestedBy,
      String override)
      implements ShipmentCommand {}

  /**
   * Give the posting a tracking number, or another one.
   *
   * @param reason ours; it goes into a ticket where only Ozon's support can change the number
   * @param confirmed true if a number of no known form is meant as it stands; null is false
   */
  @Type("shipment.change-tracking.v1")
  record ChangeTracking(
      PostingRef ref,
      String commandId,
      String trackingNumber,
      String reason,
      String requestedBy,
      @Nullable Boolean confirmed)
      implements ShipmentCommand {}

  @Type("shipment.extend-delivery.v1")
  record ExtendDelivery(
      PostingRef ref, String commandId, Instant from, Instant to, String reason, String requestedBy)
      implements ShipmentCommand {}

  /**
   * Say by when the posting will be handed over.
   *
   * @param date no later than the one there is
   */
  @Type("shipment.set-shipment-date.v1")
  record SetShipmentDate(
      PostingRef ref, String commandId, Instant date, String reason, String requestedBy)
      implements ShipmentCommand {}

  @Type("cancellation-request.answer.v1")
  record AnswerCancellationRequest(
      PostingRef ref,
      String commandId,
      long cancellationId,
      boolean approve,
      String comment,
      String requestedBy)
      implements ShipmentCommand {}

  /**
   * Act on a buyer's request to return what rFBS delivered.
   *
   * @param action one of the numbers that Ozon offers for this return
   * @param rejectionReasonId Ozon's; null where nothing is rejected
   * @param comment ours; Ozon demands one with a rejection; may be ""
   * @param compensation what the buyer is paid, in the order's currency; null for none
   * @param returnForBackWay what he is paid for sending it back; null for none
   */
  @Type("return.act.v1")
  record ActOnReturn(
      PostingRef ref,
      String commandId,
      long returnId,
      int action,
      @Nullable Integer rejectionReasonId,
      String comment,
      @Nullable BigDecimal compensation,
      @Nullable BigDecimal returnForBackWay,
      String requestedBy)
      implements ShipmentCommand {}

  /** Open a dispute over a posting that was handed over and not scanned. */
  @Type("shipment.open-dispute.v1")
  record OpenDispute(PostingRef ref, String commandId, String reason, String requestedBy)
      implements ShipmentCommand {}

  /** Send a posting in dispute back to delivery. */
  @Type("shipment.resume-delivery.v1")
  record ResumeDelivery(PostingRef ref, String commandId, String reason, String requestedBy)
      implements ShipmentCommand {}
}
