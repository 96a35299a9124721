package io.orderwatch.ingest.push;

import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import java.util.Optional;
import java.util.Set;

/**
 * What may be known of a push: never what people wrote. A push is a hint where to look; what is
 * true is read from Ozon.
 *
 * <p>Source: Ozon's push_types, September 2026.
 *
 * @param type Ozon's word; "" if the push has none
 * @param seller the Client-Id it says it is for, as text: Ozon writes a number here and text there
 * @param posting "" if the push names none
 * @param author who did it in a chat, in Ozon's word; else ""
 * @param chat the chat with a buyer that it names; "" if none
 */
public record Push(String type, String seller, String posting, String author, String chat) {

  /** How a push is answered. Whatever is not surely wrong is taken, for errors end the pushes. */
  public sealed interface Answer {

    /** Ozon tests the connection. */
    record Pong() implements Answer {}

    /** There is something new to read about this posting. */
    record Hint(PostingNumber posting) implements Answer {}

    /**
     * Something happened in a chat, which names no posting.
     *
     * @param chat one with a buyer that is worth reading; empty for others
     */
    record Chat(boolean byCustomer, Optional<ChatRef> chat) implements Answer {}

    /** Nothing of ours, or nothing known. */
    record Ignored() implements Answer {}

    /**
     * Surely wrong.
     *
     * @param status of HTTP
     */
    record Refused(int status, Fault fault, String message) implements Answer {}
  }

  /** Ozon's documented codes; its third, for duplicates, would count against us. */
  public enum Fault {
    ERROR_UNKNOWN,
    ERROR_PARAMETER_VALUE_MISSED
  }

  private static final String PING = "TYPE_PING";

  private static final Set<String> ABOUT_POSTINGS =
      Set.of(
          "TYPE_NEW_POSTING",
          "TYPE_POSTING_CANCELLED",
          "TYPE_STATE_CHANGED",
          "TYPE_CUTOFF_DATE_CHANGED",
          "TYPE_DELIVERY_DATE_CHANGED");

  private static final Set<String> ABOUT_CHATS =
      Set.of("TYPE_NEW_MESSAGE", "TYPE_UPDATE_MESSAGE", "TYPE_MESSAGE_READ", "TYPE_CHAT_CLOSED");

  public Answer answer(StoreId store) {
    if (type.isEmpty()) {
      return missed("message_type is missing");
    }
    if (type.equals(PING)) {
      return new Answer.Pong();
    }
    if (!seller.isEmpty() && !seller.equals(store.value())) {
      return new Answer.Refused(403, Fault.ERROR_UNKNOWN, "seller_id is of another store");
    }
    if (!known()) {
      return new Answer.Ignored();
    }
    if (seller.isEmpty()) {
      return missed("seller_id is missing");
    }
    return ABOUT_CHATS.contains(type)
        ? new Answer.Chat(author.equalsIgnoreCase("Customer"), chat(store))
        : hint();
  }

  /** Whether Orderwatch does something with pushes of this type. */
  public boolean known() {
    return type.equals(PING) || ABOUT_POSTINGS.contains(type) || ABOUT_CHATS.contains(type);
  }

  private Answer hint() {
    try {
      return new Answer.Hint(new PostingNumber(posting));
    } catch (IllegalArgumentException e) {
      return missed("posting_number is missing");
    }
  }

  private Optional<ChatRef> chat(StoreId store) {
    return ChatRef.written(chat) ? Optional.of(new ChatRef(store, chat)) : Optional.empty();
  }

  private static Answer missed(String message) {
    return new Answer.Refused(400, Fault.ERROR_PARAMETER_VALUE_MISSED, message);
  }
}
