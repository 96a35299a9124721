package io.orderwatch.compliance.rules;

import java.util.Arrays;
import java.util.Locale;

/** How far a rule of Ozon's may be trusted. */
public enum Confidence {
  /** Stated by Ozon's schema or help. */
  OFFICIAL,
  /** Seen on the live API by others. */
  OBSERVED,
  /** Stated by somebody else. */
  THIRD_PARTY,
  /** Concluded by us, stated nowhere. */
  INFERRED;

  /** For example {@code third-party}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if there is no such word
   */
  static Confidence of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "confidence is official, observed, third-party or inferred, not " + word));
  }
}
