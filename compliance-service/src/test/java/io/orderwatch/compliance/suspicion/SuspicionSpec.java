package io.orderwatch.compliance.suspicion;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuspicionSpec {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private static Known known(
      String number, String substatus, @Nullable Boolean shown, List<String> actions) {
    var posting =
        new Posting(
            PostingRef.of("1001", number),
            "order-" + number,
            1,
            "awaiting_packaging",
            substatus,
            "aggregator",
            actions,
            "",
            NOON,
            null,
            null,
            List.of(),
            null,
            shown,
            null);
    return new Known(posting, NOON, NOON, null, "");
  }

  private static List<Known> siblings(int many) {
    return IntStream.range(0, many)
        .mapToObj(n -> known("s-" + n, "posting_created", true, List.of("cancel", "ship")))
        .toList();
  }

  private static List<Suspicion> among(List<Known> siblings, Known... others) {
    var all = new ArrayList<>(siblings);
    all.addAll(List.of(others));
    return Suspicion.among(all);
  }

  @Test
  void a_posting_that_offers_only_to_cancel_it_where_its_like_offer_more_is_suspected() {
    var odd = known("odd", "posting_created", true, List.of("cancel"));
    assertThat(among(siblings(3), odd))
        .containsExactly(
            new Suspicion(
                odd.posting().ref(),
                "order-odd",
                "awaiting_packaging",
                "posting_created",
                List.of("ship"),
                3,
                NOON));
  }

  @Test
  void what_proves_nothing_is_not_suspected() {
    var odd = known("odd", "posting_created", true, List.of("cancel"));
    assertThat(among(siblings(2), odd)).as("too few to hold it against").isEmpty();
    assertThat(among(siblings(9), known("a", Posting.AWAITING_PASSPORT, true, List.of("cancel"))))
        .as("it has a case")
        .isEmpty();
    assertThat(among(siblings(9), known("a", "posting_created", false, List.of("cancel"))))
        .as("Ozon did not say what it offers")
        .isEmpty();
    assertThat(among(siblings(9), known("a", "posting_other", true, List.of("cancel"))))
        .as("none is like it")
        .isEmpty();
    assertThat(among(siblings(9), known("a", "posting_created", true, List.of())))
        .as("nothing at all is another matter")
        .isEmpty();
    var many =
        IntStream.range(0, 9)
            .mapToObj(n -> known("m-" + n, "posting_created", true, List.of("cancel")))
            .toArray(Known[]::new);
    assertThat(among(siblings(4), many)).as("most of its like offer no more").isEmpty();
  }
}
