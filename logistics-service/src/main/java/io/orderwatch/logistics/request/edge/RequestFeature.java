package io.orderwatch.logistics.request.edge;

import io.orderwatch.contracts.CancellationEvent;
import io.orderwatch.logistics.request.CancellationRequests;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Brings what Ozon shows of requests to cancel to {@link CancellationRequests}. */
public class RequestFeature {

  public static final String NAME = "cancellation-requests";

  @Produces
  @Singleton
  Feature<CancellationRequests> feature(RequestSettings settings) {
    return of(settings.lead());
  }

  public static Feature<CancellationRequests> of(Duration lead) {
    return Feature.named(NAME)
        .kept(RequestsRow.TABLE, CancellationRequests.NONE)
        .hears(
            CancellationEvent.class,
            (state, event, input) -> CancellationRequests.on(state, event, input.at(), lead))
        .fires((state, due, _) -> CancellationRequests.on(state, due, lead));
  }
}
