package io.orderwatch.notification.people.edge;

import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.notification.people.Delivery;
import io.orderwatch.notification.people.Letter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings letters, and the ends of their calls, to {@link Delivery}. */
@ApplicationScoped
class DeliveryFeature {

  static final String NAME = "delivery";

  @Produces
  @Singleton
  Feature<Delivery> delivery() {
    return Feature.named(NAME)
        .kept(DeliveryRow.TABLE, new Delivery.Unknown())
        .told(Letter.class, (state, letter, input) -> Delivery.on(state, letter, input.at()))
        .settles((state, settled, input) -> Delivery.on(state, settled, input.at()));
  }
}
