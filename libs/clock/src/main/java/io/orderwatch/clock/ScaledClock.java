package io.orderwatch.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that runs {@code rate} times as fast as the machine's. Several processes that are given
 * the same three values agree on the time, so a day can pass in three minutes while every deadline
 * and quiet hour stays true.
 *
 * <p>At rate 1 with {@code realStart} equal to {@code start} it is the machine's own clock.
 *
 * @param realStart the machine's instant at which this clock showed {@code start}
 * @param start what this clock showed at {@code realStart}
 * @param rate seconds of this clock per second of the machine; 1 or more
 */
public record ScaledClock(
    Instant realStart, Instant start, double rate, ZoneId zone, Clock machine) {

  public ScaledClock {
    if (!(rate >= 1 && rate <= 100_000)) {
      throw new IllegalArgumentException(
          "the clock's rate must lie between 1 and 100000, not " + rate);
    }
  }

  /** The machine's own time, unscaled. */
  public static ScaledClock real() {
    return new ScaledClock(Instant.EPOCH, Instant.EPOCH, 1, ZoneOffset.UTC, Clock.systemUTC());
  }

  /**
   * Reads {@code real}, or {@code <real start>/<start>/<rate>}, for example {@code
   * 2026-11-01T10:00:00Z/2026-11-01T10:00:00Z/480}.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static ScaledClock parse(String text) {
    if (text.isBlank() || text.equals("real")) {
      return real();
    }
    var parts = text.split("/", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(
          "a scaled clock is written <real start>/<start>/<rate>, not " + text);
    }
    try {
      return new ScaledClock(
          Instant.parse(parts[0]),
          Instant.parse(parts[1]),
          Double.parseDouble(parts[2]),
          ZoneOffset.UTC,
          Clock.systemUTC());
    } catch (java.time.DateTimeException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "a scaled clock is written <real start>/<start>/<rate>, not " + text, e);
    }
  }

  /** Whether a second of this clock is a second of the machine. */
  public boolean isReal() {
    return rate == 1 && realStart.equals(start);
  }

  public Instant now() {
    if (isReal()) {
      return machine.instant();
    }
    var passed = Duration.between(realStart, machine.instant());
    return start.plusNanos(Math.round(passed.toNanos() * rate));
  }

  /** How much time of this clock passes in a time of the machine. */
  public Duration scaled(Duration real) {
    return Duration.ofNanos(Math.round(real.toNanos() * rate));
  }

  /**
   * How long the machine takes for a duration of this clock; never less than {@code least}, which
   * is the machine's.
   */
  public Duration real(Duration scaled, Duration least) {
    var real = Duration.ofNanos(Math.round(scaled.toNanos() / rate));
    return real.compareTo(least) < 0 ? least : real;
  }

  /** This clock as the JDK's type. */
  public Clock asClock() {
    var self = this;
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return zone;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return new ScaledClock(realStart, start, rate, other, machine).asClock();
      }

      @Override
      public Instant instant() {
        return self.now();
      }
    };
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return isReal() ? "real" : realStart + "/" + start + "/" + rate;
  }
}
