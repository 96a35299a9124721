package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReturnCallsTest {

  private static final String DELIVERED =
      """
      {"postings": 120, "arrivalWindow": "PT0S", "awaitingShare": 0, "integrations": {"non_integrated": 1}}
      """;

  @TempDir Path data;
  private Running running;

  @BeforeEach
  void start() throws IOException {
    running = new Running(data, DELIVERED);
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  @Test
  void a_cancelled_parcel_is_shown_within_the_window_of_its_last_change() throws IOException {
    running.clock.tick(Duration.ofDays(4));
    for (var posting : running.admin("/simulator/postings")) {
      if (posting.path("store").asText().equals("1001")) {
        running.call(
            "/v2/posting/fbs/cancel",
            "{\"posting_number\": \"%s\", \"cancel_reason_id\": 402, \"cancel_reason_message\": \"lost\"}"
                .formatted(posting.path("posting").asText()));
      }
    }
    var now = running.clock.instant();
    var asked =
        "{\"filter\": {\"visual_status_change_moment\": {\"time_from\": \"%s\", \"time_to\": \"%s\"}}, \"limit\": 2, \"last_id\": %d}";
    var first =
        running.answer(
            "/v1/returns/list",
            asked.formatted(now.minus(Duration.ofHours(1)), now.plus(Duration.ofHours(1)), 0));
    assertThat(first.path("returns")).hasSize(2);
    assertThat(first.path("has_next").asBoolean()).isTrue();
    assertThat(first.at("/returns/0/visual/status/sys_name").asText()).isEqualTo("MovingToSeller");
    var second =
        running.answer(
            "/v1/returns/list",
            asked.formatted(
                now.minus(Duration.ofHours(1)),
                now.plus(Duration.ofHours(1)),
                first.at("/returns/1/id").asLong()));
    assertThat(second.at("/returns/0/id").asLong())
        .isGreaterThan(first.at("/returns/1/id").asLong());
    var before =
        running.answer(
            "/v1/returns/list",
            asked.formatted(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(1)), 0));
    assertThat(before.path("returns")).isEmpty();
  }

  @Test
  void buyers_ask_and_what_nobody_answers_is_approved_after_three_days() throws IOException {
    var groups = new ArrayList<String>();
    for (var day = 0; day < 40; day++) {
      running.clock.tick(Duration.ofDays(1));
      var open =
          running.answer(
              "/v2/returns/rfbs/list",
              "{\"filter\": {\"group_state\": [\"New\"]}, \"limit\": 1000}");
      for (var each : open.path("returns")) {
        groups.add(each.at("/state/group_state").asText());
        var one =
            running.answer(
                "/v2/returns/rfbs/get", "{\"return_id\": " + each.path("return_id").asLong() + "}");
        assertThat(one.at("/returns/available_actions")).isNotEmpty();
      }
    }
    assertThat(groups).isNotEmpty().containsOnly("New");
    running.clock.tick(Duration.ofDays(10));
    var all = running.answer("/v2/returns/rfbs/list", "{\"filter\": {\"group_state\": [\"All\"]}}");
    assertThat(all.path("returns")).isNotEmpty();
    assertThat(all.at("/returns/0/state/group_state").asText()).isEqualTo("Approved");
    assertThat(running.call("/v2/returns/rfbs/get", "{\"return_id\": 1}").statusCode())
        .isEqualTo(404);
  }
}
