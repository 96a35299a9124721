package io.orderwatch.notification.matter;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.notification.matter.Matter.Kind;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What of a posting waits for the seller's own people: tickets of which nothing came, requests to
 * cancel and times of returns that run out, commands that a second person has to approve. Each
 * waits until the event that answers it comes, or its time is out. This page is the whole rule.
 *
 * @param matters in the order in which they were told of
 */
public record Matters(List<Matter> matters) {

  public static final Matters NONE = new Matters(List.of());

  private static final String TIMER = "matter/";

  /** The seller acts on returns of rFBS alone; they are numbered apart. */
  private static final String RFBS = "rfbs";

  public Matters {
    matters = List.copyOf(matters);
  }

  public static Decision<Matters> on(Matters state, ShipmentEvent event, Instant at) {
    return switch (event) {
      case ShipmentEvent.TicketStale e ->
          state.open(Matter.open(Kind.TICKET_STALE, e.ticketId(), e.since(), null), at);
      case ShipmentEvent.TicketFiled e -> state.answered(ticket(e), at);
      case ShipmentEvent.TicketDone e -> state.answered(ticket(e), at);
      case ShipmentEvent.TicketDropped e -> state.answered(ticket(e), at);
      case ShipmentEvent.CancellationAnswerDue e ->
          state.open(
              Matter.open(Kind.CANCELLATION_DUE, request(e.cancellationId()), at, e.due()), at);
      case ShipmentEvent.CancellationAnswered e ->
          state.answered(each -> each.isOf(Kind.CANCELLATION_DUE, request(e.cancellationId())), at);
      case ShipmentEvent.Cancelled _ ->
          state.answered(each -> each.kind() == Kind.CANCELLATION_DUE, at);
      case ShipmentEvent.ReturnActionDue e ->
          state.open(
              Matter.open(Kind.RETURN_DUE, shown(e.scheme(), e.returnId()), at, e.due()), at);
      case ShipmentEvent.ReturnActionDone e ->
          state.answered(each -> each.isOf(Kind.RETURN_DUE, shown(RFBS, e.returnId())), at);
      case ShipmentEvent.CommandProgressed e -> state.progressed(e, at);
      case ShipmentEvent.CancelRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.TrackingRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.ExtensionRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.ShipmentDateRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.ProgressRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.CancellationAnswerRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.ReturnActionRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.DisputeRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.ResumptionRefused e -> state.answered(approval(e.commandId()), at);
      case ShipmentEvent.TicketDrafted _,
          ShipmentEvent.GoodsCancelled _,
          ShipmentEvent.TrackingChanged _,
          ShipmentEvent.DeliveryExtended _,
          ShipmentEvent.ShipmentDateSet _,
          ShipmentEvent.ProgressReported _,
          ShipmentEvent.DisputeOpened _,
          ShipmentEvent.DeliveryResumed _ ->
          stay(state);
    };
  }

  private Decision<Matters> progressed(ShipmentEvent.CommandProgressed event, Instant at) {
    return switch (event.state()) {
      case PROPOSED ->
          open(Matter.open(Kind.APPROVAL_AWAITED, event.commandId(), at, event.until()), at);
      case APPROVED, DECLINED -> answered(approval(event.commandId()), at);
      case ACCEPTED, WAITING, CHECKED, EXECUTING, UNKNOWN -> stay(this);
    };
  }

  private static Predicate<Matter> approval(String commandId) {
    return each -> each.isOf(Kind.APPROVAL_AWAITED, commandId);
  }

  /** The time of a matter is out: nobody can do anything about it any more. */
  public static Decision<Matters> on(Matters state, Due timer) {
    var id = timer.name().substring(TIMER.length());
    return state.answered(
        each -> each.id().equals(id) && each.due() != null && !timer.firedAt().isBefore(each.due()),
        timer.firedAt());
  }

  private static Predicate<Matter> ticket(ShipmentEvent.OfTicket event) {
    return each -> each.isOf(Kind.TICKET_STALE, event.ticketId());
  }

  private static String request(long number) {
    return Long.toString(number);
  }

  private static String shown(String scheme, long number) {
    return scheme + "-" + number;
  }

  /**
   * One more; what was told of the same before waits no longer. What is heard only after its time
   * is no matter of anybody's, and what was heard already is none again.
   */
  private Decision<Matters> open(Matter matter, Instant at) {
    var due = matter.due();
    var over = due != null && !at.isBefore(due);
    if (over || matters.stream().anyMatch(each -> each.id().equals(matter.id()))) {
      return stay(this);
    }
    var before = close(each -> each.isOf(matter.kind(), matter.about()), at);
    var next = new Matters(Stream.concat(before.stream(), Stream.of(matter)).toList());
    return due == null ? move(next) : move(next, new Effect.SetTimer(TIMER + matter.id(), due));
  }

  private Decision<Matters> answered(Predicate<Matter> which, Instant at) {
    var next = new Matters(close(which, at));
    return next.equals(this) ? stay(this) : move(next);
  }

  private List<Matter> close(Predicate<Matter> which, Instant at) {
    return matters.stream()
        .map(each -> each.waits() && which.test(each) ? each.closed(at) : each)
        .toList();
  }
}
