package io.orderwatch.compliance.wording;

import java.util.Locale;

/** The languages that every text of this service has. */
public enum Language {
  ZH,
  EN,
  RU;

  /** ISO 639: zh, en, ru. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
