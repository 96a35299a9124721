package io.orderwatch.compliance.passport;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The hours of the day in which nobody is written to, by the clock of where he lives.
 *
 * @param from the first of them
 * @param to the first that is not; on the next day if it is not after {@code from}. The same as
 *     {@code from} means that no hour is quiet.
 */
public record Quiet(LocalTime from, LocalTime to) {

  public static final Quiet NONE = new Quiet(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

  /** Else there may be no day between two nights (decision 15, 2026-11). */
  private static final Duration LONGEST = Duration.ofHours(14);

  public Quiet {
    if (!from.equals(to) && length(from, to).compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("quiet hours leave ten hours of the day at least");
    }
  }

  /** One night: from its beginning until before its end. */
  public record Night(Instant begin, Instant end) {
    boolean holds(Instant at) {
      return !at.isBefore(begin) && at.isBefore(end);
    }
  }

  public boolean none() {
    return from.equals(to);
  }

  /** The night that this moment is in; empty by day. */
  public Optional<Night> night(Instant at, ZoneId zone) {
    return nights(at, zone).filter(night -> night.holds(at)).findFirst();
  }

  /** When the last night before this moment, which is by day, ended; empty if none is quiet. */
  public Optional<Instant> morning(Instant at, ZoneId zone) {
    return nights(at, zone).map(Night::end).filter(end -> !end.isAfter(at)).max(Instant::compareTo);
  }

  private Stream<Night> nights(Instant at, ZoneId zone) {
    var day = at.atZone(zone).toLocalDate();
    return none()
        ? Stream.empty()
        : Stream.of(-2, -1, 0).map(days -> beginning(day.plusDays(days), zone));
  }

  private Night beginning(LocalDate day, ZoneId zone) {
    var ends = to.isAfter(from) ? day : day.plusDays(1);
    return new Night(
        day.atTime(from).atZone(zone).toInstant(), ends.atTime(to).atZone(zone).toInstant());
  }

  private static Duration length(LocalTime from, LocalTime to) {
    var length = Duration.between(from, to);
    return length.isNegative() ? length.plusDays(1) : length;
  }
}
