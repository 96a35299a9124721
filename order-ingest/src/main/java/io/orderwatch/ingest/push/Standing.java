package io.orderwatch.ingest.push;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How we stand by Ozon's rules: it ends all pushes to an address that is not reached, that answers
 * fewer than half of them with 200, or with errors for 24 hours, or that takes more than 5 s; and
 * each night it finds a type unavailable that takes 2.5 s or more, three such days end it.
 *
 * <p>Source: push_resending, push_monitoring and push_start, September 2026. Over what time "half"
 * is counted and whether the 2.5 s are a mean, Ozon does not say: here it is the newest answers of
 * an hour, and their mean.
 */
public final class Standing {

  static final Duration LONGEST = Duration.ofSeconds(5);
  static final Duration UNAVAILABLE = Duration.ofMillis(2500);
  static final Duration UNSTABLE = Duration.ofMillis(1500);

  static final Duration WINDOW = Duration.ofHours(1);

  /** Fewer answers say nothing. */
  static final int FEWEST = 10;

  /** What Ozon would say of these answers. */
  public enum Verdict {
    AVAILABLE(0),
    /** Nothing ends yet. */
    UNSTABLE(1),
    /** Three such days end the pushes. */
    UNAVAILABLE(2),
    /** All pushes may be ended. */
    SUSPENDABLE(3);

    private final int level;

    Verdict(int level) {
      this.level = level;
    }

    /** The worse, the higher. */
    public int level() {
      return level;
    }
  }

  private record Answer(Duration at, boolean ok, Duration took) {}

  private final int most;
  private final Deque<Answer> last = new ArrayDeque<>();

  /**
   * @param most answers that are looked at, the newest
   */
  public Standing(int most) {
    this.most = most;
  }

  /**
   * @param at of a clock that only goes forward (real time)
   * @param ok answered with 200
   * @param took from when the push was there to its answer (real time)
   */
  public synchronized void answered(Duration at, boolean ok, Duration took) {
    last.addLast(new Answer(at, ok, took));
    if (last.size() > most) {
      last.removeFirst();
    }
  }

  /**
   * @param at of the same clock
   */
  public synchronized Verdict verdict(Duration at) {
    var from = at.minus(WINDOW);
    last.removeIf(answer -> answer.at().compareTo(from) < 0);
    if (last.size() < FEWEST) {
      return Verdict.AVAILABLE;
    }
    var wellDone =
        last.stream()
            .filter(answer -> answer.ok() && answer.took().compareTo(LONGEST) <= 0)
            .count();
    if (wellDone * 2 < last.size()) {
      return Verdict.SUSPENDABLE;
    }
    var mean =
        last.stream()
            .map(Answer::took)
            .reduce(Duration.ZERO, Duration::plus)
            .dividedBy(last.size());
    if (mean.compareTo(UNAVAILABLE) >= 0) {
      return Verdict.UNAVAILABLE;
    }
    return mean.compareTo(UNSTABLE) >= 0 ? Verdict.UNSTABLE : Verdict.AVAILABLE;
  }
}
