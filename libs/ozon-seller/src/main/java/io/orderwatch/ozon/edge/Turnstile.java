package io.orderwatch.ozon.edge;

import io.orderwatch.ozon.Quota;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one store's calls through at the pace of its {@link Quota}, first come, first served, and
 * never more in a second than it allows, also not a burst and what follows it. Share one between
 * all clients of a store: Ozon counts by Client-Id. The time is the machine's, also where the rest
 * of the program runs on a scaled clock.
 */
public final class Turnstile {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final ReentrantLock queue = new ReentrantLock(true);
  private final AtomicReference<Quota> quota;

  /** When the last calls went, as many as may go in a second; who is at the head writes it. */
  private final long[] went;

  private int oldest;

  private Turnstile(Quota quota) {
    this.quota = new AtomicReference<>(quota);
    this.went = new long[Math.max(1, (int) quota.perSecond())];
    Arrays.fill(went, quota.asOf() - SECOND);
  }

  /**
   * A turnstile at rest, with its full burst.
   *
   * @param perSecond calls a second; Ozon allows 50 per store, 10 to 20 leaves room for others
   * @param burst calls that may go at once after a quiet time
   */
  public static Turnstile of(double perSecond, int burst) {
    return new Turnstile(Quota.of(perSecond, burst, System.nanoTime()));
  }

  /**
   * Waits for this caller's turn and takes it.
   *
   * @param patience how long to wait at most
   * @return zero if the call may go now; else how long it still would have to wait, with nothing
   *     taken. A wait that is known to be longer than the patience is refused at once.
   */
  public Duration pass(Duration patience) throws InterruptedException {
    var giveUp = System.nanoTime() + patience.toNanos();
    if (!queue.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      return atLeastAMoment(pause());
    }
    try {
      while (true) {
        var now = System.nanoTime();
        var before = quota.get();
        var pause = longer(before.pause(now), Duration.ofNanos(went[oldest] + SECOND - now));
        if (pause.isZero()) {
          if (quota.compareAndSet(before, before.take(now))) {
            went[oldest] = now;
            oldest = (oldest + 1) % went.length;
            return Duration.ZERO;
          }
        } else if (pause.toNanos() > giveUp - now) {
          return pause;
        } else {
          TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
      }
    } finally {
      queue.unlock();
    }
  }

  /** How long a call would have to wait now, the queue not counted. */
  public Duration pause() {
    return quota.get().pause(System.nanoTime());
  }

  /** Callers that wait their turn, without the one at the head; an estimate, for a metric. */
  public int waiting() {
    return queue.getQueueLength();
  }

  void left(int remaining) {
    quota.updateAndGet(now -> now.left(remaining, System.nanoTime()));
  }

  void exceeded(Duration retryAfter) {
    quota.updateAndGet(now -> now.exceeded(retryAfter, System.nanoTime()));
  }

  /**
   * @param other no pause if it is negative
   */
  private static Duration longer(Duration pause, Duration other) {
    return other.compareTo(pause) > 0 ? other : pause;
  }

  private static Duration atLeastAMoment(Duration pause) {
    return pause.isZero() ? Duration.ofMillis(1) : pause;
  }
}
