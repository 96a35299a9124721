package io.orderwatch.simulator.edge;

import io.orderwatch.simulator.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The stores' keys, which live three months from the world's beginning or from when they were made
 * (news of 2026-09-02). A key that has ended answers as the official list of errors has it.
 */
final class Keys {

  /**
   * @param closed the methods that no role of it opens
   */
  private record Key(String text, Instant ends, Set<String> closed) {}

  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Duration life;

  Keys(Scenario scenario, Instant start) {
    this.life = scenario.keysLive;
    scenario.stores.forEach(
        store -> keys.put(store.id(), new Key(store.apiKey(), start.plus(life), Set.of())));
  }

  /** Why a call does not get in; empty if it does. */
  Optional<Answer> against(String store, @Nullable String given, String path, Instant now) {
    var key = keys.get(store);
    if (store.isEmpty() || given == null || given.isEmpty()) {
      return Optional.of(Answer.envelope(401, 16, "Client-Id and Api-Key headers are required"));
    }
    if (key == null || !key.text().equals(given)) {
      return Optional.of(
          Answer.envelope(403, 7, "Invalid Api-Key, please check the key and try again"));
    }
    if (!now.isBefore(key.ends())) {
      return Optional.of(
          Answer.envelope(403, 7, "Api-key is deactivated, use another one or generate a new one"));
    }
    return key.closed().contains(path)
        ? Optional.of(Answer.envelope(403, 7, "Api-Key is missing a required role for a method"))
        : Optional.empty();
  }

  /** Whether a role of the store's key opens this method. */
  boolean opens(String store, String path) {
    var key = keys.get(store);
    return key != null && !key.closed().contains(path);
  }

  Instant ends(String store) {
    var key = keys.get(store);
    return key == null ? Instant.EPOCH : key.ends();
  }

  /**
   * A store's key is made anew, in the seller's cabinet.
   *
   * @param lives null for three months
   * @param closed the methods that it does not open
   * @return whether there is such a store
   */
  boolean make(
      String store, String text, @Nullable Duration lives, Set<String> closed, Instant now) {
    var made = new Key(text, now.plus(lives == null ? life : lives), Set.copyOf(closed));
    return keys.computeIfPresent(store, (_, _) -> made) != null;
  }
}
