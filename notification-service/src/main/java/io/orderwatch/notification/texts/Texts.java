package io.orderwatch.notification.texts;

import io.orderwatch.contracts.StoreId;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The reviewed templates and what stores have put in their place.
 *
 * @param shipped by language and key; a situation's code or {@code phrase.…}
 * @param overrides Russian, checked already
 */
public record Texts(
    Map<Language, Map<String, String>> shipped, Map<StoreId, Map<Situation, Template>> overrides) {

  /**
   * @throws IllegalArgumentException if a text is missing or has a mistake
   */
  public Texts {
    shipped = Map.copyOf(shipped);
    overrides = Map.copyOf(overrides);
    for (var language : Language.values()) {
      for (var situation : Situation.values()) {
        var text = shipped.getOrDefault(language, Map.of()).get(situation.code());
        if (text == null || !new Template(situation, text).mistakes().isEmpty()) {
          throw new IllegalArgumentException(
              "the text of " + situation.code() + " in " + language.code() + " is not right");
        }
      }
    }
  }

  public Texts with(Map<StoreId, Map<Situation, Template>> others) {
    return new Texts(shipped, others);
  }

  public Template shipped(Language language, Situation situation) {
    return new Template(situation, entry(language, situation.code()));
  }

  /** Empty if the store has none of its own. */
  public Optional<Template> override(StoreId store, Situation situation) {
    return Optional.ofNullable(overrides.getOrDefault(store, Map.of()).get(situation));
  }

  String phrase(Language language, String name) {
    return entry(language, "phrase." + name);
  }

  private String entry(Language language, String key) {
    return Objects.requireNonNull(
        shipped.getOrDefault(language, Map.of()).get(key), () -> "there is no text " + key);
  }
}
