package io.orderwatch.ozon.edge.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where Ozon is and which stores are ours. */
@ConfigMapping(prefix = "orderwatch.ozon")
public interface OzonSettings {

  String OWN_HOST = "api-seller.ozon.ru";

  /** Where Ozon's Seller API is. */
  @WithDefault("https://" + OWN_HOST)
  URI url();

  /** Api-Key by Client-Id, written {@code 1001=key;1002=key}. */
  Optional<String> keys();

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
