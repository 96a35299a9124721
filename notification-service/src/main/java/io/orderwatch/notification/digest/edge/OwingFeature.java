package io.orderwatch.notification.digest.edge;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.notification.digest.Owing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings passport events to {@link Owing}. */
@ApplicationScoped
class OwingFeature {

  @Produces
  @Singleton
  Feature<Owing> owing() {
    return Feature.named("owing")
        .kept(OwingRow.TABLE, new Owing.Unknown())
        .hears(PassportEvent.class, (state, event, input) -> Owing.on(state, event, input.at()));
  }
}
