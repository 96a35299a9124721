package io.orderwatch.simulator.edge;

import io.orderwatch.simulator.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stores' keys, which live three months from the world's beginning or from when they were made
 * (news of 2026-09-02). A key that has ended answers as the official list of errors has it.
 */
final class Keys {

  private record Key(String text, Instant ends) {}

  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Duration life;

  Keys(Scenario scenario, Instant start) {
    this.life = scenario.keysLive;
    scenario.stores.forEach(
        store -> keys.put(store.id(), new Key(store.apiKey(), start.plus(life))));
  }

  /** Why a call does not get in; empty if it does. */
  Optional<Answer> against(String store, @Nullable String given, Instant now) {
    var key = keys.get(store);
    if (store.isEmpty() || given == null || given.isEmpty()) {
      return Optional.of(Answer.envelope(401, 16, "Client-Id and Api-Key headers are required"));
    }
    if (key == null || !key.text().equals(given)) {
      return Optional.of(
          Answer.envelope(403, 7, "Invalid Api-Key, please check the key and try again"));
    }
    return now.isBefore(key.ends())
        ? Optional.empty()
        : Optional.of(
            Answer.envelope(
                403, 7, "Api-key is deactivated, use another one or generate a new one"));
  }

  Instant ends(String store) {
    var key = keys.get(store);
    return key == null ? Instant.EPOCH : key.ends();
  }

  /**
   * A store's key is made anew, in the seller's cabinet.
   *
   * @param lives null for three months
   * @return whether there is such a store
   */
  boolean make(String store, String text, @Nullable Duration lives, Instant now) {
    var made = new Key(text, now.plus(lives == null ? life : lives));
    return keys.computeIfPresent(store, (_, _) -> made) != null;
  }
}
