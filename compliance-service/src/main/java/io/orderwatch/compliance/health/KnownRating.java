package io.orderwatch.compliance.health;

import io.orderwatch.contracts.StoreRating;
import io.orderwatch.mailbox.Decision;
import java.time.Instant;

/** What Ozon last said of a store's error index; an older word changes nothing. */
public sealed interface KnownRating {

  record Unknown() implements KnownRating {}

  /**
   * @param at when order-ingest read it
   */
  record Known(StoreRating rating, Instant at) implements KnownRating {}

  static Decision<KnownRating> on(KnownRating state, StoreRating rating, Instant at) {
    return Decision.stay(
        state instanceof Known known && at.isBefore(known.at()) ? known : new Known(rating, at));
  }
}
