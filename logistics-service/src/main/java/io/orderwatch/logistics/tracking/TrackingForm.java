package io.orderwatch.logistics.tracking;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Whether a tracking number can be one, by its form alone. Ozon cancels a posting whose number
 * cannot be traced and is not replaced in three days (Ozon's help, "Cancellation by Ozon", read in
 * October 2026), so a slip of the pen is caught before it is sent.
 */
public enum TrackingForm {
  KNOWN,

  /** The form of an S10 number, with another check digit than it must have. */
  WRONG_CHECK_DIGIT,

  /** May be right: there are more carriers than are listed here. */
  UNKNOWN,

  /** Too short or too long, or with signs that no carrier uses. */
  MALFORMED;

  private record Carrier(String name, Pattern form) {
    Carrier(String name, String form) {
      this(name, Pattern.compile(form));
    }
  }

  private static final Pattern POSSIBLE = Pattern.compile("[0-9A-Z][0-9A-Z-]{4,49}");

  /** Standard S10 of the Universal Postal Union: service, serial number, check digit, country. */
  private static final Pattern S10 = Pattern.compile("[A-Z]{2}[0-9]{9}[A-Z]{2}");

  private static final int[] S10_WEIGHTS = {8, 6, 4, 2, 3, 5, 9, 7};

  /**
   * Carriers that sellers of goods from China use, and Russian ones. Sources, all read in November
   * 2026: YunExpress from jkeen/tracking_number_data; Russian Post's 14 digits from its own press
   * office (vsluh.ru); the others from the patterns by which trackers' plug-ins for shops tell
   * carriers apart. None is a carrier's promise, so what fits none of them is only unknown.
   */
  private static final List<Carrier> CARRIERS =
      List.of(
          new Carrier("4PX", "4PX[0-9]{13}CN|3042[0-9]{8}"),
          new Carrier("BEST Express", "60[0-9]{12}"),
          new Carrier("Cainiao", "LP00[0-9]{12,13}|[A-Z][0-9]{16}"),
          new Carrier("CDEK", "1[0-9]{9}"),
          new Carrier("China Post", "XA[0-9]{10}"),
          new Carrier("CNE Express", "3A5V[0-9]{9}"),
          new Carrier("Russian Post", "[0-9]{14}"),
          new Carrier("SF Express", "SF[0-9]{13,14}"),
          new Carrier("SunYou", "SY[A-Z]{2}[0-9]{9}"),
          new Carrier("YunExpress", "YT[0-9]{16}"));

  /** The same number without blanks and in capitals, as carriers print it. */
  public static String written(String number) {
    return number.replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
  }

  /**
   * @param number as {@link #written} writes it
   */
  public static TrackingForm of(String number) {
    if (!POSSIBLE.matcher(number).matches()) {
      return MALFORMED;
    }
    if (S10.matcher(number).matches()) {
      return checkDigit(number) == number.charAt(10) - '0' ? KNOWN : WRONG_CHECK_DIGIT;
    }
    return CARRIERS.stream().anyMatch(carrier -> carrier.form().matcher(number).matches())
        ? KNOWN
        : UNKNOWN;
  }

  /** By S10: 11 minus the weighted sum modulo 11, where 10 is written 0 and 11 is written 5. */
  private static int checkDigit(String s10) {
    var sum = 0;
    for (var i = 0; i < S10_WEIGHTS.length; i++) {
      sum += S10_WEIGHTS[i] * (s10.charAt(2 + i) - '0');
    }
    var rest = 11 - sum % 11;
    return rest == 10 ? 0 : rest == 11 ? 5 : rest;
  }
}
