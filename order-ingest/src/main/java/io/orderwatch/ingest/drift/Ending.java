package io.orderwatch.ingest.drift;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A method of Ozon's whose end is announced.
 *
 * @param day on which it ends
 * @param used whether a service of ours calls it
 * @param method its path
 * @param instead what takes its place; "" if nothing does
 * @param source where and when it was announced
 */
public record Ending(LocalDate day, boolean used, String method, String instead, String source) {

  /**
   * The lines of a calendar: {@code day | used or unused | method | instead | source}; # begins a
   * remark.
   *
   * @throws RuntimeException if a line is anything else
   */
  public static List<Ending> of(List<String> lines) {
    return lines.stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(
            cells ->
                new Ending(
                    LocalDate.parse(cells.get(0)),
                    used(cells.get(1)),
                    cells.get(2),
                    cells.get(3),
                    cells.get(4)))
        .toList();
  }

  private static boolean used(String word) {
    return switch (word) {
      case "used" -> true;
      case "unused" -> false;
      default -> throw new IllegalArgumentException("used or unused");
    };
  }

  /** How many days are left, less than none once it is over. */
  public double daysLeft(Instant now) {
    return Duration.between(now, day.atStartOfDay(ZoneOffset.UTC).toInstant()).toMinutes() / 1440.0;
  }

  /**
   * The days to the next end of a method that is used; one that is over counts until it is left.
   */
  public static Optional<Double> next(List<Ending> calendar, Instant now) {
    return calendar.stream()
        .filter(Ending::used)
        .map(ending -> ending.daysLeft(now))
        .min(Double::compare);
  }
}
