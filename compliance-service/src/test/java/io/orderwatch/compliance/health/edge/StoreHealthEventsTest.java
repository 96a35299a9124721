package io.orderwatch.compliance.health.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.compliance.edge.Topics;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreHealthState;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.StoreRating;
import io.orderwatch.contracts.StoreRating.RatingError;
import io.orderwatch.contracts.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class StoreHealthEventsTest {

  private static final Instant LATELY = Service.NOON.minus(Duration.ofDays(3));
  private static final Posting.Cancellation FAULT =
      new Posting.Cancellation(352, "seller", false, true);

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(
      String store, int n, long version, Posting.@Nullable Cancellation cancellation) {
    return new Posting(
        PostingRef.of(store, "s-" + n),
        "o-" + n,
        version,
        cancellation == null ? "awaiting_packaging" : "cancelled",
        cancellation == null ? "posting_created" : "posting_canceled",
        "aggregator",
        List.of(),
        "",
        LATELY,
        null,
        null,
        List.of(),
        cancellation);
  }

  private void orders(String store, int shipments) {
    for (var n = 0; n < shipments; n++) {
      service.tell(new PostingEvent.Received(posting(store, n, 1, null)), LATELY);
    }
  }

  private void cancel(String store, int n) {
    service.tell(new PostingEvent.Cancelled(posting(store, n, 2, FAULT)), LATELY.plusSeconds(60));
  }

  private static List<StoreHealthState> told(String store) {
    return Topics.read(Topic.STORE_HEALTH, store, StoreHealthState.class);
  }

  private static StoreHealthState last(String store) {
    var told = told(store);
    assertThat(told).isNotEmpty();
    return told.getLast();
  }

  @Test
  void a_stores_health_is_told_when_it_changes_and_not_oftener() {
    orders("2101", 20);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(last("2101").readings().getFirst().of()).isEqualTo(20));
    cancel("2101", 0);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(last("2101").readings().getFirst().faults()).isEqualTo(1));
    var last = last("2101");
    assertThat(last.zone()).as("5 %").isEqualTo("blue");
    assertThat(last.store()).isEqualTo(new StoreId("2101"));
    assertThat(last.forecast()).hasSize(7);
    assertThat(told("2101")).as("each is another than the one before").doesNotHaveDuplicates();

    // A posting that changes nothing of the figures is reckoned, and nothing is told.
    var before = told("2101").size();
    service.tell(
        new PostingEvent.Changed(posting("2101", 5, 2, null), "awaiting_packaging", "x"), LATELY);
    cancel("2101", 1);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(last("2101").readings().getFirst().faults()).isEqualTo(2));
    assertThat(told("2101")).hasSize(before + 1);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(service.managed("/q/metrics").body())
                    .contains(
                        "store_cancel_budget{store=\"2101\"}",
                        "store_index_percent{shipments=\"all\",store=\"2101\"} 10.0"));
  }

  @Test
  void ozons_own_word_is_held_against_the_twin_and_every_difference_named() {
    orders("2102", 10);
    cancel("2102", 0);
    service.tell(
        new StoreRating(
            new StoreId("2102"),
            new BigDecimal("20"),
            LocalDate.parse("2026-10-18"),
            LocalDate.parse("2026-10-31"),
            null,
            List.of(
                new RatingError("s-0", "seller_cancellation", LATELY, null, null, false),
                new RatingError("s-9", "seller_delay", LATELY, null, null, false)),
            true),
        Service.NOON);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              var health = service.json(service.get("/api/stores/2102/health"));
              assertThat(health.get("standings").get(0).get("faults").asInt()).isEqualTo(1);
              assertThat(health.get("standings").get(0).get("of").asInt()).isEqualTo(10);
              var ozon = health.get("ozon");
              assertThat(ozon.path("errors").asInt()).isEqualTo(2);
              assertThat(ozon.get("differences").findValuesAsText("kind"))
                  .containsExactly("OTHER_NUMBER", "MISSING_HERE");
              assertThat(ozon.get("differences").get(1).get("posting").asText()).isEqualTo("s-9");
              assertThat(ozon.get("differences").get(0).get("ours").asText())
                  .isEqualTo("10.00 or 11.11");
            });
  }
}
