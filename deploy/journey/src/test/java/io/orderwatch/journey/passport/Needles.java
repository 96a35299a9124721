package io.orderwatch.journey.passport;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Many texts that are looked for at once: a content is read once, however many they are.
 *
 * @param head how many characters of each decide whether it is looked at
 * @param beginnings hashes of their first characters, which leave few places to look at
 */
record Needles(int head, Map<String, List<String>> byHead, BitSet beginnings) {

  private static final int BEGINNING = 3;

  /**
   * @throws IllegalArgumentException if there is none, or an empty one: that would be found
   *     anywhere
   */
  static Needles of(Collection<String> texts) {
    var head =
        texts.stream()
            .mapToInt(String::length)
            .min()
            .orElseThrow(() -> new IllegalArgumentException("nothing to look for"));
    if (head == 0) {
      throw new IllegalArgumentException("an empty text is found anywhere");
    }
    var beginnings = new BitSet();
    texts.forEach(text -> beginnings.set(beginning(text, 0, head)));
    return new Needles(
        head,
        texts.stream().collect(Collectors.groupingBy(text -> text.substring(0, head))),
        beginnings);
  }

  private static int beginning(String text, int at, int head) {
    var hash = 0;
    for (var i = 0; i < Math.min(head, BEGINNING); i++) {
      hash = hash * 31 + text.charAt(at + i);
    }
    return hash & 0xFFFF;
  }

  boolean anyIn(String content) {
    for (var at = 0; at <= content.length() - head; at++) {
      if (!beginnings.get(beginning(content, at, head))) {
        continue;
      }
      var here = at;
      var likely = byHead.get(content.substring(at, at + head));
      if (likely != null && likely.stream().anyMatch(text -> content.startsWith(text, here))) {
        return true;
      }
    }
    return false;
  }
}
