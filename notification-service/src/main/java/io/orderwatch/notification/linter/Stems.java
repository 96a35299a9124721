package io.orderwatch.notification.linter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Beginnings of words, in small letters; one that ends in {@code =} is a whole word. */
final class Stems {

  private final Map<String, Set<String>> beginnings = new HashMap<>();
  private final Set<String> whole = new HashSet<>();

  Stems(String list) {
    for (var stem : list.split(" ")) {
      if (stem.endsWith("=")) {
        whole.add(stem.substring(0, stem.length() - 1));
      } else {
        beginnings.computeIfAbsent(head(stem), _ -> new HashSet<>()).add(stem);
      }
    }
  }

  boolean has(String word) {
    return whole.contains(word)
        || beginnings.getOrDefault(head(word), Set.of()).stream().anyMatch(word::startsWith)
        || (word.length() > 2
            && beginnings.getOrDefault(word.substring(0, 2), Set.of()).stream().anyMatch(word::startsWith));
  }

  /** The first three letters: most words share them with no stem. */
  private static String head(String word) {
    return word.length() > 3 ? word.substring(0, 3) : word;
  }
}
