package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** Ozon's words that decide about cancelling; without them, those of {@link CancellingPolicy}. */
@ConfigMapping(prefix = "orderwatch.cancelling")
public interface CancellingSettings {

  /** Statuses of a posting that is on its way. */
  Optional<Set<String>> inTransitStatuses();

  /** Substatuses of a posting that is on its way. */
  Optional<Set<String>> inTransitSubstatuses();

  /** Integration types whose parcels can be called back on their way. */
  Optional<Set<String>> recallable();

  default CancellingPolicy policy() {
    var published = CancellingPolicy.PUBLISHED;
    return new CancellingPolicy(
        inTransitStatuses().orElse(published.inTransitStatuses()),
        inTransitSubstatuses().orElse(published.inTransitSubstatuses()),
        recallable().orElse(published.recallable()));
  }
}
