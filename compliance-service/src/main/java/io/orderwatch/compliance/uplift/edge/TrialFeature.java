package io.orderwatch.compliance.uplift.edge;

import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.uplift.Trial;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings how cases begin and end to {@link Trial}. */
@ApplicationScoped
class TrialFeature {

  @Produces
  @Singleton
  Feature<Trial> trials(PassportPolicy policy) {
    return Feature.named("trial")
        .kept(TrialRow.TABLE, new Trial.Outside())
        .hears(
            PassportEvent.class,
            (state, event, input) -> Trial.on(state, event, input.at(), policy.holdOut()));
  }
}
