package io.orderwatch.ingest.rating.edge;

import io.orderwatch.ingest.rating.KnownRating;
import io.orderwatch.ingest.rating.KnownRating.Seen;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings what was read from Ozon to {@link KnownRating}; no event of a topic concerns it. */
@ApplicationScoped
public class RatingFeature {

  static final String NAME = "rating";

  @Produces
  @Singleton
  Feature<KnownRating> feature() {
    return of();
  }

  public static Feature<KnownRating> of() {
    return Feature.named(NAME)
        .kept(KnownRatingRow.TABLE, new KnownRating.Unknown())
        .told(Seen.class, (state, seen, input) -> KnownRating.on(state, seen, input.at()));
  }
}
