package io.orderwatch.ozon;

import java.time.Instant;
import java.util.List;

/**
 * A message of a chat. What a buyer wrote is never read; only the store's own words are, to see
 * whether a message went out.
 *
 * @param id a number beyond 2^53 on Ozon's side, so text here
 * @param text the store's own parts; always empty for any other author
 * @param isRead whether the other side has seen it
 */
public record ChatMessage(
    String id, Instant createdAt, Author author, List<String> text, boolean isRead) {

  public ChatMessage {
    text = author == Author.SELLER ? List.copyOf(text) : List.of();
  }

  /** Who wrote: the buyer, the store, or anybody else (support, courier, Ozon's own notices). */
  public enum Author {
    CUSTOMER,
    SELLER,
    OTHER
  }
}
