package io.orderwatch.ozon;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionSpec {

  @ParameterizedTest
  @CsvSource({
    "hybrid, hybrid_aggregator, aggregator",
    "hybrid, hybrid_3pl_tracking, 3pl_tracking",
    "hybrid, hybrid_non_integrated, non_integrated",
    "hybrid, , hybrid",
    "hybrid, hybrid, hybrid",
    "aggregator, aggregator, aggregator",
    "ozon, hybrid_aggregator, ozon",
  })
  void a_hybrid_is_what_the_flow_says_of_it(String type, @Nullable String flow, String expected) {
    assertThat(Projection.of(shown(type, flow, "N-1", "35.22")).integration()).isEqualTo(expected);
  }

  @Test
  void both_ways_of_writing_a_price_are_one() {
    assertThat(Projection.of(shown("ozon", null, "N-1", "35.2200")))
        .isEqualTo(Projection.of(shown("ozon", null, "N-1", "35.22")));
  }

  @Test
  void what_neither_postgresql_nor_json_takes_is_left_out() {
    assertThat(Projection.of(shown("ozon", null, "N\0-\uD8001", "1")).orderNumber())
        .isEqualTo("N-1");
  }

  @Test
  void who_cancelled_and_the_actions_are_told_in_one_order() {
    var posting = Projection.of(shown("ozon", null, "N-1", "1"));
    assertThat(posting.actions()).containsExactly("arbitration", "cancel");
    assertThat(posting.cancellation())
        .isEqualTo(new Posting.Cancellation(352, "seller", false, true));
    assertThat(posting.version()).isZero();
  }

  private static OzonPosting shown(
      String type, @Nullable String flow, String orderNumber, String price) {
    return new OzonPosting(
        new StoreId("1001"),
        new PostingNumber("0132112277-0102-1"),
        orderNumber,
        "cancelled",
        "posting_canceled",
        null,
        type,
        flow,
        "",
        null,
        null,
        List.of("cancel", "arbitration", "cancel"),
        List.of(new OzonPosting.Item(1, "SK", 1, new Money(new BigDecimal(price), "CNY"))),
        new OzonPosting.Cancellation(352, "seller", "seller", false, true),
        null,
        null);
  }
}
