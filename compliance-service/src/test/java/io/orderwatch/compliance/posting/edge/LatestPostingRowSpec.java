package io.orderwatch.compliance.posting.edge;

import static io.orderwatch.compliance.explainer.Samples.NOW;
import static io.orderwatch.compliance.explainer.Samples.REF;
import static io.orderwatch.compliance.explainer.Samples.posting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.compliance.posting.LatestPosting.Unknown;
import io.orderwatch.contracts.Posting;
import org.junit.jupiter.api.Test;

class LatestPostingRowSpec {

  @Test
  void what_is_known_comes_back_from_its_row() {
    var waiting = posting("awaiting_packaging", Posting.AWAITING_PASSPORT, "ozon", "cancel");
    var cancelled = posting("cancelled", "posting_canceled", "ozon");
    var alive = new Known(waiting, NOW, NOW.minusSeconds(5), null, "");
    var ended = new Known(cancelled, NOW, NOW, NOW, Posting.AWAITING_PASSPORT);
    assertThat(LatestPostingRow.of(REF.key(), alive).latestPosting()).isEqualTo(alive);
    assertThat(LatestPostingRow.of(REF.key(), ended).latestPosting()).isEqualTo(ended);
    assertThat(LatestPostingRow.of(REF.key(), alive).onHold()).isTrue();
    assertThat(LatestPostingRow.of(REF.key(), ended).onHold()).isFalse();
  }

  @Test
  void what_is_unknown_has_no_row() {
    assertThatThrownBy(() -> LatestPostingRow.of(REF.key(), new Unknown()))
        .isInstanceOf(IllegalStateException.class);
  }
}
