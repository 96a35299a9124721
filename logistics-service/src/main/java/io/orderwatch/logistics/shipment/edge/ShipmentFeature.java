package io.orderwatch.logistics.shipment.edge;

import static io.orderwatch.mailbox.Decision.stay;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.approval.edge.FourEyesSettings;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.cancelling.edge.CancellingSettings;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Heard;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings postings, commands and outcomes to {@link Shipment}. */
public class ShipmentFeature {

  public static final String NAME = "shipment";

  @Produces
  @Singleton
  Feature<Shipment> feature(
      CancellingSettings settings, FourEyesSettings fourEyes, MeterRegistry meters) {
    return of(settings.policy(), fourEyes.policy(), meters);
  }

  public static Feature<Shipment> of(
      CancellingPolicy cancelling, FourEyes fourEyes, MeterRegistry meters) {
    var actions = new Actions(cancelling, fourEyes);
    return Feature.named(NAME)
        .kept(ShipmentRow.TABLE, Shipment.UNKNOWN)
        .hears(
            PostingEvent.Snapshot.class,
            (state, event, input) ->
                Shipment.on(
                    state, new Heard.Shown(event.posting(), actions.again(input.at())), input.at()))
        .hears(
            ShipmentCommand.class,
            (state, command, input) ->
                actions
                    .asked(command, input.cause(), input.at())
                    .map(asked -> Shipment.on(state, asked, input.at()))
                    .orElse(stay(state)))
        .told(Heard.Raised.class, (state, raised, input) -> Shipment.on(state, raised, input.at()))
        .told(Heard.Approved.class, (state, said, input) -> Shipment.on(state, said, input.at()))
        .told(Heard.Declined.class, (state, said, input) -> Shipment.on(state, said, input.at()))
        .told(Heard.OfTicket.class, (state, told, input) -> Shipment.on(state, told, input.at()))
        .fires(
            (state, due, input) ->
                Shipment.on(state, fired(PostingRef.parse(input.key()), due), due.firedAt()))
        .follows(
            (state, underway, input) ->
                Shipment.on(
                    state, new Heard.Followed(PostingRef.parse(input.key()), underway), input.at()))
        .settles(
            (state, settled, input) ->
                Shipment.on(
                    state, new Heard.Ended(PostingRef.parse(input.key()), settled), input.at()))
        .counts((_, decision) -> count(decision, meters));
  }

  private static Heard fired(PostingRef ref, Due due) {
    return Shipment.waiting(due.name())
        .<Heard>map(id -> new Heard.Waited(ref, id))
        .or(() -> Shipment.lapsing(due.name()).map(id -> new Heard.Lapsed(ref, id)))
        .orElseGet(
            () -> new Heard.OfTicket(ref, Ticket.commandOf(due.name()), new Ticket.Heard.Waited()));
  }

  private static void count(Decision<Shipment> decision, MeterRegistry meters) {
    for (var effect : decision.effects()) {
      switch (effect) {
        case Effect.CallOut call -> count(meters, call.kind(), "accepted");
        case Effect.Publish(ShipmentEvent.OfTicket ticket, _, _) ->
            count(meters, "ticket", Wire.type(ticket).replaceAll(".*ticket-|\\.v1", ""));
        case Effect.Publish(CommandProgressed progressed, _, _) -> {
          switch (progressed.state()) {
            case PROPOSED, APPROVED, WAITING, UNKNOWN ->
                count(meters, progressed.action(), ShipmentCommandRow.word(progressed.state()));
            // a call that is planned is counted as accepted, what was declined as it is refused
            case ACCEPTED, DECLINED, CHECKED, EXECUTING -> {}
          }
        }
        case Effect.Publish published -> {
          switch (decision.next().standing(published)) {
            case Standing.Done(var order, _) -> count(meters, order.action().word(), "done");
            case Standing.Refused(var order, var code, _) ->
                count(meters, order.action().word(), code);
            case Standing.Proposed _, Standing.Waiting _, Standing.Open _, Standing.Unheard _ -> {}
          }
        }
        case Effect.SetTimer _, Effect.CancelTimer _ -> {}
      }
    }
  }

  private static void count(MeterRegistry meters, String action, String outcome) {
    meters.counter("shipments", "action", action, "outcome", outcome).increment();
  }
}
