package io.orderwatch.logistics.returning.edge;

import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.logistics.returning.Returns;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Brings what Ozon shows of returns to {@link Returns}. */
public class ReturnFeature {

  public static final String NAME = "returns";

  @Produces
  @Singleton
  Feature<Returns> feature(ReturnSettings settings) {
    return of(settings.lead());
  }

  public static Feature<Returns> of(Duration lead) {
    return Feature.named(NAME)
        .kept(ReturnsRow.TABLE, Returns.NONE)
        .hears(
            ReturnEvent.class, (state, event, input) -> Returns.on(state, event, input.at(), lead))
        .fires((state, due, _) -> Returns.on(state, due, lead));
  }
}
