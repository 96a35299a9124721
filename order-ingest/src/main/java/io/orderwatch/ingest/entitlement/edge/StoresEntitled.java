package io.orderwatch.ingest.entitlement.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.smallrye.health.api.Wellness;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether each store's key is taken, lives on and opens what we call, and the file of stores is
 * free of mistakes. A person looks; nothing restarts.
 */
@Wellness
class StoresEntitled implements HealthCheck {

  /** Shorter is no warning any more (the alerts come earlier). */
  private static final Duration SHORT = Duration.ofDays(1);

  private final OzonStores stores;
  private final Entitlements entitlements;
  private final ScaledClock clock;

  StoresEntitled(OzonStores stores, Entitlements entitlements, ScaledClock clock) {
    this.stores = stores;
    this.entitlements = entitlements;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("stores are entitled").up();
    var mistakes = stores.mistakes();
    for (var i = 0; i < mistakes.size(); i++) {
      response.withData("file-" + (i + 1), mistakes.get(i).toString()).down();
    }
    var known = entitlements.all();
    for (var ozon : stores.all()) {
      var entitlement = known.get(ozon.store().value());
      var wrong = entitlement == null ? "" : wrong(entitlement);
      if (!wrong.isEmpty()) {
        response.withData(ozon.store().value(), wrong).down();
      }
    }
    return response.build();
  }

  private String wrong(StoreEntitlement entitlement) {
    if (!entitlement.keyAccepted()) {
      return "the key is refused";
    }
    var ends = entitlement.keyExpiresAt();
    if (ends != null && clock.now().plus(SHORT).isAfter(ends)) {
      return "the key ends at " + ends;
    }
    return entitlement.missingMethods().isEmpty()
        ? ""
        : "the key does not open " + String.join(", ", entitlement.missingMethods());
  }
}
