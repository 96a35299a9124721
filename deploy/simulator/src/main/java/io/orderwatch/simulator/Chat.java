package io.orderwatch.simulator;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The talk about one posting.
 *
 * @param number of its beginning, among the numbers of messages
 * @param messages oldest first; ids ascend
 */
public record Chat(
    String id,
    long number,
    String store,
    String posting,
    Instant createdAt,
    List<Message> messages,
    long readByBuyer,
    long readBySeller) {

  public record Message(long id, Instant at, boolean fromBuyer, String text) {}

  public Chat {
    messages = List.copyOf(messages);
  }

  static Chat started(String id, long number, Posting posting, Instant at) {
    return new Chat(id, number, posting.store(), posting.number(), at, List.of(), 0, 0);
  }

  public boolean isRead(Message message) {
    return message.id() <= (message.fromBuyer() ? readBySeller : readByBuyer);
  }

  public List<Message> unread() {
    return messages.stream().filter(m -> m.fromBuyer() && !isRead(m)).toList();
  }

  public long lastMessageId() {
    return messages.isEmpty() ? 0 : messages.getLast().id();
  }

  /** Its place among the chats of a list: the newest message, or the beginning. */
  public long newest() {
    return Math.max(number, lastMessageId());
  }

  public int fromSeller() {
    return (int) messages.stream().filter(m -> !m.fromBuyer()).count();
  }

  @Nullable Instant lastFromBuyer() {
    return messages.reversed().stream()
        .filter(Message::fromBuyer)
        .findFirst()
        .map(Message::at)
        .orElse(null);
  }

  Chat with(Message message) {
    return new Chat(
        id,
        number,
        store,
        posting,
        createdAt,
        Stream.concat(messages.stream(), Stream.of(message)).toList(),
        readByBuyer,
        readBySeller);
  }

  Chat readByBuyer(long upTo) {
    return new Chat(
        id, number, store, posting, createdAt, messages, Math.max(readByBuyer, upTo), readBySeller);
  }

  Chat readBySeller(long upTo) {
    return new Chat(
        id, number, store, posting, createdAt, messages, readByBuyer, Math.max(readBySeller, upTo));
  }
}
