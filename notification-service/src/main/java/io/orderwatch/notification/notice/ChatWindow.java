package io.orderwatch.notification.notice;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a chat can be opened: within 72 hours after payment or after delivery (official schema of
 * /v1/chat/start, April 2026). Ozon does not say when a posting was delivered, so that a delivered
 * one is left to Ozon's own answer.
 */
public final class ChatWindow {

  static final Duration OPEN = Duration.ofDays(3);

  private ChatWindow() {}

  /**
   * Whether Ozon surely refuses to open a chat.
   *
   * @param paid when processing began, the nearest that Ozon tells; null if it does not
   */
  public static boolean closed(@Nullable Instant paid, boolean delivered, Instant now) {
    return paid != null && !delivered && !now.isBefore(paid.plus(OPEN));
  }
}
