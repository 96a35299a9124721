package io.orderwatch.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Ozon shows of a posting, of its buyer's requests and of its chat. order-ingest alone makes
 * these.
 */
public sealed interface PostingEvent extends Event {

  @Override
  default Topic topic() {
    return Topic.POSTINGS;
  }

  /** A change that carries the whole posting as it is now. */
  sealed interface Snapshot extends PostingEvent {
    Posting posting();

    @Override
    default PostingRef ref() {
      return posting().ref();
    }
  }

  /** First seen. */
  @Type("posting.received.v1")
  record Received(Posting posting) implements Snapshot {}

  /** Anything changed that is not one of the endings below. */
  @Type("posting.changed.v1")
  record Changed(Posting posting, String previousStatus, String previousSubstatus)
      implements Snapshot {}

  @Type("posting.cancelled.v1")
  record Cancelled(Posting posting) implements Snapshot {}

  @Type("posting.delivered.v1")
  record Delivered(Posting posting) implements Snapshot {}

  /** On its way back to the seller. */
  @Type("posting.returning.v1")
  record Returning(Posting posting) implements Snapshot {}

  /**
   * The buyer or the carrier asks to cancel.
   *
   * @param initiator Ozon's word: CLIENT, DELIVERY, OZON, SELLER, SYSTEM
   * @param autoApproveAt when silence becomes a yes
   */
  @Type("cancellation.requested.v1")
  record CancellationRequested(
      PostingRef ref, long cancellationId, String initiator, @Nullable Instant autoApproveAt)
      implements PostingEvent {}

  /** The buyer wrote; what he wrote is never carried. */
  @Type("chat.message-received.v1")
  record ChatMessageReceived(PostingRef ref, String chatId, String messageId)
      implements PostingEvent {}

  /** The buyer has read up to this message. */
  @Type("chat.message-read.v1")
  record ChatMessageRead(PostingRef ref, String chatId, String lastReadMessageId)
      implements PostingEvent {}

  @Type("chat.closed.v1")
  record ChatClosed(PostingRef ref, String chatId) implements PostingEvent {}
}
