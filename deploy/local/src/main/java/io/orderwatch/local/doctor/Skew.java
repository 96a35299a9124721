package io.orderwatch.local.doctor;

import java.time.Duration;
import java.time.Instant;

/**
 * By how much this machine's clock is off, as far as one answer of another's proves it: the other
 * wrote his time, to the second, at some moment between question and answer.
 *
 * @param ahead the least that explains what was seen; negative if this clock is behind, zero if it
 *     may be right
 * @param doubt how much more it may be
 */
public record Skew(Duration ahead, Duration doubt) {

  /** Deadlines are counted by this clock. */
  static final Duration MATTERS = Duration.ofSeconds(5);

  static final Duration FORBIDS = Duration.ofSeconds(60);

  private static final Duration SECOND = Duration.ofSeconds(1);

  /**
   * @param asked when the question left, by this clock
   * @param answered when the answer was there
   * @param theirs the other's clock, its fraction of a second cut off
   */
  public static Skew of(Instant asked, Instant answered, Instant theirs) {
    var least = Duration.between(theirs.plus(SECOND), asked);
    var most = Duration.between(theirs, answered);
    var doubt = most.minus(least);
    if (least.isPositive()) {
      return new Skew(least, doubt);
    }
    return most.isNegative() ? new Skew(most, doubt) : new Skew(Duration.ZERO, doubt);
  }

  /** The one of the two that proves more. */
  public Skew sharper(Skew other) {
    return other.doubt.compareTo(doubt) < 0 ? other : this;
  }

  public Finding finding() {
    var off = ahead.abs();
    var words =
        "this clock is %s %s Ozon's"
            .formatted(span(off), ahead.isNegative() ? "behind" : "ahead of");
    var fix = "let it be set by NTP (timedatectl set-ntp true): deadlines are counted by it";
    if (off.compareTo(FORBIDS) > 0) {
      return Finding.wrong(Check.CLOCK, words, fix);
    }
    if (off.compareTo(MATTERS) > 0) {
      return Finding.odd(Check.CLOCK, words, fix);
    }
    return Finding.well(Check.CLOCK, "agrees with Ozon's");
  }

  private static String span(Duration time) {
    return time.compareTo(Duration.ofMinutes(10)) < 0
        ? time.toSeconds() + " s"
        : time.compareTo(Duration.ofDays(2)) < 0
            ? time.toMinutes() + " min"
            : time.toDays() + " days";
  }
}
