package io.orderwatch.notification.people;

/** What the seller's people read. */
public enum Language {
  EN,
  RU,
  ZH;

  /** The one of the three texts that is in this language. */
  public String of(String en, String ru, String zh) {
    return switch (this) {
      case EN -> en;
      case RU -> ru;
      case ZH -> zh;
    };
  }
}
