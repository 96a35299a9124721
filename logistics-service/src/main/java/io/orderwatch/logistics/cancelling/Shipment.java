package io.orderwatch.logistics.cancelling;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.AnswerCancellationRequest;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.ShipmentEvent.CancelRefused;
import io.orderwatch.contracts.ShipmentEvent.Cancelled;
import io.orderwatch.contracts.ShipmentEvent.ExtensionRefused;
import io.orderwatch.contracts.ShipmentEvent.TrackingRefused;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A posting and what was asked to be done with it. Each command is decided once, by its id, and
 * ends once: done or refused. This page is the whole rule.
 *
 * @param posting as it was seen last; null as long as it was not
 * @param commands by their ids
 */
public record Shipment(@Nullable Posting posting, Map<String, Standing> commands) {

  /** The kind of the one outgoing call. */
  public static final String CANCEL = "cancel";

  /** What became of a command. Done and refused are final. */
  public sealed interface Standing {
    record Unheard() implements Standing {}

    record Open(Order order) implements Standing {}

    record Done(Order order, Instant at) implements Standing {}

    record Refused(Order order, String code, Instant at) implements Standing {}
  }

  /**
   * What was asked, and by whom.
   *
   * @param reasonId Ozon's, of a cancellation; 0 otherwise
   * @param override why a person cancels although passport data is awaited; "" for no reason
   */
  public record Order(
      String action, long reasonId, String requestedBy, String override, Instant at) {}

  public sealed interface Heard {
    record Shown(Posting posting) implements Heard {}

    record Told(ShipmentCommand command) implements Heard {}

    record Ended(PostingRef ref, Settled settled) implements Heard {}
  }

  private record Met(Standing standing, Heard heard) {}

  public static final Shipment UNKNOWN = new Shipment(null, Map.of());

  public Shipment {
    commands = Map.copyOf(commands);
  }

  public static Decision<Shipment> on(
      Shipment state, Heard heard, Instant at, CancellingPolicy policy) {
    return switch (new Met(state.standing(heard), heard)) {
      case Met(Standing.Unheard _, Heard.Told(Cancel command)) -> state.ask(command, at, policy);
      case Met(Standing.Open(var order), Heard.Ended(var ref, var settled)) ->
          state.end(order, ref, settled, at);
      case Met(Standing.Unheard _, Heard.Told(ChangeTracking it)) ->
          state.refuse(
              it.commandId(),
              new Order("change-tracking", 0, it.requestedBy(), "", at),
              Refusal.NOT_SUPPORTED_YET.code(),
              at,
              (code, why) -> new TrackingRefused(it.ref(), it.commandId(), code, why));
      case Met(Standing.Unheard _, Heard.Told(ExtendDelivery it)) ->
          state.refuse(
              it.commandId(),
              new Order("extend-delivery", 0, it.requestedBy(), "", at),
              Refusal.NOT_SUPPORTED_YET.code(),
              at,
              (code, why) -> new ExtensionRefused(it.ref(), it.commandId(), code, why));
      // No event could say that it is not answered; the edge counts it.
      case Met(Standing.Unheard _, Heard.Told(AnswerCancellationRequest _)) -> stay(state);
      case Met(Standing _, Heard.Shown(var posting)) -> state.show(posting);
      case Met(Standing.Open _, Heard.Told _) -> stay(state);
      case Met(Standing.Done _, Heard.Told _) -> stay(state);
      case Met(Standing.Refused _, Heard.Told _) -> stay(state);
      case Met(Standing.Unheard _, Heard.Ended _) -> stay(state);
      case Met(Standing.Done _, Heard.Ended _) -> stay(state);
      case Met(Standing.Refused _, Heard.Ended _) -> stay(state);
    };
  }

  private Standing standing(Heard heard) {
    var id =
        switch (heard) {
          case Heard.Shown _ -> "";
          case Heard.Told(var command) -> command.commandId();
          case Heard.Ended(_, var settled) -> settled.id();
        };
    return commands.getOrDefault(id, new Standing.Unheard());
  }

  private Decision<Shipment> show(Posting shown) {
    return posting != null && shown.version() <= posting.version()
        ? stay(this)
        : move(new Shipment(shown, commands));
  }

  private Decision<Shipment> ask(Cancel command, Instant at, CancellingPolicy policy) {
    var order =
        new Order(CANCEL, command.reasonId(), command.requestedBy(), command.override(), at);
    if (cancelledHere()) {
      return refuse(order, command.ref(), command.commandId(), Refusal.ALREADY_CANCELLED, at);
    }
    // A posting that was never seen may be one that is only late: the fresh read decides.
    var against = posting == null ? null : Cancellable.check(posting, command, policy).orElse(null);
    if (against != null) {
      return refuse(order, command.ref(), command.commandId(), against, at);
    }
    return move(
        with(command.commandId(), new Standing.Open(order)),
        new Effect.CallOut(CANCEL, command.commandId(), command));
  }

  /** Ozon's next snapshot may still show the posting as it was before we cancelled it. */
  private boolean cancelledHere() {
    return commands.values().stream()
        .anyMatch(
            standing ->
                standing instanceof Standing.Done(var order, _) && order.action().equals(CANCEL));
  }

  private Decision<Shipment> end(Order order, PostingRef ref, Settled settled, Instant at) {
    return switch (settled.outcome()) {
      case Settled.Outcome.Done _ ->
          move(
              with(settled.id(), new Standing.Done(order, at)),
              published(new Cancelled(ref, settled.id(), order.reasonId()), settled.id()));
      case Settled.Outcome.Refused(var code) -> refuse(order, ref, settled.id(), code, at);
      case Settled.Outcome.Superseded(var code) -> refuse(order, ref, settled.id(), code, at);
    };
  }

  private Decision<Shipment> refuse(
      Order order, PostingRef ref, String id, Refusal refusal, Instant at) {
    return refuse(order, ref, id, refusal.code(), at);
  }

  private Decision<Shipment> refuse(
      Order order, PostingRef ref, String id, String code, Instant at) {
    return refuse(id, order, code, at, (word, why) -> new CancelRefused(ref, id, word, why));
  }

  private interface Saying {
    Event of(String code, String explanation);
  }

  private Decision<Shipment> refuse(String id, Order order, String code, Instant at, Saying no) {
    return move(
        with(id, new Standing.Refused(order, code, at)),
        published(no.of(code, Refusal.explain(code)), id));
  }

  /** The event's id comes from the command's, whichever way that came in and however often. */
  private static Effect published(Event event, String commandId) {
    return new Effect.Publish(event, null, "command/" + commandId);
  }

  private Shipment with(String id, Standing standing) {
    var next = new HashMap<>(commands);
    next.put(id, standing);
    return new Shipment(posting, next);
  }
}
