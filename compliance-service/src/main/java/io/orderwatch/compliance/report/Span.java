package io.orderwatch.compliance.report;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whole days of a zone, both ends among them.
 *
 * @param from not after {@code to}
 */
public record Span(LocalDate from, LocalDate to, ZoneId zone) {

  /** So many days at most: a year, and what is left of the month before (2026-11). */
  public static final int MOST = 400;

  /** A day before it is taken for a slip (2026-11). */
  public static final int FIRST_YEAR = 2000;

  /** One after it as well (2026-11). */
  public static final int LAST_YEAR = 2100;

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM");

  /** What one line of a report is about. */
  public enum By {
    DAY,
    WEEK,
    MONTH,
    STORE;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What one line of a report reaches over.
   *
   * @param name a day 2026-11-27, a week of ISO 8601 2026-W48, or a month 2026-11
   * @param since its first moment
   * @param until the first moment after it
   */
  public record Part(String name, Instant since, Instant until) {}

  public Span {
    if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST) {
      throw new IllegalArgumentException("from 1 to " + MOST + " days");
    }
  }

  /** So many days, the last of which is this one. */
  public static Span last(int days, LocalDate to, ZoneId zone) {
    return new Span(to.minusDays(days).plusDays(1), to, zone);
  }

  public int days() {
    return (int) ChronoUnit.DAYS.between(from, to) + 1;
  }

  /** As many days, right before. */
  public Span before() {
    return last(days(), from.minusDays(1), zone);
  }

  /** Whether its last day is over. */
  public boolean over(Instant now) {
    return !now.isBefore(until());
  }

  /** The whole as one part. */
  public Part whole(String name) {
    return new Part(name, start(from), until());
  }

  /**
   * Its days, weeks or months, those at its ends cut off there; the whole for stores.
   *
   * @return the first first, none of them empty
   */
  public List<Part> parts(By by) {
    var parts = new ArrayList<Part>();
    var day = from;
    while (!day.isAfter(to)) {
      var next =
          switch (by) {
            case DAY -> day.plusDays(1);
            case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1).plusMonths(1);
            case STORE -> to.plusDays(1);
          };
      var end = next.isAfter(to) ? to.plusDays(1) : next;
      parts.add(new Part(name(day, by), start(day), start(end)));
      day = end;
    }
    return parts;
  }

  private static String name(LocalDate day, By by) {
    return switch (by) {
      case DAY -> day.toString();
      case WEEK ->
          "%d-W%02d"
              .formatted(
                  day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case MONTH -> MONTH.format(day);
      case STORE -> "";
    };
  }

  private Instant until() {
    return start(to.plusDays(1));
  }

  private Instant start(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }
}
