package io.orderwatch.ingest.posting.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.ingest.posting.KnownPosting.Known;
import io.orderwatch.ingest.posting.KnownPosting.Unknown;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownPostingRowSpec {

  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
  private static final PostingRef REF = PostingRef.of("1001", "1-1");

  @Test
  void what_is_known_comes_back_from_its_row() {
    var full = new Known(posting(AT, new Posting.Cancellation(402, "ozon", false, true)), AT);
    var least = new Known(posting(null, null), AT);
    assertThat(KnownPostingRow.of(REF.key(), full).knownPosting()).isEqualTo(full);
    assertThat(KnownPostingRow.of(REF.key(), least).knownPosting()).isEqualTo(least);
  }

  @Test
  void what_is_unknown_has_no_row() {
    assertThatThrownBy(() -> KnownPostingRow.of(REF.key(), new Unknown()))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Posting posting(
      @Nullable Instant at, Posting.@Nullable Cancellation cancellation) {
    return new Posting(
        REF,
        "1",
        3,
        "awaiting_packaging",
        "posting_created",
        "aggregator",
        List.of("cancel"),
        "T1",
        at,
        at,
        at,
        List.of(new Posting.Item(7, "A-1", 1, new Money(new BigDecimal("35.22"), "CNY"))),
        cancellation);
  }
}
