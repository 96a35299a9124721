package io.orderwatch.ingest.posting.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.ingest.posting.KnownPosting.Seen;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.States;
import jakarta.inject.Singleton;

/** Brings what was read from Ozon to {@link KnownPosting}; no event of a topic concerns it. */
@Singleton
public class PostingHandler implements Feature<KnownPosting> {

  static final String NAME = "posting";

  private final KnownPostings postings = new KnownPostings();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public KnownPosting unknown() {
    return new KnownPosting.Unknown();
  }

  @Override
  public States<KnownPosting> states() {
    return postings;
  }

  @Override
  public boolean hears(Event event) {
    return false;
  }

  @Override
  public Decision<KnownPosting> decide(KnownPosting state, Input input) {
    return switch (input.content()) {
      case Seen seen -> KnownPosting.on(state, seen, input.at());
      default ->
          throw new IllegalArgumentException(
              "no known posting hears " + input.content().getClass());
    };
  }
}
