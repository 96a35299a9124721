package io.orderwatch.contracts;

/**
 * What became of a message to a buyer. notification-service alone makes these. The buyer's words
 * are never carried.
 */
public sealed interface MessageEvent extends Event.OfPosting {

  @Override
  default Topic topic() {
    return Topic.MESSAGES;
  }

  /** In the chat, seen there or answered with success. */
  @Type("message.sent.v1")
  record Sent(PostingRef ref, int step, String chatId) implements MessageEvent {}

  /**
   * It cannot be sent by API: a person has to send this text in the seller's cabinet.
   *
   * @param text ours, in Russian
   */
  @Type("message.awaiting-operator.v1")
  record AwaitingOperator(PostingRef ref, int step, String text, String reason)
      implements MessageEvent {}

  /** Its reason was gone when the posting was read again. */
  @Type("message.suppressed.v1")
  record Suppressed(PostingRef ref, int step, String reason) implements MessageEvent {}

  @Type("message.failed.v1")
  record Failed(PostingRef ref, int step, String reason) implements MessageEvent {}
}
