package io.orderwatch.compliance.posting;

import static io.orderwatch.compliance.explainer.Samples.NOW;
import static io.orderwatch.compliance.explainer.Samples.posting;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.compliance.posting.LatestPosting.Unknown;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import org.junit.jupiter.api.Test;

public class LatestPostingSpec {

  private static final Posting WAITING =
      posting("awaiting_packaging", Posting.AWAITING_PASSPORT, "aggregator", "cancel");
  private static final Posting CANCELLED = posting("cancelled", "posting_canceled", "aggregator");

  private static LatestPosting heard(LatestPosting state, Posting posting, int minute) {
    var decision =
        LatestPosting.on(state, new PostingEvent.Received(posting), NOW.plusSeconds(60L * minute));
    assertThat(decision.effects()).isEmpty();
    return decision.next();
  }

  @Test
  void the_newest_version_is_what_is_known() {
    var first = heard(new Unknown(), WAITING, 0);
    assertThat(first).isEqualTo(new Known(WAITING, NOW, NOW, null, ""));
    var second = heard(first, WAITING.withVersion(2), 1);
    assertThat(second)
        .isEqualTo(
            new Known(
                WAITING.withVersion(2), NOW.plusSeconds(60), NOW, null, Posting.AWAITING_PASSPORT));
  }

  @Test
  void versions_that_were_seen_change_nothing() {
    var known = heard(new Unknown(), WAITING.withVersion(2), 0);
    assertThat(heard(known, CANCELLED.withVersion(2), 1)).isEqualTo(known);
    assertThat(heard(known, CANCELLED.withVersion(1), 1)).isEqualTo(known);
  }

  @Test
  void a_cancelled_posting_keeps_when_it_was_and_what_it_was_before() {
    var cancelled = heard(heard(new Unknown(), WAITING, 0), CANCELLED.withVersion(2), 5);
    assertThat(cancelled)
        .isEqualTo(
            new Known(
                CANCELLED.withVersion(2),
                NOW.plusSeconds(300),
                NOW,
                NOW.plusSeconds(300),
                Posting.AWAITING_PASSPORT));
    var touched = (Known) heard(cancelled, CANCELLED.withVersion(3), 9);
    assertThat(touched.cancelledAt()).isEqualTo(NOW.plusSeconds(300));
    assertThat(touched.before()).isEqualTo(Posting.AWAITING_PASSPORT);
    var blank = (Known) heard(touched, posting("", "", "aggregator").withVersion(4), 9);
    assertThat(blank.cancelledAt())
        .as("nothing was said of how it stands")
        .isEqualTo(NOW.plusSeconds(300));
    assertThat(heard(touched, WAITING.withVersion(4), 10))
        .isEqualTo(
            new Known(
                WAITING.withVersion(4),
                NOW.plusSeconds(600),
                NOW,
                null,
                Posting.AWAITING_PASSPORT));
  }

  @Test
  void a_shipment_is_created_when_its_processing_starts_or_when_it_is_first_seen() {
    assertThat(((Known) heard(new Unknown(), WAITING, 0)).createdAt())
        .isEqualTo(WAITING.inProcessAt());
  }
}
