package io.orderwatch.ozon;

import java.time.Duration;

/**
 * How many calls one store may make: a bucket that refills by {@code perSecond} up to {@code
 * burst}, and that believes Ozon when Ozon says how much is left.
 *
 * <p>Ozon allows 50 calls per second and Client-Id over all methods (official, 2026), some methods
 * fewer. All instants are nanoseconds of one monotonic clock, such as {@code System.nanoTime()}.
 *
 * @param tokens calls that may go at {@code asOf}
 * @param heldUntil no call goes before
 */
public record Quota(double perSecond, int burst, double tokens, long asOf, long heldUntil) {

  /** Ozon counts by the second, so nothing is left until the next one. */
  private static final Duration NOTHING_LEFT = Duration.ofSeconds(1);

  private static final double NANOS = 1e9;

  /** Absorbs rounding, so that waiting exactly as told is always enough. */
  private static final double ONE = 1 - 1e-6;

  public Quota {
    if (!(perSecond > 0) || burst < 1) {
      throw new IllegalArgumentException("a quota lets at least one call go, some time");
    }
  }

  /** A full bucket. */
  public static Quota of(double perSecond, int burst, long now) {
    return new Quota(perSecond, burst, burst, now, now);
  }

  /** How long until a call may go; zero if one may go now. */
  public Duration pause(long now) {
    var missing = Math.max(0, ONE - tokensAt(now));
    var forToken = (long) Math.ceil(missing / perSecond * NANOS);
    return Duration.ofNanos(Math.max(Math.max(0, heldUntil - now), forToken));
  }

  /**
   * One call goes.
   *
   * @throws IllegalStateException if it had to wait
   */
  public Quota take(long now) {
    if (!pause(now).isZero()) {
      throw new IllegalStateException("no call may go yet");
    }
    return new Quota(perSecond, burst, Math.max(0, tokensAt(now) - 1), now, heldUntil);
  }

  /** Ozon said {@code Ratelimit-Remaining}. */
  public Quota left(int remaining, long now) {
    if (remaining <= 0) {
      return held(NOTHING_LEFT, now);
    }
    var stillHeld = heldUntil - now > 0;
    return stillHeld
        ? this
        : new Quota(perSecond, burst, Math.min(tokensAt(now), remaining), now, heldUntil);
  }

  /** Ozon said 429: nothing goes for {@code retryAfter}, then one call, then the usual pace. */
  public Quota exceeded(Duration retryAfter, long now) {
    return held(retryAfter, now);
  }

  private Quota held(Duration hold, long now) {
    var until = now + hold.toNanos();
    var later = until - heldUntil > 0 ? until : heldUntil;
    // One token, not a full bucket: a burst right after the hold would meet the limit again.
    return new Quota(perSecond, burst, 1, later, later);
  }

  private double tokensAt(long now) {
    var passed = Math.max(0, now - asOf) / NANOS;
    return Math.min(burst, tokens + passed * perSecond);
  }
}
