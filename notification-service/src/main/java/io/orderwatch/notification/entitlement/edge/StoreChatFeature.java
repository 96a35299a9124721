package io.orderwatch.notification.entitlement.edge;

import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.notification.entitlement.StoreChat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings what Ozon says of a store's subscription to {@link StoreChat}. */
@ApplicationScoped
public class StoreChatFeature {

  @Produces
  @Singleton
  Feature<StoreChat> storeChat() {
    return of();
  }

  public static Feature<StoreChat> of() {
    return Feature.named("store-chat")
        .kept(new StoreChatStates(), StoreChat.NEW)
        .hears(
            StoreEntitlement.class,
            (state, event, input) ->
                Decision.move(StoreChat.told(state, event.mayWriteToBuyers(), input.at())));
  }
}
