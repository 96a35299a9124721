package io.orderwatch.compliance.health.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class HealthApiTest {

  private static final Instant LATELY = Service.NOON.minus(Duration.ofDays(3));

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(
      int n, long version, String status, Posting.@Nullable Cancellation cancellation) {
    return new Posting(
        PostingRef.of("2001", "h-" + n),
        "o-" + n,
        version,
        status,
        cancellation == null ? "posting_created" : "posting_canceled",
        "aggregator",
        List.of(),
        "",
        LATELY,
        null,
        null,
        List.of(new Posting.Item(1, "a", 1, new Money(new BigDecimal("300"), "CNY"))),
        cancellation);
  }

  @Test
  void a_store_sees_its_index_its_zone_what_it_paid_and_how_many_cancellations_are_left() {
    for (var n = 0; n < 100; n++) {
      service.tell(new PostingEvent.Received(posting(n, 1, "awaiting_packaging", null)), LATELY);
    }
    var fault = new Posting.Cancellation(352, "seller", false, true);
    for (var n = 0; n < 5; n++) {
      service.tell(
          new PostingEvent.Cancelled(posting(n, 2, "cancelled", fault)), LATELY.plusSeconds(60));
    }
    var buyers = new Posting.Cancellation(0, "client", false, false);
    service.tell(
        new PostingEvent.Cancelled(posting(50, 2, "cancelled", buyers)), LATELY.plusSeconds(60));
    // A split is neither a shipment nor a cancellation.
    service.tell(
        new PostingEvent.Received(posting(200, 1, "cancelled_from_split_pending", null)), LATELY);
    await()
        .untilAsserted(
            () -> {
              var all =
                  service.json(service.get("/api/stores/2001/health")).get("standings").get(0);
              assertThat(all.get("of").asInt()).isEqualTo(100);
              assertThat(all.get("faults").asInt()).isEqualTo(5);
            });
    var health = service.json(service.get("/api/stores/2001/health"));
    assertThat(health.get("standings").get(0).get("percent").decimalValue())
        .isEqualByComparingTo("5");
    assertThat(health.get("standings").get(1).get("percent").decimalValue())
        .as("5 of 95")
        .isEqualByComparingTo("5.26");
    assertThat(health.get("zone").get("name").asText()).isEqualTo("blue");
    assertThat(health.get("budget").asInt())
        .as("4 more before 10 %, by the stricter reading")
        .isEqualTo(4);
    assertThat(health.get("before").decimalValue()).isEqualByComparingTo("10");
    assertThat(health.get("from").asText()).isEqualTo("2026-10-18");
    assertThat(health.get("until").asText()).isEqualTo("2026-10-31");
    assertThat(health.get("fees").get("roubles").decimalValue())
        .as("on the day itself the index was 0")
        .isZero();
    assertThat(health.get("forecast")).hasSize(7);
    assertThat(health.get("pack").asText()).isEqualTo("2026-10-01.pack");
    assertThat(health.get("rules").get(0).get("citation").get("source").asText())
        .startsWith("docs.ozon.com/global/en/ratings");
  }

  @Test
  void a_store_that_was_never_heard_of_is_not_found() {
    assertThat(service.get("/api/stores/9999/health").statusCode()).isEqualTo(404);
  }

  @Test
  void the_rules_of_a_day_can_be_read() {
    assertThat(service.json(service.get("/api/rules")).get("name").asText())
        .isEqualTo("2026-10-01.pack");
    assertThat(service.json(service.get("/api/rules?at=2026-03-01")).get("name").asText())
        .isEqualTo("2025-04-29.pack");
    assertThat(service.get("/api/rules?at=spring").statusCode()).isEqualTo(400);
    assertThat(service.json(service.get("/api/rules/packs"))).hasSize(2);
  }
}
