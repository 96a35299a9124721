package io.orderwatch.ingest.cancellation.edge;

import io.orderwatch.ingest.cancellation.KnownRequest;
import io.orderwatch.ingest.cancellation.KnownRequest.Seen;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings what was read from Ozon to {@link KnownRequest}; no event of a topic concerns it. */
@ApplicationScoped
public class RequestFeature {

  static final String NAME = "cancellation";

  @Produces
  @Singleton
  Feature<KnownRequest> feature() {
    return of();
  }

  public static Feature<KnownRequest> of() {
    return Feature.named(NAME)
        .kept(KnownRequestRow.TABLE, new KnownRequest.Unknown())
        .told(Seen.class, (state, seen, input) -> KnownRequest.on(state, seen, input.at()));
  }
}
