package io.orderwatch.ingest.entitlement.edge;

import io.orderwatch.ingest.entitlement.Entitlement;
import io.orderwatch.ingest.entitlement.Entitlement.Said;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Brings what Ozon says of a store to {@link Entitlement}; no event of a topic concerns it. */
@ApplicationScoped
public class EntitlementFeature {

  static final String NAME = "entitlement";

  @Produces
  @Singleton
  Feature<Entitlement> entitlement(DatabaseLife life) {
    return of(life::versions);
  }

  public static Feature<Entitlement> of(Supplier<Versions> versions) {
    return Feature.named(NAME)
        .kept(EntitlementRow.TABLE, new Entitlement.Unknown())
        .told(
            Said.class,
            (state, said, input) -> Entitlement.on(state, said, input.at(), versions.get()));
  }
}
