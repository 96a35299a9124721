package io.orderwatch.compliance.advice.edge;

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
class AdviceApiTest {

  private static final Instant YESTERDAY = Service.NOON.minus(Duration.ofDays(1));

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(
      String store,
      int n,
      long version,
      String status,
      String substatus,
      Posting.@Nullable Cancellation cancellation) {
    return new Posting(
        PostingRef.of(store, "a-" + n),
        "o-" + n,
        version,
        status,
        substatus,
        "aggregator",
        cancellation == null ? List.of("cancel") : List.of(),
        "",
        YESTERDAY,
        null,
        null,
        List.of(new Posting.Item(1, "a", 1, new Money(new BigDecimal("300"), "CNY"))),
        cancellation);
  }

  private void store(String store) {
    for (var n = 0; n < 50; n++) {
      var substatus = n == 0 ? Posting.AWAITING_PASSPORT : "posting_created";
      service.tell(
          new PostingEvent.Received(posting(store, n, 1, "awaiting_packaging", substatus, null)),
          YESTERDAY);
    }
    var fault = new Posting.Cancellation(352, "seller", false, true);
    service.tell(
        new PostingEvent.Cancelled(posting(store, 49, 2, "cancelled", "posting_canceled", fault)),
        YESTERDAY.plusSeconds(60));
    await()
        .untilAsserted(
            () -> {
              var all =
                  service.json(service.get("/api/stores/" + store + "/health")).get("standings");
              assertThat(all.get(0).get("of").asInt()).isEqualTo(50);
              assertThat(all.get(0).get("faults").asInt()).isEqualTo(1);
            });
  }

  @Test
  void which_ending_harms_least_is_answered_in_three_languages() {
    store("3001");
    var advice = service.json(service.get("/api/postings/3001/a-0/advice?lang=en"));
    assertThat(advice.get("endings").findValuesAsText("ending"))
        .containsExactly("wait-for-data", "let-ozon-cancel", "seller-cancel");
    var cancel = advice.get("endings").get(2);
    assertThat(cancel.get("indexBefore").decimalValue()).isEqualByComparingTo("2");
    assertThat(cancel.get("indexAfter").decimalValue()).isEqualByComparingTo("4");
    assertThat(cancel.get("feeRoubles").decimalValue()).isZero();
    assertThat(cancel.get("rule").get("citation").get("confidence").asText()).isEqualTo("OFFICIAL");
    assertThat(cancel.get("changes").get(0).asText()).contains("0 more can be cancelled today");
    assertThat(name("ru")).isEqualTo("Ждать паспортные данные");
    assertThat(name("zh")).isEqualTo("等待护照信息");
    assertThat(advice.get("past").isNull()).isTrue();

    var past = service.json(service.get("/api/postings/3001/a-49/advice")).get("past");
    assertThat(past.get("end").asText()).isEqualTo("seller");
    assertThat(past.get("counts").asBoolean()).isTrue();
    assertThat(past.get("pack").asText()).isEqualTo("2026-10-01.pack");
    assertThat(service.get("/api/postings/3001/none/advice").statusCode()).isEqualTo(404);
  }

  private String name(String language) {
    return service
        .json(service.get("/api/postings/3001/a-0/advice?lang=" + language))
        .get("endings")
        .get(0)
        .get("name")
        .asText();
  }

  @Test
  void what_cancelling_all_of_these_would_do_is_reckoned_together() {
    store("3002");
    var asked = new StringBuilder("{\"store\":\"3002\",\"posting\":\"never\"}");
    for (var n : List.of(0, 1, 2, 3, 3, 49)) {
      asked.append(",{\"store\":\"3002\",\"posting\":\"a-%d\"}".formatted(n));
    }
    var bulk =
        service.json(service.post("/api/advice/bulk?lang=en", "{\"postings\":[" + asked + "]}"));
    var together = bulk.get("stores").get(0);
    assertThat(together.get("cancellable").asInt()).isEqualTo(4);
    assertThat(together.get("indexBefore").decimalValue()).isEqualByComparingTo("2");
    assertThat(together.get("indexAfter").decimalValue()).isEqualByComparingTo("10");
    assertThat(together.get("zoneAfter").asText()).isEqualTo("blue");
    assertThat(together.get("crosses").asBoolean()).isTrue();
    assertThat(together.get("feeRoubles").decimalValue())
        .as("4 of 108")
        .isEqualByComparingTo("432");
    assertThat(together.get("feeYuan").decimalValue()).isEqualByComparingTo("36");
    assertThat(bulk.get("postings")).hasSize(6);
    assertThat(bulk.get("postings").get(0).get("known").asBoolean()).isFalse();
    assertThat(bulk.get("postings").get(1).get("name").asText())
        .isEqualTo("Wait for the passport data");
    assertThat(service.post("/api/advice/bulk", "{\"postings\":[]}").statusCode()).isEqualTo(400);
    assertThat(service.post("/api/advice/bulk", "{}").statusCode()).isEqualTo(400);
  }
}
