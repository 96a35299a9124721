package io.orderwatch.logistics.tracking.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.ShipmentEvent.TrackingChanged;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.SimulatedOzon;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many numbers of one store against the stand-in for Ozon, and what they cost in calls. */
class ManyNumbersTest extends ShipmentFlow {

  private static final String SET = "/v2/fbs/posting/tracking-number/set";
  private static final String LIST = "/v4/posting/fbs/list";
  private static final String GET = "/v3/posting/fbs/get";

  @TempDir Path directory;

  @Test
  void a_thousand_numbers_of_a_store_take_few_calls_and_each_is_set_once()
      throws IOException, SQLException {
    var simulated = inTransit(1000);
    var wanted = change(simulated);
    awaitChanged(1000);
    var calls = simulated.calls();
    System.out.printf(
        "1000 tracking numbers: %d calls that set them, %d lists and %d single postings read%n",
        calls.get(SET), calls.get(LIST), calls.getOrDefault(GET, 0L));
    assertThat(calls.get(SET)).isBetween(50L, 60L);
    assertThat(calls.get(LIST)).isBetween(100L, 120L);
    assertThat(calls).doesNotContainKey(GET);
    assertThat(shown(simulated)).isEqualTo(wanted);
    assertThat(simulated.ledger("tracking_changed")).hasSize(1000);
  }

  /** Items are refused in a 200, calls fail, answers are lost after the effect. */
  @Test
  void each_is_set_once_though_calls_and_items_fail() throws IOException, SQLException {
    var simulated = inTransit(60);
    simulated.faults(
        """
        {"serverError": 0.1, "droppedAfterEffect": 0.2, "throttled": 0.05, "itemRefused": 0.1}""");
    var wanted = change(simulated);
    awaitChanged(60);
    assertThat(shown(simulated)).isEqualTo(wanted);
    assertThat(simulated.ledger("tracking_changed")).hasSize(60);
  }

  private SimulatedOzon inTransit(int postings) throws IOException {
    return simulated(
        directory,
        """
        "postings": %d, "startedBefore": "P4D", "integrations": {"3pl_tracking": 1}"""
            .formatted(postings));
  }

  /** The numbers that are asked for, by posting. */
  private Map<String, String> change(SimulatedOzon simulated) throws SQLException {
    var postings = simulated.postings();
    var wanted = new HashMap<String, String>();
    for (var n = 0; n < postings.size(); n++) {
      // of the form of a Russian postal number
      wanted.put(postings.get(n).posting().value(), "8%013d".formatted(n));
    }
    var mailbox = running(new SettingTrackingNumber(at(simulated)));
    for (var from = 0; from < postings.size(); from += 500) {
      hear(
          mailbox,
          postings.subList(from, Math.min(from + 500, postings.size())).stream()
              .map(ref -> changing(ref, wanted.get(ref.posting().value())))
              .toArray(Event[]::new));
    }
    return wanted;
  }

  private static ChangeTracking changing(PostingRef ref, String number) {
    return new ChangeTracking(ref, "many", number, "relabelled", "anna", null);
  }

  private void awaitChanged(int many) {
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(
            () ->
                assertThat(published())
                    .filteredOn(each -> each.event() instanceof TrackingChanged)
                    .hasSize(many));
  }

  private static Map<String, String> shown(SimulatedOzon simulated) {
    var shown = new HashMap<String, String>();
    List<JsonNode> truth = simulated.truth();
    truth.forEach(each -> shown.put(each.path("posting").asText(), each.path("tracking").asText()));
    return shown;
  }
}
