package io.orderwatch.contracts;

/** What Ozon shows of requests to cancel. order-ingest alone makes these. */
public sealed interface CancellationEvent extends Event.OfPosting {

  /** The request as it is now. */
  CancellationRequest request();

  @Override
  default PostingRef ref() {
    return request().ref();
  }

  @Override
  default Topic topic() {
    return Topic.CANCELLATIONS;
  }

  /** It waits for an answer: first seen, or with another time until which. */
  @Type("cancellation.requested.v1")
  record Requested(CancellationRequest request) implements CancellationEvent {}

  /** It waits for no answer any more; its state says which it got. */
  @Type("cancellation.closed.v1")
  record Closed(CancellationRequest request) implements CancellationEvent {}
}
