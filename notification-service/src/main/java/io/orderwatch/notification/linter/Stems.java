package io.orderwatch.notification.linter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Beginnings of words, in small letters; one that ends in {@code =} is a whole word. */
final class Stems {

  private static final int HEAD = 3;

  /** By their first letters, which most words share with no stem. */
  private final Map<String, List<String>> beginnings = new HashMap<>();

  private final Set<String> whole = new HashSet<>();

  Stems(String list) {
    for (var stem : list.split(" ", -1)) {
      if (stem.endsWith("=")) {
        whole.add(stem.substring(0, stem.length() - 1));
      } else {
        beginnings
            .computeIfAbsent(
                stem.substring(0, Math.min(HEAD, stem.length())), _ -> new ArrayList<>())
            .add(stem);
      }
    }
  }

  boolean has(String word) {
    return whole.contains(word) || begins(word, HEAD) || begins(word, HEAD - 1);
  }

  private boolean begins(String word, int head) {
    if (word.length() < head) {
      return false;
    }
    for (var stem : beginnings.getOrDefault(word.substring(0, head), List.of())) {
      if (word.startsWith(stem)) {
        return true;
      }
    }
    return false;
  }
}
