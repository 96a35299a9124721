package io.orderwatch.ozon.edge.quarkus;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Turnstile;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/** Our stores, each with its line to Ozon. */
@Singleton
public class OzonStores {

  private final TreeMap<String, OzonSeller> stores = new TreeMap<>();

  public OzonStores(OzonSettings settings, ScaledClock clock) {
    if (!clock.isReal() && OzonSettings.OWN_HOST.equals(settings.url().getHost())) {
      throw new IllegalStateException(
          "a scaled clock is for the simulator: at "
              + OzonSettings.OWN_HOST
              + " unset orderwatch.clock");
    }
    settings
        .keyByStore()
        .forEach(
            (id, key) ->
                stores.put(
                    id,
                    new OzonSeller(
                        settings.url(),
                        new StoreId(id),
                        key,
                        Turnstile.of(
                            settings.callsPerSecond(), (int) Math.ceil(settings.callsPerSecond())),
                        settings.timeout())));
  }

  /** Empty for a store that is not ours. */
  public Optional<OzonSeller> find(StoreId store) {
    return Optional.ofNullable(stores.get(store.value()));
  }

  public Collection<OzonSeller> all() {
    return stores.values();
  }
}
