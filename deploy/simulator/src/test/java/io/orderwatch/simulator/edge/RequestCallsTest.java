package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Canary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestCallsTest {

  private static final String LIST = "/v2/conditional-cancellation/list";
  private static final String APPROVE = "/v2/conditional-cancellation/approve";
  private static final String REJECT = "/v2/conditional-cancellation/reject";

  @TempDir Path data;
  private Running running;

  @BeforeEach
  void start() throws IOException {
    running =
        new Running(
            data,
            """
            {"postings": 12, "arrivalWindow": "PT0S", "awaitingShare": 0, "cancelRequestShare": 1,
             "integrations": {"non_integrated": 1}, "faults": {"only": ["%s"]}}
            """
                .formatted(REJECT));
    running.clock.tick(Duration.ofDays(2));
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  private JsonNode open() throws IOException {
    return running.answer(LIST, "{\"filters\": {\"state\": \"ON_APPROVAL\"}, \"limit\": 500}");
  }

  private static String answer(JsonNode request, String comment) {
    return "{\"cancellation_id\": %d, \"comment\": \"%s\"}"
        .formatted(request.path("cancellation_id").asLong(), comment);
  }

  @Test
  void an_answer_has_no_body_takes_effect_once_and_stands_in_the_ledger_once() throws IOException {
    var before = open();
    assertThat(before.path("result")).hasSizeGreaterThan(1);
    assertThat(before.at("/result/0/cancellation_reason_message").asText())
        .contains(Canary.ADDRESSEE);
    var first = before.at("/result/0");
    var answered = running.call(APPROVE, answer(first, ""));
    assertThat(answered.statusCode()).isEqualTo(200);
    assertThat(answered.body()).isEmpty();
    assertThat(running.call(APPROVE, answer(first, "")).statusCode()).isEqualTo(409);
    assertThat(open().path("result")).hasSize(before.path("result").size() - 1);
    assertThat(running.ledger("cancellation_answered"))
        .singleElement()
        .matches(fact -> fact.path("by").asText().equals("seller"));
    assertThat(running.ledger("posting_cancelled")).hasSize(1);
    assertThat(running.call(REJECT, answer(before.at("/result/1"), "")).statusCode())
        .isEqualTo(400);
    assertThat(running.call(REJECT, "{\"cancellation_id\": 1}").statusCode()).isEqualTo(404);
  }

  @Test
  void a_connection_that_breaks_after_the_effect_hides_an_answer_and_not_its_effect()
      throws IOException {
    running.change("/simulator/faults", "{\"serverError\": 1}");
    var one = open().at("/result/0");
    assertThat(running.call(REJECT, answer(one, "on its way")).statusCode()).isEqualTo(500);
    assertThat(running.ledger("cancellation_answered")).isEmpty();
    running.change("/simulator/faults", "{\"serverError\": 0, \"emptyOk\": 1}");
    assertThat(running.call(REJECT, answer(one, "on its way")).statusCode()).isEqualTo(200);
    assertThat(running.ledger("cancellation_answered")).hasSize(1);
  }

  @Test
  void pages_follow_each_other_by_their_last_id() throws IOException {
    var page = running.answer(LIST, "{\"limit\": 2}");
    assertThat(page.path("result")).hasSize(2);
    var next =
        running.answer(LIST, "{\"limit\": 2, \"last_id\": " + page.path("last_id").asLong() + "}");
    assertThat(next.at("/result/0/cancellation_id").asLong())
        .isGreaterThan(page.path("last_id").asLong());
  }
}
