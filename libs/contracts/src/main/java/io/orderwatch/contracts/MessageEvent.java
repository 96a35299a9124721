package io.orderwatch.contracts;

import org.jspecify.annotations.Nullable;

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

  /**
   * The buyer was told something besides the reminders.
   *
   * @param noticeId names it among those of its posting
   * @param situation which of the reviewed texts, for example new-tracking-number
   * @param chatId empty if a person sent it
   */
  @Type("message.notice-sent.v1")
  record NoticeSent(PostingRef ref, String noticeId, String situation, String chatId)
      implements MessageEvent {}

  /**
   * It cannot be sent by API: a person has to send this text in the seller's cabinet.
   *
   * @param text ours, in Russian
   */
  @Type("message.notice-awaiting-operator.v1")
  record NoticeAwaitingOperator(
      PostingRef ref, String noticeId, String situation, String text, String reason)
      implements MessageEvent {}

  /** It reached nobody, and will not. */
  @Type("message.notice-not-sent.v1")
  record NoticeNotSent(PostingRef ref, String noticeId, String situation, String reason)
      implements MessageEvent {}

  /**
   * The buyer has seen it, as far as Ozon shows.
   *
   * @param step 0 for a notice
   * @param noticeId which notice; null for a reminder, and from producers that did not tell
   */
  @Type("message.read.v1")
  record Read(PostingRef ref, int step, String chatId, @Nullable String noticeId)
      implements MessageEvent {

    /** A reminder was read. */
    public Read(PostingRef ref, int step, String chatId) {
      this(ref, step, chatId, null);
    }
  }

  /**
   * The buyer wrote in the chat after it.
   *
   * @param step the last that had been sent; 0 if none had
   * @param about what the answer is about, in a word; what it says is not kept
   * @param noticeId the notice that was sent last, after that step; null if none was, and from
   *     producers that did not tell
   */
  @Type("message.answered.v1")
  record Answered(PostingRef ref, int step, String chatId, String about, @Nullable String noticeId)
      implements MessageEvent {

    /** A reminder was answered, or nothing that was sent. */
    public Answered(PostingRef ref, int step, String chatId, String about) {
      this(ref, step, chatId, about, null);
    }
  }
}
