package io.orderwatch.contracts;

/** What Ozon shows of goods that come back. order-ingest alone makes these. */
public sealed interface ReturnEvent extends Event.OfPosting {

  /** The return as it is now. */
  Return shown();

  @Override
  default PostingRef ref() {
    return shown().ref();
  }

  @Override
  default Topic topic() {
    return Topic.RETURNS;
  }

  /** First seen. */
  @Type("return.opened.v1")
  record Opened(Return shown) implements ReturnEvent {}

  /** Anything changed that is not its end; also one that had ended and goes on. */
  @Type("return.changed.v1")
  record Changed(Return shown, String previousStatus) implements ReturnEvent {}

  @Type("return.closed.v1")
  record Closed(Return shown) implements ReturnEvent {}
}
