package io.orderwatch.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a field of a command may be: the same by Kafka as by REST. What is missing altogether is
 * told elsewhere.
 */
public final class Said {

  private static final int LONGEST = 500;

  /** As long as an address of e-mail may be: a login may be one. */
  private static final int LONGEST_NAME = 254;

  private static final int CENTS = 2;
  private static final BigDecimal MOST = new BigDecimal("999999999.99");

  private static final Pattern ID = Pattern.compile("[0-9A-Za-z._:-]{0,64}");
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Said() {}

  /** A field that is not what it may be. The message names it, and never quotes what it held. */
  public static final class Malformed extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    Malformed(String field, String rule) {
      super(field + " " + rule);
    }
  }

  static void id(@Nullable String id) {
    check(
        id == null || ID.matcher(id).matches(),
        "commandId",
        "must be up to 64 letters, digits and . _ : -");
  }

  static void by(@Nullable String name) {
    text("requestedBy", name, LONGEST_NAME);
    check(name == null || !name.isBlank(), "requestedBy", "must say who asks");
  }

  static void text(String field, @Nullable String text) {
    text(field, text, LONGEST);
  }

  /** Text that can be kept and shown: no control character, and no half of a surrogate pair. */
  static void text(String field, @Nullable String text, int longest) {
    check(
        text == null || (text.length() <= longest && text.codePoints().allMatch(Said::shown)),
        field,
        "must be text of at most " + longest + " characters without control characters");
  }

  private static boolean shown(int character) {
    return character >= ' '
        && character != 0x7f
        && Character.getType(character) != Character.SURROGATE;
  }

  static void positive(String field, long number) {
    check(number > 0, field, "must be positive");
  }

  static void money(String field, @Nullable BigDecimal amount) {
    check(
        amount == null
            || (amount.signum() >= 0 && amount.scale() <= CENTS && amount.compareTo(MOST) <= 0),
        field,
        "must be an amount with at most two decimals");
  }

  static void moment(String field, @Nullable Instant moment) {
    check(
        moment == null || !(moment.isBefore(FIRST) || moment.isAfter(LAST)),
        field,
        "must lie in the years 1 to 9999");
  }

  private static void check(boolean right, String field, String rule) {
    if (!right) {
      throw new Malformed(field, rule);
    }
  }
}
