package io.orderwatch.compliance.posting.edge;

import io.orderwatch.compliance.posting.LatestPosting;
import io.orderwatch.contracts.PostingEvent.Snapshot;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings postings to {@link LatestPosting}. */
@ApplicationScoped
class PostingFeature {

  @Produces
  @Singleton
  Feature<LatestPosting> postings() {
    return Feature.named("posting")
        .kept(LatestPostingRow.TABLE, new LatestPosting.Unknown())
        .hears(Snapshot.class, (state, event, input) -> LatestPosting.on(state, event, input.at()));
  }
}
