package io.orderwatch.logistics.wording;

import java.util.Locale;

/** The languages that every text for people has. */
public enum Language {
  RU,
  ZH,
  EN;

  /** ISO 639: ru, zh, en. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text in this language. */
  public String of(String english, String russian, String chinese) {
    return switch (this) {
      case RU -> russian;
      case ZH -> chinese;
      case EN -> english;
    };
  }

  /**
   * The most wanted one; English if none of ours is wanted, or it cannot be read.
   *
   * @param header as Accept-Language is written, for example {@code zh-CN,en;q=0.5}
   */
  public static Language wanted(String header) {
    try {
      for (var range : Locale.LanguageRange.parse(header)) { // the most wanted first
        for (var language : values()) {
          if (range.getWeight() > 0 && language.code().equals(range.getRange().split("-", 2)[0])) {
            return language;
          }
        }
      }
    } catch (IllegalArgumentException _) {
      return EN;
    }
    return EN;
  }
}
