package io.orderwatch.logistics.cancelling.edge;

import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.contracts.Event;
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
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.States;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Brings postings, commands and outcomes to {@link Shipment}. */
@Singleton
public class CancellingHandler implements Feature<Shipment> {

  static final String NAME = "cancelling";

  private final Shipments shipments = new Shipments();
  private final CancellingPolicy policy;
  private final MeterRegistry meters;

  @Inject
  CancellingHandler(CancellingSettings settings, MeterRegistry meters) {
    this(settings.policy(), meters);
  }

  CancellingHandler(CancellingPolicy policy, MeterRegistry meters) {
    this.policy = policy;
    this.meters = meters;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Shipment unknown() {
    return Shipment.UNKNOWN;
  }

  @Override
  public States<Shipment> states() {
    return shipments;
  }

  @Override
  public boolean hears(Event event) {
    return event instanceof PostingEvent.Snapshot || event instanceof ShipmentCommand;
  }

  @Override
  public Decision<Shipment> decide(Shipment state, Input input) {
    var heard =
        switch (input.content()) {
          case PostingEvent.Snapshot event -> new Heard.Shown(event.posting());
          case ShipmentCommand command -> new Heard.Told(whole(command, input.cause()));
          case Settled settled -> new Heard.Ended(PostingRef.parse(input.key()), settled);
          default ->
              throw new IllegalArgumentException("no shipment hears " + input.content().getClass());
        };
    return Shipment.on(state, heard, input.at(), policy);
  }

  @Override
  public void committed(Input input, Decision<Shipment> decision) {
    if (input.content() instanceof AnswerCancellationRequest) {
      count("answer-request", Refusal.NOT_SUPPORTED_YET.code());
    }
    decision.effects().forEach(this::count);
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

  private void count(Effect effect) {
    switch (effect) {
      case Effect.CallOut call -> count(call.kind(), "accepted");
      case Effect.Publish(ShipmentEvent.Cancelled _, _, _) -> count(Shipment.CANCEL, "done");
      case Effect.Publish(ShipmentEvent.CancelRefused no, _, _) ->
          count(Shipment.CANCEL, no.code());
      case Effect.Publish(ShipmentEvent.TrackingRefused no, _, _) ->
          count("change-tracking", no.code());
      case Effect.Publish(ShipmentEvent.ExtensionRefused no, _, _) ->
          count("extend-delivery", no.code());
      case Effect.Publish _, Effect.SetTimer _, Effect.CancelTimer _ -> {}
    }
  }

  private void count(String action, String outcome) {
    meters.counter("shipments", "action", action, "outcome", outcome).increment();
  }
}
