package io.orderwatch.ingest.rating;

import io.orderwatch.contracts.StoreRating;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;

/**
 * What Ozon last said of a store's error index. Each difference is told once; what was read before
 * the last reading is no news.
 */
public sealed interface KnownRating {

  record Unknown() implements KnownRating {}

  /**
   * @param readAt when the last reading was asked for
   */
  record Known(StoreRating rating, Instant readAt) implements KnownRating {}

  /** Ozon says so. */
  record Seen(StoreRating rating) {}

  record Reading(KnownRating state, StoreRating now) {}

  /**
   * The whole rule.
   *
   * @param at when Ozon was asked
   */
  static Decision<KnownRating> on(KnownRating state, Seen seen, Instant at) {
    return switch (new Reading(state, seen.rating())) {
      case Reading(Known known, _) when at.isBefore(known.readAt()) -> Decision.stay(known);
      case Reading(Known known, var now) when now.equals(known.rating()) ->
          Decision.stay(new Known(now, at));
      case Reading(Known _, var now) -> tell(now, at);
      case Reading(Unknown _, var now) -> tell(now, at);
    };
  }

  private static Decision<KnownRating> tell(StoreRating now, Instant at) {
    return Decision.move(
        new Known(now, at), new Effect.Publish(now, at, now.store() + "/rating@" + at));
  }
}
