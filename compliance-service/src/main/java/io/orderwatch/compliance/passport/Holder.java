package io.orderwatch.compliance.passport;

import java.util.Optional;

/** The name of whoever has a case in hand, as people call each other. */
public final class Holder {

  /** In characters; our own limit, no rule of Ozon's (decision 27, 2026-11). */
  public static final int LONGEST = 80;

  /** What a name must be, for whoever gave another. */
  public static final String RULE =
      "must be a name of at most 80 characters without control characters, and not me or nobody";

  /** Words for whoever looks and for who is not there; no names. */
  public static final String ME = "me";

  public static final String NOBODY = "nobody";

  private Holder() {}

  /** The name without blanks around it; empty if it is none. */
  public static Optional<String> read(String said) {
    var name = said.strip();
    return name.isEmpty()
            || name.codePointCount(0, name.length()) > LONGEST
            || name.codePoints().anyMatch(Holder::steers)
            || name.equals(ME)
            || name.equals(NOBODY)
        ? Optional.empty()
        : Optional.of(name);
  }

  private static boolean steers(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // what turns the direction of the text after it
      case Character.FORMAT -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
      default -> false;
    };
  }
}
