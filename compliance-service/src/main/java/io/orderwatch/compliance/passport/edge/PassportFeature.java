package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.PassportCase;
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
    var policy = settings.policy();
    return Feature.named("passport")
        .kept(PassportCaseRow.TABLE, new PassportCase.Unknown())
        .hears(
            Snapshot.class,
            (state, event, input) -> PassportCase.on(state, event, input.at(), policy))
        .fires((state, due, _) -> PassportCase.on(state, due, policy))
        .counts((_, decision) -> metrics.count(decision));
  }
}
