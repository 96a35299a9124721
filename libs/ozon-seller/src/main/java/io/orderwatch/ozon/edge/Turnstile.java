package io.orderwatch.ozon.edge;

import io.orderwatch.ozon.Quota;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one store's calls through at the pace of its {@link Quota}, first come, first served. Share
 * one between all clients of a store: Ozon counts by Client-Id. The time is the machine's, also
 * where the rest of the program runs on a scaled clock.
 */
public final class Turnstile {
  private final ReentrantLock queue = new ReentrantLock(true);
  private final AtomicReference<Quota> quota;

  private Turnstile(Quota quota) {
    this.quota = new AtomicReference<>(quota);
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
        var pause = before.pause(now);
        if (pause.isZero()) {
          if (quota.compareAndSet(before, before.take(now))) {
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

  private static Duration atLeastAMoment(Duration pause) {
    return pause.isZero() ? Duration.ofMillis(1) : pause;
  }
}
