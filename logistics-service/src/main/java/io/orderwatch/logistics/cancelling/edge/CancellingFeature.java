package io.orderwatch.logistics.cancelling.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.AnswerCancellationRequest;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.cancelling.Refusal;
import io.orderwatch.logistics.cancelling.Shipment;
import io.orderwatch.logistics.cancelling.Shipment.Heard;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings postings, commands and outcomes to {@link Shipment}. */
@ApplicationScoped
class CancellingFeature {

  static final String NAME = "cancelling";

  @Produces
  @Singleton
  Feature<Shipment> cancelling(CancellingSettings settings, MeterRegistry meters) {
    return of(settings.policy(), meters);
  }

  static Feature<Shipment> of(CancellingPolicy policy, MeterRegistry meters) {
    return Feature.named(NAME)
        .kept(ShipmentRow.TABLE, Shipment.UNKNOWN)
        .hears(
            PostingEvent.Snapshot.class,
            (state, event, input) ->
                Shipment.on(state, new Heard.Shown(event.posting()), input.at(), policy))
        .hears(
            ShipmentCommand.class,
            (state, command, input) ->
                Shipment.on(
                    state, new Heard.Told(whole(command, input.cause())), input.at(), policy))
        .settles(
            (state, settled, input) ->
                Shipment.on(
                    state,
                    new Heard.Ended(PostingRef.parse(input.key()), settled),
                    input.at(),
                    policy))
        .counts((input, decision) -> count(meters, input, decision));
  }

  /** Anyone may write commands: one that cannot be stored would hold back its posting. */
  private static ShipmentCommand whole(ShipmentCommand command, String cause) {
    return switch (command) {
      case Cancel it ->
          new Cancel(
              it.ref(),
              id(it, cause),
              it.reasonId(),
              text(it.comment()),
              text(it.requestedBy()),
              text(it.override()));
      case ChangeTracking it ->
          new ChangeTracking(
              it.ref(),
              id(it, cause),
              text(it.trackingNumber()),
              text(it.reason()),
              text(it.requestedBy()));
      case ExtendDelivery it ->
          new ExtendDelivery(
              it.ref(),
              id(it, cause),
              it.from(),
              it.to(),
              text(it.reason()),
              text(it.requestedBy()));
      case AnswerCancellationRequest it -> it;
    };
  }

  /** A command that names itself by nothing is named by the event that brought it. */
  private static String id(ShipmentCommand command, String cause) {
    var id = text(command.commandId());
    return id.isBlank() ? cause : id;
  }

  /** PostgreSQL takes no NUL. */
  private static String text(String given) {
    return given.replace("\0", "");
  }

  private static void count(MeterRegistry meters, Input input, Decision<Shipment> decision) {
    if (input.content() instanceof AnswerCancellationRequest) {
      count(meters, "answer-request", Refusal.NOT_SUPPORTED_YET.code());
    }
    decision.effects().forEach(effect -> count(meters, effect));
  }

  private static void count(MeterRegistry meters, Effect effect) {
    switch (effect) {
      case Effect.CallOut call -> count(meters, call.kind(), "accepted");
      case Effect.Publish(ShipmentEvent.Cancelled _, _, _) ->
          count(meters, Shipment.CANCEL, "done");
      case Effect.Publish(ShipmentEvent.CancelRefused no, _, _) ->
          count(meters, Shipment.CANCEL, no.code());
      case Effect.Publish(ShipmentEvent.TrackingRefused no, _, _) ->
          count(meters, "change-tracking", no.code());
      case Effect.Publish(ShipmentEvent.ExtensionRefused no, _, _) ->
          count(meters, "extend-delivery", no.code());
      case Effect.Publish _, Effect.SetTimer _, Effect.CancelTimer _ -> {}
    }
  }

  private static void count(MeterRegistry meters, String action, String outcome) {
    meters.counter("shipments", "action", action, "outcome", outcome).increment();
  }
}
