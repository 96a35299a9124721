package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.PostingEvent.Snapshot;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings postings and timers to {@link PassportCase}. */
@ApplicationScoped
class PassportFeature {

  @Produces
  @Singleton
  Feature<PassportCase> passport(PassportSettings settings, PassportMetrics metrics) {
    return of(settings.policy(), metrics);
  }

  static Feature<PassportCase> of(PassportPolicy policy, PassportMetrics metrics) {
    return Feature.named("passport")
        .kept(PassportCaseRow.TABLE, new PassportCase.Unknown())
        .hears(
            Snapshot.class,
            (state, event, input) -> PassportCase.on(state, event, input.at(), policy))
        .fires((state, due, _) -> PassportCase.on(state, due, policy))
        .settles((state, settled, _) -> PassportCase.on(state, settled, policy))
        .counts((_, decision) -> metrics.count(decision));
  }
}
