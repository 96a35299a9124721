package io.orderwatch.notification.talk;

import java.util.List;

/**
 * Whether something that the seller wrote by hand in the cabinet already asks the buyer for his
 * data, so that no reminder need repeat it (2026-11).
 */
public final class OwnWords {

  private static final List<String> BEGINNINGS = List.of("паспорт", "тамож", "passport", "customs");
  private static final List<String> SIGNS = List.of("护照", "清关", "海关");

  private OwnWords() {}

  public static boolean askForData(String text) {
    return SIGNS.stream().anyMatch(text::contains)
        || About.words(text).stream()
            .anyMatch(word -> BEGINNINGS.stream().anyMatch(word::startsWith));
  }
}
