package io.orderwatch.compliance.hold.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class HoldsApiTest {

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private static Posting posting(int n, long version, String status, String substatus) {
    return new Posting(
        PostingRef.of("4001", "w-" + n),
        "order-" + n,
        version,
        status,
        substatus,
        "aggregator",
        List.of("cancel"),
        "",
        Service.NOON,
        null,
        null,
        List.of(),
        null);
  }

  @Test
  void a_warehouse_sees_what_it_must_not_pack_until_the_data_is_there_or_the_order_gone() {
    for (var n = 1; n <= 3; n++) {
      service.tell(
          new PostingEvent.Received(posting(n, 1, "awaiting_packaging", Posting.AWAITING_PASSPORT)),
          Service.NOON);
    }
    service.tell(
        new PostingEvent.Received(posting(4, 1, "awaiting_packaging", "posting_created")),
        Service.NOON);
    await().untilAsserted(() -> assertThat(held("")).containsExactly("w-1", "w-2", "w-3"));
    await().until(() -> service.get("/api/holds/4001/w-4").statusCode() == 200);

    var first = service.json(service.get("/api/holds?store=4001&limit=2"));
    assertThat(first.get("holds").findValuesAsText("posting")).containsExactly("w-1", "w-2");
    assertThat(first.get("holds").get(0).get("order").asText()).isEqualTo("order-1");
    assertThat(first.get("holds").get(0).get("until").asText())
        .as("24 hours after processing began")
        .isEqualTo("2026-11-02T12:00:00Z");
    assertThat(held("&after=" + first.get("next").asText())).containsExactly("w-3");
    assertThat(service.json(service.get("/api/holds?store=4001")).get("next").isNull()).isTrue();
    assertThat(service.json(service.get("/api/holds?store=4002")).get("holds")).isEmpty();
    assertThat(onHold(1)).isTrue();
    assertThat(onHold(4)).isFalse();
    assertThat(service.get("/api/holds/4001/none").statusCode()).isEqualTo(404);

    service.tell(
        new PostingEvent.Changed(
            posting(1, 2, "awaiting_packaging", "posting_created"),
            "awaiting_packaging",
            Posting.AWAITING_PASSPORT),
        Service.NOON.plusSeconds(60));
    service.tell(
        new PostingEvent.Cancelled(posting(2, 2, "cancelled", Posting.AWAITING_PASSPORT)),
        Service.NOON.plusSeconds(60));
    await().untilAsserted(() -> assertThat(held("")).containsExactly("w-3"));
    assertThat(onHold(2)).isFalse();
  }

  private List<String> held(String more) {
    return service
        .json(service.get("/api/holds?store=4001" + more))
        .get("holds")
        .findValuesAsText("posting");
  }

  private boolean onHold(int n) {
    return service.json(service.get("/api/holds/4001/w-" + n)).get("onHold").asBoolean();
  }
}
