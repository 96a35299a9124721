package io.orderwatch.mailbox.edge;

import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A trouble that comes again and again, a table that is not there for example: told when it begins,
 * counted once a minute, told when it is over. Any thread may tell of it. A server that is away is
 * an {@link Outage}.
 */
public final class Trouble {

  /** Real time. */
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final String who;
  private final Logger log;
  private @Nullable Duration began;
  private Duration told = Duration.ZERO;
  private long times;

  /**
   * @param who what is in trouble, with which every line begins
   */
  public Trouble(String who, Logger log) {
    this.who = who;
    this.log = log;
  }

  /** It came, perhaps again. */
  public void came(String what) {
    var line = came(what, now());
    if (line != null) {
      log.warn(line);
    }
  }

  /** All went well. */
  public void over() {
    var line = over(now());
    if (line != null) {
      log.info(line);
    }
  }

  /**
   * What is to be said of it now; null for nothing.
   *
   * @param now on a clock that only goes forward (real time)
   */
  synchronized @Nullable String came(String what, Duration now) {
    times++;
    if (began == null) {
      began = now;
      told = now;
      return "%s pauses: %s".formatted(who, what);
    }
    if (now.minus(told).compareTo(EVERY) < 0) {
      return null;
    }
    told = now;
    return "%s still pauses, %d times in %d s: %s"
        .formatted(who, times, now.minus(began).toSeconds(), what);
  }

  /** As {@link #came(String, Duration)}. */
  synchronized @Nullable String over(Duration now) {
    if (began == null) {
      return null;
    }
    var line = "%s goes on after %d s".formatted(who, now.minus(began).toSeconds());
    began = null;
    times = 0;
    return line;
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }
}
