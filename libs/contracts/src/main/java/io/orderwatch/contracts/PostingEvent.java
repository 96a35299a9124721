package io.orderwatch.contracts;

/** What Ozon shows of a posting. order-ingest alone makes these. */
public sealed interface PostingEvent extends Event.OfPosting {

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
}
