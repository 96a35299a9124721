package io.orderwatch.logistics.request;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.CancellationEvent;
import io.orderwatch.contracts.CancellationEvent.Closed;
import io.orderwatch.contracts.CancellationEvent.Requested;
import io.orderwatch.contracts.CancellationRequest;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The requests to cancel one posting, and their clock: each waits for the seller's answer until
 * Ozon approves it by itself, and before that it is said once that an answer is due. This page is
 * the whole rule.
 *
 * @param known by Ozon's numbers
 */
public record CancellationRequests(Map<Long, Standing> known) {

  /** Ozon's help, "Cancellations by buyers", read in October 2026; used where Ozon names no time. */
  public static final Duration APPROVES_ITSELF = Duration.ofDays(3);

  public static final CancellationRequests NONE = new CancellationRequests(Map.of());

  private static final String TIMER = "request/";

  public sealed interface Standing {
    record Unseen() implements Standing {}

    /**
     * Nobody has answered.
     *
     * @param due when Ozon approves it
     * @param told whether it was said that an answer is due by then
     */
    record Waiting(CancellationRequest request, Instant due, boolean told) implements Standing {}

    /** By whomever, with Ozon's word for it. */
    record Answered(CancellationRequest request) implements Standing {}

    /** 0 as long as it was not seen. */
    default long version() {
      return switch (this) {
        case Unseen _ -> 0;
        case Waiting(var request, _, _) -> request.version();
        case Answered(var request) -> request.version();
      };
    }
  }

  private record Met(Standing standing, CancellationEvent event) {}

  public CancellationRequests {
    known = Map.copyOf(known);
  }

  /**
   * Ozon shows a request.
   *
   * @param lead how long before the deadline it is said that an answer is due
   */
  public static Decision<CancellationRequests> on(
      CancellationRequests state, CancellationEvent event, Instant at, Duration lead) {
    var before = state.standing(event.request().cancellationId());
    if (event.request().version() <= before.version()) {
      return stay(state);
    }
    return switch (new Met(before, event)) {
      case Met(Standing.Unseen _, Requested(var request)) ->
          state.wait(request, due(request, at), false, lead);
      case Met(Standing.Waiting(_, var due, var told), Requested(var request)) -> {
        var now = due(request, at);
        yield state.wait(request, now, told && now.equals(due), lead);
      }
      case Met(Standing.Answered _, Requested(var request)) ->
          state.wait(request, due(request, at), false, lead);
      case Met(Standing.Unseen _, Closed(var request)) -> state.close(request);
      case Met(Standing.Waiting _, Closed(var request)) -> state.close(request);
      case Met(Standing.Answered _, Closed(var request)) -> state.close(request);
    };
  }

  /** A timer fires; once the time is out there is nothing to be done any more. */
  public static Decision<CancellationRequests> on(
      CancellationRequests state, Due timer, Duration lead) {
    var id = Long.parseLong(timer.name().substring(TIMER.length()));
    return switch (state.standing(id)) {
      case Standing.Waiting(var request, var due, var told)
          when !told
              && !timer.firedAt().isBefore(due.minus(lead))
              && timer.firedAt().isBefore(due) ->
          move(
              state.with(id, new Standing.Waiting(request, due, true)),
              new Effect.Publish(
                  new ShipmentEvent.CancellationAnswerDue(request.ref(), id, due),
                  null,
                  TIMER + id + "/" + due));
      case Standing.Waiting _, Standing.Unseen _, Standing.Answered _ -> stay(state);
    };
  }

  private static Instant due(CancellationRequest request, Instant at) {
    var due = request.approvesItselfAt();
    if (due != null) {
      return due;
    }
    var asked = request.requestedAt();
    return (asked == null ? at : asked).plus(APPROVES_ITSELF);
  }

  private Standing standing(long id) {
    return known.getOrDefault(id, new Standing.Unseen());
  }

  private Decision<CancellationRequests> wait(
      CancellationRequest request, Instant due, boolean told, Duration lead) {
    var id = request.cancellationId();
    var next = with(id, new Standing.Waiting(request, due, told));
    return told ? move(next) : move(next, new Effect.SetTimer(TIMER + id, due.minus(lead)));
  }

  private Decision<CancellationRequests> close(CancellationRequest request) {
    var id = request.cancellationId();
    return move(with(id, new Standing.Answered(request)), new Effect.CancelTimer(TIMER + id));
  }

  private CancellationRequests with(long id, Standing standing) {
    var next = new HashMap<>(known);
    next.put(id, standing);
    return new CancellationRequests(next);
  }
}
