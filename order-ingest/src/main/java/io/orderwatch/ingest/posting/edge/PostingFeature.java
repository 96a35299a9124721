package io.orderwatch.ingest.posting.edge;

import io.orderwatch.ingest.posting.KnownPosting;
import io.orderwatch.ingest.posting.KnownPosting.Seen;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings what was read from Ozon to {@link KnownPosting}; no event of a topic concerns it. */
@ApplicationScoped
class PostingFeature {

  static final String NAME = "posting";

  static final Feature<KnownPosting> FEATURE =
      Feature.named(NAME)
          .kept(KnownPostingRow.TABLE, new KnownPosting.Unknown())
          .told(Seen.class, (state, seen, input) -> KnownPosting.on(state, seen, input.at()));

  @Produces
  @Singleton
  Feature<KnownPosting> posting() {
    return FEATURE;
  }
}
