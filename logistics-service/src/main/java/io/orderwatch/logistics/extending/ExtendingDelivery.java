package io.orderwatch.logistics.extending;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Action;
import java.time.Instant;

/** A later end of the time promised to the buyer. */
public record ExtendingDelivery(Instant to) implements Action {

  @Override
  public String word() {
    return "extend-delivery";
  }

  @Override
  public String consequence() {
    return "The buyer is promised another time. Ozon allows two such changes.";
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    // Its event comes back with the feature (decision 10): until then every command is refused.
    throw new IllegalStateException("no delivery is extended yet");
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.ExtensionRefused(ref, commandId, code, explanation);
  }
}
