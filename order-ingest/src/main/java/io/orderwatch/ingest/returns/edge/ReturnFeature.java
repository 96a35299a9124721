package io.orderwatch.ingest.returns.edge;

import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.ingest.returns.KnownReturn;
import io.orderwatch.ingest.returns.KnownReturn.Seen;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Brings what was read from Ozon to {@link KnownReturn}; no event of a topic concerns it. */
@ApplicationScoped
public class ReturnFeature {

  static final String NAME = "return";

  @Produces
  @Singleton
  Feature<KnownReturn> feature(DatabaseLife life) {
    return of(life::versions);
  }

  public static Feature<KnownReturn> of(Supplier<Versions> versions) {
    return Feature.named(NAME)
        .kept(KnownReturnRow.TABLE, new KnownReturn.Unknown())
        .told(
            Seen.class,
            (state, seen, input) -> KnownReturn.on(state, seen, input.at(), versions.get()));
  }
}
