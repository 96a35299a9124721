package io.orderwatch.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked of logistics-service. The same command id is carried out once. Whatever way a
 * command comes, it is held to {@link Said}: one that is not so cannot be made, nor read.
 */
public sealed interface ShipmentCommand extends Event.OfPosting {

  /** A command waits until Ozon offers what it asks for. */
  String OFFERED = "offered";

  /**
   * Chosen by who asks: up to 64 letters, digits and {@code . _ : -}; with "" the event's own id
   * names it.
   */
  String commandId();

  @Override
  default Topic topic() {
    return Topic.SHIPMENT_COMMANDS;
  }

  /**
   * Cancel the posting as the seller, or some of its goods.
   *
   * @param reasonId one of Ozon's reasons for this posting
   * @param comment ours; Ozon demands one with reason 402, and always for some goods
   * @param override a person's reason for cancelling although passport data is only awaited; empty
   *     for none
   * @param items what to cancel of it; null for the whole posting
   */
  @Type("shipment.cancel.v1")
  record Cancel(
      PostingRef ref,
      String commandId,
      long reasonId,
      String comment,
      String requestedBy,
      String override,
      @Nullable List<Goods> items)
      implements ShipmentCommand {

    public Cancel {
      Said.id(commandId);
      Said.positive("reasonId", reasonId);
      Said.text("comment", comment);
      Said.by(requestedBy);
      Said.text("override", override);
      items = items == null ? null : List.copyOf(items);
    }

    /** Of the whole posting. */
    public Cancel(
        PostingRef ref,
        String commandId,
        long reasonId,
        String comment,
        String requestedBy,
        String override) {
      this(ref, commandId, reasonId, comment, requestedBy, override, null);
    }
  }

  /**
   * Give the posting a tracking number, or another one.
   *
   * @param reason ours; it goes into a ticket where only Ozon's support can change the number
   * @param confirmed true if a number of no known form is meant as it stands; null is false
   * @param waitFor {@link #OFFERED}, with {@code until}: a command that comes too early waits; null
   *     or another word: it is refused
   * @param until how long it waits
   */
  @Type("shipment.change-tracking.v1")
  record ChangeTracking(
      PostingRef ref,
      String commandId,
      String trackingNumber,
      String reason,
      String requestedBy,
      @Nullable Boolean confirmed,
      @Nullable String waitFor,
      @Nullable Instant until)
      implements ShipmentCommand {

    public ChangeTracking {
      Said.id(commandId);
      Said.text("trackingNumber", trackingNumber, 64);
      Said.text("reason", reason);
      Said.by(requestedBy);
      Said.moment("until", until);
    }

    /** One that does not wait. */
    public ChangeTracking(
        PostingRef ref,
        String commandId,
        String trackingNumber,
        String reason,
        String requestedBy,
        @Nullable Boolean confirmed) {
      this(ref, commandId, trackingNumber, reason, requestedBy, confirmed, null, null);
    }
  }

  @Type("shipment.extend-delivery.v1")
  record ExtendDelivery(
      PostingRef ref, String commandId, Instant from, Instant to, String reason, String requestedBy)
      implements ShipmentCommand {

    public ExtendDelivery {
      Said.id(commandId);
      Said.moment("from", from);
      Said.moment("to", to);
      Said.text("reason", reason);
      Said.by(requestedBy);
    }
  }

  /**
   * Say by when the posting will be handed over.
   *
   * @param date no later than the one there is
   */
  @Type("shipment.set-shipment-date.v1")
  record SetShipmentDate(
      PostingRef ref, String commandId, Instant date, String reason, String requestedBy)
      implements ShipmentCommand {

    public SetShipmentDate {
      Said.id(commandId);
      Said.moment("date", date);
      Said.text("reason", reason);
      Said.by(requestedBy);
    }
  }

  /**
   * Say where a parcel is that no integrated carrier follows.
   *
   * @param state sent, last-mile or delivered
   * @param waitFor as in {@link ChangeTracking}
   */
  @Type("shipment.report-progress.v1")
  record ReportProgress(
      PostingRef ref,
      String commandId,
      String state,
      String requestedBy,
      @Nullable String waitFor,
      @Nullable Instant until)
      implements ShipmentCommand {

    public ReportProgress {
      Said.id(commandId);
      Said.text("state", state);
      Said.by(requestedBy);
      Said.moment("until", until);
    }
  }

  @Type("cancellation-request.answer.v1")
  record AnswerCancellationRequest(
      PostingRef ref,
      String commandId,
      long cancellationId,
      boolean approve,
      String comment,
      String requestedBy)
      implements ShipmentCommand {

    public AnswerCancellationRequest {
      Said.id(commandId);
      Said.positive("cancellationId", cancellationId);
      Said.text("comment", comment);
      Said.by(requestedBy);
    }
  }

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
      implements ShipmentCommand {

    public ActOnReturn {
      Said.id(commandId);
      Said.positive("returnId", returnId);
      Said.positive("rejectionReasonId", rejectionReasonId == null ? 1 : rejectionReasonId);
      Said.text("comment", comment);
      Said.money("compensation", compensation);
      Said.positive("compensation", compensation == null ? 1 : compensation.signum());
      Said.money("returnForBackWay", returnForBackWay);
      Said.by(requestedBy);
    }
  }

  /** Open a dispute over a posting that was handed over and not scanned. */
  @Type("shipment.open-dispute.v1")
  record OpenDispute(PostingRef ref, String commandId, String reason, String requestedBy)
      implements ShipmentCommand {

    public OpenDispute {
      Said.id(commandId);
      Said.text("reason", reason);
      Said.by(requestedBy);
    }
  }

  /** Send a posting in dispute back to delivery. */
  @Type("shipment.resume-delivery.v1")
  record ResumeDelivery(PostingRef ref, String commandId, String reason, String requestedBy)
      implements ShipmentCommand {

    public ResumeDelivery {
      Said.id(commandId);
      Said.text("reason", reason);
      Said.by(requestedBy);
    }
  }
}
