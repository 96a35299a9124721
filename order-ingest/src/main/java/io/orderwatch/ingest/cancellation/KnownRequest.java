package io.orderwatch.ingest.cancellation;

import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.CancellationEvent;
import io.orderwatch.contracts.CancellationEvent.Closed;
import io.orderwatch.contracts.CancellationEvent.Requested;
import io.orderwatch.contracts.CancellationRequest;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;

/**
 * What Ozon last showed of a request to cancel. Each difference is one version and is told once;
 * what was read before the last difference is no news. Only a state that Ozon names closes it: one
 * that is merely not shown any more is asked for.
 */
public sealed interface KnownRequest {

  record Unknown() implements KnownRequest {}

  /**
   * Shown at least once.
   *
   * @param readAt when the reading that last made a difference was asked for
   */
  record Known(CancellationRequest request, Instant readAt) implements KnownRequest {}

  /** Ozon shows this request; it is {@link Known} that counts the versions. */
  record Seen(CancellationRequest request) {}

  record Reading(KnownRequest state, Seen seen) {}

  /**
   * The whole rule.
   *
   * @param at when Ozon was asked for what is seen
   */
  static Decision<KnownRequest> on(KnownRequest state, Seen seen, Instant at, Versions versions) {
    return switch (new Reading(state, seen)) {
      case Reading(Unknown _, Seen(var now)) ->
          first(now.withVersion(versions.first()), at, versions);
      case Reading(Known known, _) when at.isBefore(known.readAt()) -> stay(known);
      case Reading(Known known, Seen(var now)) when same(known.request(), now) -> stay(known);
      case Reading(Known(var before, _), Seen(var now)) ->
          next(now.withVersion(versions.after(before.version())), at);
    };
  }

  /** One that was answered before we saw it was made first: two versions. */
  private static Decision<KnownRequest> first(
      CancellationRequest now, Instant at, Versions versions) {
    var requested = publish(new Requested(now), made(now, at), now.version());
    if (now.open()) {
      return Decision.move(new Known(now, at), requested);
    }
    var closed = now.withVersion(versions.after(now.version()));
    return Decision.move(
        new Known(closed, at),
        requested,
        publish(new Closed(closed), answered(closed, at), closed.version()));
  }

  private static Decision<KnownRequest> next(CancellationRequest now, Instant at) {
    return now.open()
        ? Decision.move(new Known(now, at), publish(new Requested(now), at, now.version()))
        : Decision.move(
            new Known(now, at), publish(new Closed(now), answered(now, at), now.version()));
  }

  private static boolean same(CancellationRequest before, CancellationRequest now) {
    return before.equals(now.withVersion(before.version()));
  }

  private static Instant made(CancellationRequest request, Instant at) {
    return past(request.requestedAt(), at);
  }

  private static Instant answered(CancellationRequest request, Instant at) {
    return past(request.answeredAt(), at);
  }

  private static Instant past(@org.jspecify.annotations.Nullable Instant when, Instant at) {
    return when == null || when.isAfter(at) ? at : when;
  }

  private static Effect publish(CancellationEvent event, Instant at, long version) {
    return new Effect.Publish(event, at, event.request().cancellationId() + "/v" + version);
  }
}
