package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import io.orderwatch.simulator.Refused;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What Ozon says of the store and its key. */
final class AccountCalls {
  private final Marketplace marketplace;
  private final Keys keys;
  private final Set<String> paths;

  /**
   * Of this marketplace.
   *
   * @param paths what there is to be called
   */
  AccountCalls(Marketplace marketplace, Keys keys, Set<String> paths) {
    this.marketplace = marketplace;
    this.keys = keys;
    this.paths = paths;
  }

  void register(BiConsumer<String, OzonApi.Method> methods) {
    methods.accept("/v1/roles", (store, _) -> roles(store));
    methods.accept("/v1/seller/info", (store, _) -> info(store));
  }

  private Answer roles(String store) {
    var expires = keys.ends(store);
    var opened = paths.stream().filter(path -> keys.opens(store, path)).sorted().toList();
    var all = object("name", "Admin", "methods", opened);
    return Answer.of(object("expires_at", expires, "roles", List.of(all)));
  }

  private Answer info(String id) {
    var store =
        marketplace.scenario().stores.stream()
            .filter(s -> s.id().equals(id))
            .findAny()
            .orElseThrow(() -> Refused.denied("Company is blocked, please contact support"));
    var premium = store.subscription().startsWith("PREMIUM");
    return Answer.of(
        object(
            "company",
                object(
                    "name", "Store " + id,
                    "country", "CN",
                    "currency", "CNY",
                    "legal_name", "Shenzhen Trading " + id,
                    "inn", "",
                    "ogrn", "",
                    "ownership_form", "",
                    "tax_system", "UNSPECIFIED"),
            "subscription", object("is_premium", premium, "type", store.subscription()),
            "ratings", List.of()));
  }
}
