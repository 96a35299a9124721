package io.orderwatch.ingest.cancellation.edge;

import io.orderwatch.ingest.cancellation.KnownRequest;
import io.orderwatch.ingest.cancellation.KnownRequest.Seen;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/** Brings what was read from Ozon to {@link KnownRequest}; no event of a topic concerns it. */
@ApplicationScoped
public class RequestFeature {

  static final String NAME = "cancellation";

  @Produces
  @Singleton
  Feature<KnownRequest> feature(DatabaseLife life) {
    return of(life::versions);
  }

  public static Feature<KnownRequest> of(Supplier<Versions> versions) {
    return Feature.named(NAME)
        .kept(KnownRequestRow.TABLE, new KnownRequest.Unknown())
        .told(
            Seen.class,
            (state, seen, input) -> KnownRequest.on(state, seen, input.at(), versions.get()));
  }
}
