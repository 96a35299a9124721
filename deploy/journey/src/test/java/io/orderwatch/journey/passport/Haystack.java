package io.orderwatch.journey.passport;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was found in many places.
 *
 * @param contents by the name of their place
 */
record Haystack(Map<String, List<String>> contents) {

  /** The places where any of the texts stands. */
  Set<String> placesOf(List<String> texts) {
    var needles = Needles.of(texts);
    return contents.entrySet().stream()
        .filter(place -> place.getValue().stream().anyMatch(needles::anyIn))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }
}
