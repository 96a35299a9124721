package io.orderwatch.compliance.health.edge;

import io.orderwatch.compliance.health.KnownEntitlement;
import io.orderwatch.compliance.health.KnownRating;
import io.orderwatch.compliance.health.ToldHealth;
import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.StoreRating;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/**
 * Brings what was reckoned of a store to {@link ToldHealth}, and Ozon's word to {@link KnownRating}
 * and {@link KnownEntitlement}.
 */
@ApplicationScoped
class HealthFeature {

  static final String NAME = "store-health";

  @Produces
  @Singleton
  Feature<ToldHealth> health() {
    return of();
  }

  static Feature<ToldHealth> of() {
    return Feature.named(NAME)
        .kept(ToldHealthRow.TABLE, new ToldHealth.Unknown())
        .told(ToldHealth.Reckoned.class, (state, now, _) -> ToldHealth.on(state, now));
  }

  @Produces
  @Singleton
  Feature<KnownRating> rating() {
    return Feature.named("store-rating")
        .kept(KnownRatingRow.TABLE, new KnownRating.Unknown())
        .hears(
            StoreRating.class, (state, event, input) -> KnownRating.on(state, event, input.at()));
  }

  @Produces
  @Singleton
  Feature<KnownEntitlement> entitlement() {
    return Feature.named("store-entitlement")
        .kept(KnownEntitlementRow.TABLE, new KnownEntitlement.Unknown())
        .hears(StoreEntitlement.class, (state, event, _) -> KnownEntitlement.on(state, event));
  }
}
