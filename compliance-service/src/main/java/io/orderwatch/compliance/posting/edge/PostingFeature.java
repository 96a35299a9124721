package io.orderwatch.compliance.posting.edge;

import io.orderwatch.compliance.posting.LatestPosting;
import io.orderwatch.contracts.PostingEvent.Snapshot;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings postings to {@link LatestPosting}. */
@ApplicationScoped
class PostingFeature {

  @Produces
  @Singleton
  Feature<LatestPosting> postings(Event<LatestPostingRow.Changed> changed) {
    return Feature.named("posting")
        .kept(LatestPostingRow.TABLE, new LatestPosting.Unknown())
        .hears(Snapshot.class, (state, event, input) -> LatestPosting.on(state, event, input.at()))
        .counts(
            (input, _) ->
                changed.fire(
                    new LatestPostingRow.Changed(PostingRef.parse(input.key()).store().value())));
  }
}
