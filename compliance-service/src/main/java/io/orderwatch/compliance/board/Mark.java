package io.orderwatch.compliance.board;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far the last message to the buyer of a case got. An answer counts if it came after that
 * message, or where no message of ours was sent at all; what was read before it does not.
 */
public enum Mark {
  NOTHING_SENT("○"),
  UNREAD("✉"),
  READ("✓"),
  ANSWERED("↩");

  private final String sign;

  Mark(String sign) {
    this.sign = sign;
  }

  /**
   * @param sentStep the last step that reached the buyer; 0 if none did
   * @param sentAt when it did; null if none did
   * @param readStep the last step that he was seen to have read; 0 if none
   * @param answeredAt when he last wrote; null if he never did
   */
  public static Mark of(
      int sentStep, @Nullable Instant sentAt, int readStep, @Nullable Instant answeredAt) {
    if (answeredAt != null && (sentAt == null || !answeredAt.isBefore(sentAt))) {
      return ANSWERED;
    }
    if (sentStep == 0) {
      return NOTHING_SENT;
    }
    return readStep >= sentStep ? READ : UNREAD;
  }

  /** As the address and texts write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** For whoever sees no colour; the word stands beside it. */
  public String sign() {
    return sign;
  }

  public static Optional<Mark> read(String word) {
    for (var each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
