package io.orderwatch.logistics.shipment.edge;

import static io.orderwatch.mailbox.Decision.stay;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.AnswerCancellationRequest;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.cancelling.edge.CancellingSettings;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.shipment.Shipment.Heard;
import io.orderwatch.logistics.shipment.Shipment.Standing;
import io.orderwatch.logistics.ticket.Ticket;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings postings, commands and outcomes to {@link Shipment}. */
public class ShipmentFeature {

  public static final String NAME = "shipment";

  @Produces
  @Singleton
  Feature<Shipment> feature(CancellingSettings settings, MeterRegistry meters) {
    return of(settings.policy(), meters);
  }

  public static Feature<Shipment> of(CancellingPolicy cancelling, MeterRegistry meters) {
    var actions = new Actions(cancelling);
    return Feature.named(NAME)
        .kept(ShipmentRow.TABLE, Shipment.UNKNOWN)
        .hears(
            PostingEvent.Snapshot.class,
            (state, event, input) ->
                Shipment.on(state, new Heard.Shown(event.posting()), input.at()))
        .hears(
            ShipmentCommand.class,
            (state, command, input) ->
                actions
                    .asked(command, input.cause(), input.at())
                    .map(asked -> Shipment.on(state, asked, input.at()))
                    .orElse(stay(state)))
        .told(Heard.Raised.class, (state, raised, input) -> Shipment.on(state, raised, input.at()))
        .told(Heard.OfTicket.class, (state, told, input) -> Shipment.on(state, told, input.at()))
        .fires(
            (state, due, input) ->
                Shipment.on(
                    state,
                    new Heard.OfTicket(
                        PostingRef.parse(input.key()),
                        Ticket.commandOf(due.name()),
                        new Ticket.Heard.Waited()),
                    due.firedAt()))
        .settles(
            (state, settled, input) ->
                Shipment.on(
                    state, new Heard.Ended(PostingRef.parse(input.key()), settled), input.at()))
        .counts((input, decision) -> count(input, decision, meters));
  }

  private static void count(Input input, Decision<Shipment> decision, MeterRegistry meters) {
    if (input.content() instanceof AnswerCancellationRequest) {
      count(meters, "answer-request", Refusal.NOT_SUPPORTED_YET.code());
    }
    var id =
        switch (input.content()) {
          case ShipmentCommand command -> Actions.id(command, input.cause());
          case Settled settled -> settled.id();
          default -> "";
        };
    for (var effect : decision.effects()) {
      switch (effect) {
        case Effect.CallOut call -> count(meters, call.kind(), "accepted");
        case Effect.Publish(ShipmentEvent.OfTicket ticket, _, _) ->
            count(meters, "ticket", Wire.type(ticket).replaceAll(".*ticket-|\\.v1", ""));
        case Effect.Publish _ -> {
          switch (decision.next().commands().getOrDefault(id, new Standing.Unheard())) {
            case Standing.Done(var order, _) -> count(meters, order.action().word(), "done");
            case Standing.Refused(var order, var code, _) ->
                count(meters, order.action().word(), code);
            case Standing.Open _, Standing.Unheard _ -> {}
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
