package io.orderwatch.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Ozon last said of a store's key and subscription; the topic keeps the newest of each store.
 * order-ingest alone makes these.
 *
 * @param clientId Ozon's Client-Id of the store
 * @param version grows with every change, by one unless the database was put back
 * @param keyAccepted whether Ozon takes the key
 * @param keyExpiresAt keys live 3 months (Ozon's news of 2026-09-02); null if Ozon names no end
 * @param missingMethods those that we call and that no role of the key opens
 * @param subscription Ozon's word; "" if it was not told
 * @param mayWriteToBuyers null if Ozon does not say
 */
@Type("store.entitlement.v1")
public record StoreEntitlement(
    String clientId,
    long version,
    boolean keyAccepted,
    @Nullable Instant keyExpiresAt,
    List<String> missingMethods,
    String subscription,
    @Nullable Boolean mayWriteToBuyers)
    implements Event {

  @Override
  public String key() {
    return clientId;
  }

  @Override
  public StoreId store() {
    return new StoreId(clientId);
  }

  @Override
  public String subject() {
    return clientId;
  }

  @Override
  public Topic topic() {
    return Topic.STORES;
  }

  public StoreEntitlement withVersion(long version) {
    return new StoreEntitlement(
        clientId,
        version,
        keyAccepted,
        keyExpiresAt,
        missingMethods,
        subscription,
        mayWriteToBuyers);
  }
}
