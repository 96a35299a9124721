package io.orderwatch.ingest.posting;

import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingEvent.Cancelled;
import io.orderwatch.contracts.PostingEvent.Changed;
import io.orderwatch.contracts.PostingEvent.Delivered;
import io.orderwatch.contracts.PostingEvent.Received;
import io.orderwatch.contracts.PostingEvent.Returning;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;

/**
 * What Ozon last showed of a posting. Each difference is one version and is told once; what was
 * read before the last difference is no news. Ozon is the truth: after an ending, too.
 */
public sealed interface KnownPosting {

  record Unknown() implements KnownPosting {}

  /**
   * Shown at least once.
   *
   * @param readAt when the reading that last made a difference was asked for
   */
  record Known(Posting snapshot, Instant readAt) implements KnownPosting {}

  /** Ozon shows this posting; it is {@link Known} that counts the versions. */
  record Seen(Posting posting) {}

  /** Another system says how this posting stands: what is imported instead of read from Ozon. */
  record Imported(Posting posting) {}

  record Reading(KnownPosting state, Seen seen) {}

  /**
   * The whole rule.
   *
   * @param at when Ozon was asked for what is seen
   */
  static Decision<KnownPosting> on(KnownPosting state, Seen seen, Instant at, Versions versions) {
    return switch (new Reading(state, seen)) {
      case Reading(Unknown _, Seen(var now)) -> first(now, at, versions);
      case Reading(Known known, _) when at.isBefore(known.readAt()) -> stay(known);
      case Reading(Known known, Seen(var now)) when same(known.snapshot(), now) -> stay(known);
      case Reading(Known(var before, _), Seen(var now)) ->
          next(before, placed(before, now).withVersion(versions.after(before.version())), at);
    };
  }

  /**
   * The same of a store that is imported. An upload may come twice and in any order: only what is
   * newer than all that was said before is news, and what confirms the newest moves its time, so
   * that nothing older undoes it.
   *
   * @param at when it stood so in the other system
   */
  static Decision<KnownPosting> on(
      KnownPosting state, Imported told, Instant at, Versions versions) {
    return switch (state) {
      case Unknown _ -> first(told.posting(), at, versions);
      case Known known when !at.isAfter(known.readAt()) -> stay(known);
      case Known(var before, _) when same(before, told.posting()) ->
          Decision.move(new Known(before, at));
      case Known(var before, _) ->
          next(
              before,
              placed(before, told.posting()).withVersion(versions.after(before.version())),
              at);
    };
  }

  /**
   * A posting that had ended before we saw it came in first: two versions, for who has heard one
   * ignores what else has the same.
   */
  private static Decision<KnownPosting> first(Posting shown, Instant at, Versions versions) {
    var now = shown.withVersion(versions.first());
    var received = publish(new Received(now), happened(now, at), now.version());
    if (!now.cancelled() && !delivered(now)) {
      return Decision.move(
          new Known(now, at), received, publish(new PostingState(now), at, now.version()));
    }
    var ended = now.withVersion(versions.after(now.version()));
    return Decision.move(
        new Known(ended, at),
        received,
        publish(now.cancelled() ? new Cancelled(ended) : new Delivered(ended), at, ended.version()),
        publish(new PostingState(ended), at, ended.version()));
  }

  private static Decision<KnownPosting> next(Posting before, Posting now, Instant at) {
    return Decision.move(
        new Known(now, at),
        publish(difference(before, now), at, now.version()),
        publish(new PostingState(now), at, now.version()));
  }

  /** An ending is told when it begins; what changes within it is a change like any other. */
  private static PostingEvent difference(Posting before, Posting now) {
    if (now.cancelled() && !before.cancelled()) {
      return new Cancelled(now);
    }
    if (delivered(now) && !delivered(before)) {
      return new Delivered(now);
    }
    if (returning(now) && !returning(before)) {
      return new Returning(now);
    }
    return new Changed(now, before.status(), before.substatus());
  }

  /** A reading that does not show what may be done is no news about that. */
  private static boolean same(Posting before, Posting now) {
    var sameActions =
        !now.showsActions() || (before.showsActions() && before.actions().equals(now.actions()));
    return sameActions
        && before.equals(placed(before, now).withVersion(before.version()).withActionsOf(before));
  }

  /** A reading that does not show where the buyer lives says nothing about it. */
  private static Posting placed(Posting before, Posting now) {
    return now.zone() == null ? now.withZoneOf(before) : now;
  }

  private static boolean delivered(Posting posting) {
    return posting.status().equals("delivered");
  }

  /**
   * Ozon's one word for it is posting_returned_to_warehouse (official enum, September 2026); words
   * of that stem may follow.
   */
  private static boolean returning(Posting posting) {
    return posting.substatus().startsWith("posting_return");
  }

  /** The start of processing is the nearest that Ozon gives to when the posting came in. */
  private static Instant happened(Posting posting, Instant at) {
    var start = posting.inProcessAt();
    return start == null || start.isAfter(at) ? at : start;
  }

  private static Effect publish(Event event, Instant at, long version) {
    return new Effect.Publish(event, at, "v" + version);
  }
}
