package io.orderwatch.notification.reminder;

/**
 * How buyers are written to.
 *
 * @param sending without it everything is decided and nothing is sent
 * @param concurrency how many messages of one store may be on their way at once
 * @param history how many of a chat's messages are read to find one whose answer was lost
 */
public record ChatPolicy(boolean sending, int concurrency, int history) {

  public static ChatPolicy usual(boolean sending) {
    return new ChatPolicy(sending, 8, 1000);
  }
}
