package io.orderwatch.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done with a parcel, or refused and why. logistics-service alone makes these. */
public sealed interface ShipmentEvent extends Event.OfPosting {

  @Override
  default Topic topic() {
    return Topic.SHIPMENTS;
  }

  /** The command that caused it; empty where Ozon or the buyer did. */
  @Type("shipment.cancelled.v1")
  record Cancelled(PostingRef ref, String commandId, long reasonId) implements ShipmentEvent {}

  /** Some of its goods are cancelled; the posting lives on with the others. */
  @Type("shipment.goods-cancelled.v1")
  record GoodsCancelled(PostingRef ref, String commandId, long reasonId, List<Goods> items)
      implements ShipmentEvent {
    public GoodsCancelled {
      items = List.copyOf(items);
    }
  }

  /**
   * Not cancelled, nor any of its goods.
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

  /**
   * Ozon shows that the parcel is there.
   *
   * @param state sent, last-mile or delivered
   */
  @Type("shipment.progress-reported.v1")
  record ProgressReported(PostingRef ref, String commandId, String state)
      implements ShipmentEvent {}

  @Type("shipment.progress-refused.v1")
  record ProgressRefused(PostingRef ref, String commandId, String code, String explanation)
      implements ShipmentEvent {}

  /**
   * A command of any kind came a step further, and has not ended: how it ends has events of its
   * own.
   *
   * @param action its word, as /api/commands knows it
   * @param code why it waits, a stable word for programs; null if it does not, or nothing is known
   * @param explanation the same for people, in English
   * @param until how long it waits at most, for Ozon's offer or for an approval; null if it does
   *     not
   * @param by who asked for what is proposed, or who approved or declined it; null where no person
   *     decides
   */
  @Type("shipment.command-progressed.v1")
  record CommandProgressed(
      PostingRef ref,
      String commandId,
      String action,
      State state,
      @Nullable String code,
      @Nullable String explanation,
      @Nullable Instant until,
      @Nullable String by)
      implements ShipmentEvent {

    /** A step that no person decides. */
    public CommandProgressed(
        PostingRef ref,
        String commandId,
        String action,
        State state,
        @Nullable String code,
        @Nullable String explanation,
        @Nullable Instant until) {
      this(ref, commandId, action, state, code, explanation, until, null);
    }

    /** How far a command is; more may be added. */
    public enum State {
      /** It was taken down. */
      ACCEPTED,
      /** A second person has to approve it before anything is done. */
      PROPOSED,
      /** A second person has approved it: it goes on as any command. */
      APPROVED,
      /** A person has declined it: it is refused next. */
      DECLINED,
      /** It came too early, and is kept until Ozon offers what it asks for. */
      WAITING,
      /** Nothing that is known of the posting speaks against it. */
      CHECKED,
      /** The posting is read again, and it is done. */
      EXECUTING,
      /** It may have been done: Ozon is read before anything else. */
      UNKNOWN
    }
  }

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

  /** Ozon shows the answer to a request to cancel. */
  @Type("cancellation.answered.v1")
  record CancellationAnswered(
      PostingRef ref, String commandId, long cancellationId, boolean approved)
      implements ShipmentEvent {}

  @Type("cancellation.answer-refused.v1")
  record CancellationAnswerRefused(
      PostingRef ref, String commandId, long cancellationId, String code, String explanation)
      implements ShipmentEvent {}

  /**
   * A request to cancel still waits for an answer.
   *
   * @param due when Ozon approves it if nobody answers
   */
  @Type("cancellation.answer-due.v1")
  record CancellationAnswerDue(PostingRef ref, long cancellationId, Instant due)
      implements ShipmentEvent {}

  /** Ozon has taken an action on a return and offers it no more. */
  @Type("return.action-done.v1")
  record ReturnActionDone(PostingRef ref, String commandId, long returnId, int action)
      implements ShipmentEvent {}

  @Type("return.action-refused.v1")
  record ReturnActionRefused(
      PostingRef ref, String commandId, long returnId, int action, String code, String explanation)
      implements ShipmentEvent {}

  /**
   * A time of a return runs out.
   *
   * @param scheme {@code fbs}, {@code fbo} or {@code rfbs}: returns of rfbs are numbered apart
   * @param due when {@code running} comes to pass
   * @param actions the numbers of what Ozon offers the seller; none where it offers nothing
   */
  @Type("return.action-due.v1")
  record ReturnActionDue(
      PostingRef ref,
      long returnId,
      String scheme,
      Running running,
      Instant due,
      List<Integer> actions)
      implements ShipmentEvent {

    /** What comes to pass when the time is out; more may be added. */
    public enum Running {
      /** Ozon approves the request that nobody answered. */
      APPROVES_ITSELF,
      /** The buyer can no longer take the refusal to Ozon. */
      REFUSAL_STANDS,
      /** Ozon decides the buyer's dispute. */
      OZON_DECIDES,
      /** It has been in transit so long that the buyer may open a dispute. */
      BUYER_MAY_DISPUTE,
      /** It has been in transit so long that Ozon opens a dispute. */
      OZON_DISPUTES
    }
  }

  /** Ozon shows the posting in dispute. */
  @Type("shipment.dispute-opened.v1")
  record DisputeOpened(PostingRef ref, String commandId) implements ShipmentEvent {}

  @Type("shipment.dispute-refused.v1")
  record DisputeRefused(PostingRef ref, String commandId, String code, String explanation)
      implements ShipmentEvent {}

  /** Ozon shows the posting on its way to delivery again. */
  @Type("shipment.delivery-resumed.v1")
  record DeliveryResumed(PostingRef ref, String commandId) implements ShipmentEvent {}

  @Type("shipment.resumption-refused.v1")
  record ResumptionRefused(PostingRef ref, String commandId, String code, String explanation)
      implements ShipmentEvent {}
}
