package io.orderwatch.compliance.timeline.edge;

import io.orderwatch.compliance.timeline.Timeline;
import io.orderwatch.contracts.Event;
import io.orderwatch.mailbox.edge.Feature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Brings all that is said of postings to {@link Timeline}. */
@ApplicationScoped
class TimelineFeature {

  @Produces
  @Singleton
  Feature<Timeline> timelines() {
    return Feature.named("timeline")
        .kept(TimelineRow.TABLE, Timeline.EMPTY)
        .hears(
            Event.OfPosting.class,
            (state, event, input) -> Timeline.on(state, event, input.cause(), input.at()));
  }
}
