package io.orderwatch.compliance.passport.edge;

import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.Messages;
import io.orderwatch.compliance.passport.PassportCase;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PostingEvent.Snapshot;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings postings and timers to {@link PassportCase}. */
@ApplicationScoped
class PassportFeature {

  static final String NAME = "passport";

  @Produces
  @Singleton
  PassportPolicy policy(PassportSettings settings) {
    return settings.policy();
  }

  @Produces
  @Singleton
  Feature<PassportCase> passport(PassportPolicy policy, PassportMetrics metrics) {
    return of(policy, metrics);
  }

  static Feature<PassportCase> of(PassportPolicy policy, PassportMetrics metrics) {
    return Feature.named(NAME)
        .kept(PassportCaseRow.TABLE, new PassportCase.Unknown())
        .hears(
            Snapshot.class,
            (state, event, input) -> PassportCase.on(state, event, input.at(), policy))
        .hears(
            MessageEvent.class,
            (state, event, input) -> Messages.on(state, event, input.at(), policy))
        .told(Hand.Order.class, (state, order, _) -> PassportCase.on(state, order, policy))
        .fires((state, due, _) -> PassportCase.on(state, due, policy))
        .settles((state, settled, input) -> PassportCase.on(state, settled, input.at(), policy))
        .counts((_, decision) -> metrics.count(decision));
  }
}
