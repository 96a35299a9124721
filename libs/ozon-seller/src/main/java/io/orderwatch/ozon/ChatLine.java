package io.orderwatch.ozon;

import java.time.Instant;

/**
 * That somebody wrote in a chat, without a word of what: not even the store's own.
 *
 * <p>Source: {@code /v3/chat/history}, April 2026.
 *
 * @param id Ozon's number of the message: digits, beyond 2^53
 * @param hasText whether there are words in it
 * @param hasFile whether there is a picture in it, or a link to a file of Ozon's chat
 * @param isRead whether the other side has seen it
 * @param orderNumber "" if Ozon shows none
 */
public record ChatLine(
    String id,
    Instant writtenAt,
    ChatMessage.Author author,
    boolean hasText,
    boolean hasFile,
    boolean isRead,
    String orderNumber) {

  /** By Ozon's numbers, which ascend; "" is before the first. */
  public static int compare(String one, String other) {
    var byLength = Integer.compare(one.length(), other.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }
}
