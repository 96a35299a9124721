package io.orderwatch.compliance.timeline.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.compliance.edge.Backing;
import io.orderwatch.compliance.edge.Service;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.ReturnEvent;
import io.orderwatch.contracts.ShipmentEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Backing.class)
class TimelineApiTest {

  private static final PostingRef REF = PostingRef.of("8001", "t-1");

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  Forgetting forgetting;

  private final Service service = new Service();

  @AfterEach
  void close() {
    service.close();
  }

  private static List<Event> events(PostingRef ref) {
    var posting =
        new Posting(
            ref,
            "order",
            1,
            "awaiting_packaging",
            Posting.AWAITING_PASSPORT,
            "aggregator",
            List.of("cancel"),
            "",
            Service.NOON,
            null,
            null,
            List.of(),
            null);
    var back =
        new Return(
            ref, 7, "fbs", "order", 1, "", "arrived", "", null, null, null, null, "", List.of(),
            false);
    return List.of(
        new PostingEvent.Received(posting),
        new MessageEvent.Sent(ref, 1, "chat"),
        new ShipmentEvent.CancelRefused(ref, "c", "in-transit", "It is on its way."),
        new ReturnEvent.Opened(back));
  }

  @Test
  void all_that_any_service_said_of_a_posting_is_told_in_order_page_by_page() throws SQLException {
    var events = events(REF).reversed();
    for (var i = 0; i < events.size(); i++) {
      service.tell(events.get(i), Service.NOON.minusSeconds(60L * i));
    }
    var path = "/api/cases/8001/t-1/timeline";
    // the case that opens and its first step are told by this service itself
    await()
        .untilAsserted(
            () -> {
              assertThat(service.get(path).statusCode()).isEqualTo(200);
              assertThat(service.json(service.get(path)).get("told").asInt()).isEqualTo(6);
            });
    var all = service.json(service.get(path)).get("events");
    assertThat(all.findValuesAsText("at")).isSorted().hasSize(6);
    assertThat(all.findValuesAsText("type"))
        .containsExactlyInAnyOrder(
            "posting.received.v1",
            "passport.missing.v1",
            "passport.reminder-due.v1",
            "message.sent.v1",
            "shipment.cancel-refused.v1",
            "return.opened.v1");

    var paged = new ArrayList<String>();
    var cursor = "";
    do {
      var page =
          service.json(
              service.get(path + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor)));
      assertThat(page.get("events").size()).isLessThanOrEqualTo(2);
      paged.addAll(page.get("events").findValuesAsText("id"));
      cursor = page.get("next").isNull() ? "" : page.get("next").asText();
    } while (!cursor.isEmpty());
    assertThat(paged).isEqualTo(all.findValuesAsText("id"));

    assertThat(forgetting.forget(Service.NOON.plus(Duration.ofDays(90)).minusSeconds(90)))
        .as("what is older than its retention")
        .isPositive();
    var left = service.json(service.get(path));
    assertThat(left.get("told").asInt()).isEqualTo(6);
    assertThat(left.get("events").size()).isBetween(1, 4);
    forgetting.forget(Service.NOON.plus(Duration.ofDays(91)));
    assertThat(service.get(path).statusCode()).isEqualTo(404);
  }
}
