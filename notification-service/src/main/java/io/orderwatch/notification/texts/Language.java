package io.orderwatch.notification.texts;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The buyer reads Russian; the others are for whoever works at the store. */
public enum Language {
  RU,
  ZH,
  EN;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  Locale locale() {
    return Locale.of(code());
  }

  public static Optional<Language> of(String code) {
    return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
  }
}
