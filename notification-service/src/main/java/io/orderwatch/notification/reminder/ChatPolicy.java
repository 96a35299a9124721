package io.orderwatch.notification.reminder;

import io.orderwatch.notification.cap.Cap;
import java.time.Duration;

/**
 * How buyers are written to.
 *
 * @param sending without it everything is decided and nothing is sent
 * @param concurrency how many messages of one store may be on their way at once
 * @param history how many of a chat's messages are read to find one whose answer was lost
 * @param byHand whoever was asked for his data by hand within this time is not reminded
 * @param cap how often one buyer is written to
 */
public record ChatPolicy(boolean sending, int concurrency, int history, Duration byHand, Cap cap) {

  /** As long as two steps of the ladder are apart at least. */
  private static final Duration GAP = Duration.ofHours(2);

  public static ChatPolicy usual(boolean sending, Cap cap) {
    return new ChatPolicy(sending, 8, 1000, GAP, cap);
  }
}
