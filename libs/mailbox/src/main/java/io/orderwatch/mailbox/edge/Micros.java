package io.orderwatch.mailbox.edge;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * The precision of time in the mailbox: microseconds, as PostgreSQL keeps them. It rounds to the
 * nearest one, so a clock that shows more would find a timer before it is due.
 */
final class Micros {

  private Micros() {}

  /** The clock, with what is less than a microsecond cut off. */
  static Clock of(Clock clock) {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return clock.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return of(clock.withZone(zone));
      }

      @Override
      public Instant instant() {
        return down(clock.instant());
      }
    };
  }

  static Instant down(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** What is due at an instant is not due before it. */
  static Instant up(Instant instant) {
    var down = down(instant);
    return down.equals(instant) ? instant : down.plus(1, ChronoUnit.MICROS);
  }
}
