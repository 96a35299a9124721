package io.orderwatch.contracts;

/** The newest snapshot of a posting, for who joins late: the topic keeps one per posting. */
@Type("posting.state.v1")
public record PostingState(Posting posting) implements Event.OfPosting {

  @Override
  public PostingRef ref() {
    return posting.ref();
  }

  @Override
  public Topic topic() {
    return Topic.POSTING_STATE;
  }
}
