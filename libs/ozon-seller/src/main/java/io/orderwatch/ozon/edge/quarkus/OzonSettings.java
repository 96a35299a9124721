package io.orderwatch.ozon.edge.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where Ozon is and which stores are ours. */
@ConfigMapping(prefix = "orderwatch.ozon")
public interface OzonSettings {

  String OWN_HOST = "api-seller.ozon.ru";

  @WithDefault("https://" + OWN_HOST)
  URI url();

  /**
   * Api-Key by Client-Id, written {@code 1001=key;1002=key}; without it no store is ours. One text,
   * for a mapped Map reads only keys of its own, as in {@code orderwatch.ozon.keys.1001}.
   */
  Optional<String> keys();

  /**
   * @throws IllegalStateException if {@link #keys()} is written otherwise; the message quotes
   *     nothing of it
   */
  default Map<String, String> keyByStore() {
    var keys = new TreeMap<String, String>();
    for (var entry : keys().orElse("").split(";", -1)) {
      var equals = entry.indexOf('=');
      if (equals > 0) {
        keys.put(entry.substring(0, equals).strip(), entry.substring(equals + 1).strip());
      } else if (!entry.isBlank()) {
        throw new IllegalStateException(
            "orderwatch.ozon.keys is written <Client-Id>=<Api-Key>;<Client-Id>=<Api-Key>");
      }
    }
    return keys;
  }

  /** Longest wait for an answer (real time). */
  @WithDefault("PT10S")
  Duration timeout();

  /**
   * This service's share of the 50 calls a second that Ozon grants a store (seller-api.md 1.2,
   * since 2026-05-22).
   */
  @WithDefault("12")
  double callsPerSecond();

  /**
   * Whether anything may be sent or changed at Ozon. Without it everything is decided and nothing
   * is done.
   */
  @WithDefault("false")
  boolean send();
}
