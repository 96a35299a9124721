package io.orderwatch.notification.reminder;

import java.time.Duration;

/**
 * How buyers are written to.
 *
 * @param sending without it everything is decided and nothing is sent
 * @param concurrency how many messages of one store may be on their way at once
 * @param history how many of a chat's messages are read to find one whose answer was lost
 * @param longestPause between two tries of one message (real time)
 */
public record ChatPolicy(boolean sending, int concurrency, int history, Duration longestPause) {

  /** The pauses are short, for hours count and the store's quota keeps anybody from hammering. */
  public static ChatPolicy usual(boolean sending) {
    return new ChatPolicy(sending, 8, 1000, Duration.ofSeconds(8));
  }

  /**
   * How long to wait after this try.
   *
   * @param attempt 1 for the first
   */
  public Duration pause(int attempt) {
    var pause = Duration.ofSeconds(1L << Math.min(attempt - 1, 5));
    return pause.compareTo(longestPause) > 0 ? longestPause : pause;
  }
}
