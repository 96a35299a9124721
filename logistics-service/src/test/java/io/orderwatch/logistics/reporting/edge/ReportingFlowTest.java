package io.orderwatch.logistics.reporting.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.ReportProgress;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed;
import io.orderwatch.contracts.ShipmentEvent.CommandProgressed.State;
import io.orderwatch.logistics.shipment.edge.ShipmentFlow;
import io.orderwatch.logistics.shipment.edge.SimulatedOzon;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportingFlowTest extends ShipmentFlow {

  /** Nobody but the seller says where the parcel is. */
  private static final String ONE =
      """
      "startedBefore": "%s", "postings": 1, "reportedElsewhere": false, "statusDelay": "PT30S",
      "integrations": {"non_integrated": 1}""";

  @TempDir Path directory;

  @Test
  void a_parcel_is_reported_step_by_step_and_each_is_done_when_ozon_shows_it() throws Exception {
    var simulated = simulated(directory, ONE.formatted("P2D"));
    var ref = simulated.postings().getFirst();
    var mailbox = running(new ReportingStatus(at(simulated)));
    for (var step : List.of("sent", "last-mile", "delivered")) {
      hear(mailbox, report(ref, step, step, null));
      await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(
              () ->
                  assertThat(simulated.ledger("api_call"))
                      .filteredOn(
                          call -> call.path("changed").toString().contains(ref.posting().value()))
                      .hasSize(List.of("sent", "last-mile", "delivered").indexOf(step) + 1));
      awaitWord(ref, step, "executing");
      isSeenToBeDone(ref, step);
    }
    assertThat(bySeller(simulated))
        .extracting(fact -> fact.path("substatus").asText())
        .containsExactly(
            "posting_on_way_to_city",
            "posting_in_courier_service",
            "posting_conditionally_delivered");
    assertThat(published())
        .extracting(Published::event)
        .filteredOn(event -> event instanceof ShipmentEvent.ProgressReported)
        .containsExactly(
            new ShipmentEvent.ProgressReported(ref, "sent", "sent"),
            new ShipmentEvent.ProgressReported(ref, "last-mile", "last-mile"),
            new ShipmentEvent.ProgressReported(ref, "delivered", "delivered"));
    assertThat(told())
        .extracting(Published::event)
        .filteredOn(event -> event instanceof CommandProgressed it && it.commandId().equals("sent"))
        .extracting(event -> ((CommandProgressed) event).state())
        .as("what was surely taken is not in doubt")
        .containsExactly(State.ACCEPTED, State.EXECUTING);
  }

  @Test
  void a_report_whose_answer_was_lost_is_looked_for_and_takes_effect_once() throws Exception {
    var simulated = simulated(directory, ONE.formatted("P2D"));
    var ref = simulated.postings().getFirst();
    var mailbox = running(new ReportingStatus(at(simulated)));
    simulated.faults(
        """
        {"droppedAfterEffect": 1, "only": ["/v2/fbs/posting/delivering"]}""");
    hear(mailbox, report(ref, "r1", "sent", null));
    awaitWord(ref, "r1", "unknown");
    clock.tick(Duration.ofMinutes(1));
    awaitWord(ref, "r1", "done");
    assertThat(bySeller(simulated)).hasSize(1);
    assertThat(simulated.calls()).containsEntry("/v2/fbs/posting/delivering", 1L);
  }

  @Test
  void a_report_that_comes_too_early_waits_until_it_is_offered() throws Exception {
    var simulated = simulated(directory, ONE.formatted("PT1H"));
    var ref = simulated.postings().getFirst();
    var mailbox = running(new ReportingStatus(at(simulated)));
    hear(mailbox, new PostingEvent.Received(simulated.shown(ref, 1)));
    var until = clock.instant().plus(Duration.ofDays(3));
    hear(mailbox, report(ref, "early", "sent", null), report(ref, "patient", "sent", until));
    awaitWord(ref, "early", "refused");
    awaitWord(ref, "patient", "waiting");
    assertThat(command(ref, "patient").orElseThrow().code).isEqualTo("progress-after-packing");
    assertThat(simulated.calls()).doesNotContainKey("/v2/fbs/posting/delivering");
    clock.tick(Duration.ofHours(40)); // the warehouse packs
    hear(
        mailbox,
        new PostingEvent.Changed(simulated.shown(ref, 2), "awaiting_packaging", "posting_created"));
    awaitWord(ref, "patient", "executing");
    isSeenToBeDone(ref, "patient");
    assertThat(bySeller(simulated)).hasSize(1);
  }

  @Test
  void a_report_that_waits_in_vain_is_refused_with_the_cause_when_its_time_is_over()
      throws Exception {
    var simulated = simulated(directory, ONE.formatted("PT1H"));
    var ref = simulated.postings().getFirst();
    var mailbox = running(new ReportingStatus(at(simulated)));
    hear(mailbox, new PostingEvent.Received(simulated.shown(ref, 1)));
    var until = clock.instant().plus(Duration.ofHours(2));
    hear(mailbox, report(ref, "patient", "sent", until));
    awaitWord(ref, "patient", "waiting");
    clock.tick(Duration.ofHours(3));
    awaitWord(ref, "patient", "refused");
    assertThat(command(ref, "patient").orElseThrow().code).isEqualTo("progress-after-packing");
    assertThat(bySeller(simulated)).isEmpty();
  }

  private static List<JsonNode> bySeller(SimulatedOzon simulated) {
    return simulated.ledger("status_changed").stream()
        .filter(fact -> fact.path("bySeller").asBoolean())
        .toList();
  }

  private static ReportProgress report(
      PostingRef ref, String id, String step, @Nullable Instant until) {
    var waitFor = until == null ? null : ShipmentCommand.OFFERED;
    return new ReportProgress(ref, id, step, "erp", waitFor, until);
  }

  /** Ozon is looked at a while after it has answered, which may be after the first minute. */
  private void isSeenToBeDone(PostingRef ref, String id) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              clock.tick(Duration.ofMinutes(1));
              assertThat(command(ref, id).orElseThrow().word()).isEqualTo("done");
            });
  }
}
