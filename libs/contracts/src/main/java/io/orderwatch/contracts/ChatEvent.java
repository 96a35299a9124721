package io.orderwatch.contracts;

import java.time.Instant;

/**
 * What Ozon shows of the chats with buyers: who wrote, when, and what was read; never a word of
 * what was written. order-ingest alone makes these. The key is the chat's (decision 18).
 */
public sealed interface ChatEvent extends Event {

  ChatRef chat();

  /** Empty as long as Ozon shows none. */
  String orderNumber();

  /**
   * Grows with every event of the chat, by one unless the database was put back; who has seen n
   * ignores n and below.
   */
  long version();

  @Override
  default String key() {
    return chat().key();
  }

  @Override
  default StoreId store() {
    return chat().store();
  }

  @Override
  default String subject() {
    return chat().chat();
  }

  @Override
  default Topic topic() {
    return Topic.CHATS;
  }

  /** Who takes part: the buyer, the store, or anybody of Ozon's. */
  enum Side {
    BUYER,
    SELLER,
    SUPPORT
  }

  /** First seen; also one that was closed and is open again. */
  @Type("chat.started.v1")
  record Started(ChatRef chat, String orderNumber, long version, Instant startedAt)
      implements ChatEvent {}

  /**
   * Somebody wrote, by whatever means: the store by API or in the cabinet.
   *
   * @param messageId Ozon's number of the message, digits beyond 2^53; ascends within the chat
   */
  @Type("chat.message-received.v1")
  record MessageReceived(
      ChatRef chat,
      String orderNumber,
      long version,
      String messageId,
      Side from,
      Instant writtenAt,
      boolean hasText,
      boolean hasFile)
      implements ChatEvent {}

  /**
   * A side has read what the other wrote, up to this message. Ozon does not say when.
   *
   * @param by who has read
   * @param writtenAt when the message was written
   */
  @Type("chat.message-read.v1")
  record MessageRead(
      ChatRef chat, String orderNumber, long version, String messageId, Side by, Instant writtenAt)
      implements ChatEvent {}

  /** Nobody can write there any more. */
  @Type("chat.closed.v1")
  record Closed(ChatRef chat, String orderNumber, long version) implements ChatEvent {}
}
