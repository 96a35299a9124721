package io.orderwatch.contracts;

import java.util.regex.Pattern;

/** Ozon's number of a posting, as Ozon writes it, for example {@code 0132112277-0102-1}. */
public record PostingNumber(String value) {

  /** Compiled once: every event that is read or written makes one of these. */
  private static final Pattern WRITTEN = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,63}");

  public PostingNumber {
    if (!WRITTEN.matcher(value).matches()) {
      throw new IllegalArgumentException("a posting number is up to 64 letters, digits and dashes");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
