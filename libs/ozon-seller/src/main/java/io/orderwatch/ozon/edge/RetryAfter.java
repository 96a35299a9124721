package io.orderwatch.ozon.edge;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How long Ozon asks to be left alone, wherever it writes that. Never more than an hour. */
final class RetryAfter {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}(\\.[0-9]{1,9})?");
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?<![0-9.,])([0-9]{1,9}(?:[.,][0-9]{1,9})?)\\s*"
              + "(ms|msec|milliseconds?|мс|s|sec|seconds?|с|сек[а-я]*|m|min|minutes?|мин[а-я]*)(?![a-zа-я0-9])");

  private RetryAfter() {}

  /**
   * @param header seconds, whole or not, or a date as HTTP writes it
   * @param now for a date; one that is past says nothing
   */
  static Optional<Duration> inHeader(String header, Instant now) {
    var text = header.strip();
    if (NUMBER.matcher(text).matches()) {
      return Optional.of(of(new BigDecimal(text), 1000));
    }
    return date(text).filter(now::isBefore).map(until -> clamped(Duration.between(now, until)));
  }

  /** The first time of an error text, for example "retry in 2.5 seconds". */
  static Optional<Duration> inText(String text) {
    var found = IN_TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!found.find()) {
      return Optional.empty();
    }
    var unit = found.group(2);
    var millis =
        unit.startsWith("ms") || unit.startsWith("milli") || unit.equals("мс")
            ? 1
            : unit.startsWith("m") || unit.startsWith("мин") ? 60_000 : 1000;
    return Optional.of(of(new BigDecimal(found.group(1).replace(',', '.')), millis));
  }

  static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration of(BigDecimal amount, int millis) {
    var most = BigDecimal.valueOf(LONGEST.toMillis());
    return Duration.ofMillis(amount.multiply(BigDecimal.valueOf(millis)).min(most).longValue());
  }

  private static Duration clamped(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
