package io.orderwatch.notification.matter.edge;

import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.notification.matter.Matters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings shipment events and timers to {@link Matters}. */
@ApplicationScoped
class MatterFeature {

  @Produces
  @Singleton
  Feature<Matters> matter() {
    return Feature.named("matter")
        .kept(MattersRow.TABLE, Matters.NONE)
        .hears(ShipmentEvent.class, (state, event, input) -> Matters.on(state, event, input.at()))
        .fires((state, due, _) -> Matters.on(state, due));
  }
}
