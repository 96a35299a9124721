package io.orderwatch.ozon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A chat as Ozon's list shows it: that it is there and how far it is. Ozon's words as {@link
 * Vocabulary#word} writes them.
 *
 * <p>Source: {@code /v3/chat/list}, April 2026.
 *
 * @param status opened, closed, or a new word
 * @param type for example buyer_seller
 * @param lastMessage Ozon's number of it; "" if there is none
 */
public record OzonChat(
    String id, String status, String type, @Nullable Instant createdAt, String lastMessage) {

  /** The type of the chats with buyers; those of Ozon Select have a longer word. */
  private static final String WITH_BUYER = "buyer_seller";

  public boolean withBuyer() {
    return withBuyer(type);
  }

  /**
   * @param type as {@link Vocabulary#word} writes it
   */
  public static boolean withBuyer(String type) {
    return type.startsWith(WITH_BUYER);
  }
}
