package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultsTest {

  static final String SEND = "/v1/chat/send/message";

  @TempDir Path data;
  Running running;
  String chat;

  @BeforeEach
  void start() throws IOException {
    running = new Running(data, Running.WAITING);
    chat = running.chat(running.posting());
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  @Test
  void early_faults_leave_no_effect() throws IOException {
    for (var fault : Map.of("throttled", 429, "serverError", 500, "badGateway", 502).entrySet()) {
      faults("{\"throttled\": 0, \"serverError\": 0, \"badGateway\": 0}");
      faults("{\"" + fault.getKey() + "\": 1}");
      var answer = running.call(SEND, Running.message(chat));
      assertThat(answer.statusCode()).isEqualTo(fault.getValue());
      assertLastCall(fault.getKey(), fault.getValue(), false);
    }
    assertThat(running.ledger("message_delivered")).isEmpty();
  }

  @Test
  void a_bad_gateway_speaks_html_and_a_throttled_answer_says_when_to_come_again()
      throws IOException {
    faults("{\"badGateway\": 1}");
    assertThat(running.call(SEND, Running.message(chat)).body()).contains("<center>nginx</center>");
    faults("{\"badGateway\": 0, \"throttled\": 1}");
    assertThat(running.call(SEND, Running.message(chat)).headers().firstValue("Retry-After"))
        .contains("1");
  }

  @Test
  void an_empty_answer_hides_an_effect() throws IOException {
    faults("{\"emptyOk\": 1}");
    var answer = running.call(SEND, Running.message(chat));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(running.ledger("message_delivered")).hasSize(1);
    assertLastCall("emptyOk", 200, true);
  }

  @Test
  void a_dropped_connection_hides_an_effect() throws IOException {
    faults("{\"droppedAfterEffect\": 1}");
    assertThatThrownBy(() -> running.call(SEND, Running.message(chat)))
        .hasCauseInstanceOf(IOException.class);
    assertThat(running.ledger("message_delivered")).hasSize(1);
    assertLastCall("droppedAfterEffect", 200, true);
  }

  @Test
  void a_slow_answer_comes_after_the_effect_is_in_the_ledger() throws IOException {
    faults("{\"slowAfterEffect\": 1, \"slowMillis\": 60000}");
    var impatient =
        running
            .request(SEND)
            .header("Client-Id", "1001")
            .header("Api-Key", "simulator-api-key-of-1001")
            .timeout(Duration.ofMillis(700))
            .POST(HttpRequest.BodyPublishers.ofString(Running.message(chat)))
            .build();
    assertThatThrownBy(() -> running.send(impatient))
        .hasCauseInstanceOf(java.net.http.HttpTimeoutException.class);
    assertThat(running.ledger("message_delivered")).hasSize(1);
    assertLastCall("slowAfterEffect", 200, true);
  }

  @Test
  void lists_can_come_wrapped() throws IOException {
    var path = "/v4/posting/fbs/unfulfilled/list";
    var plain = running.answer(path, Running.unfulfilled(10));
    faults("{\"wrappedLists\": 1}");
    var wrapped = running.answer(path, Running.unfulfilled(10));
    assertThat(wrapped.path("result")).isEqualTo(plain);
  }

  @Test
  void unseen_values_never_hide_a_posting_that_waits() throws IOException {
    var path = "/v4/posting/fbs/unfulfilled/list";
    faults("{\"unknownEnum\": 1}");
    for (var posting : running.answer(path, Running.unfulfilled(10)).path("postings")) {
      assertThat(posting.path("substatus").asText()).isEqualTo("posting_awaiting_passport_data");
    }
    running.close();
    running =
        new Running(data, Running.WAITING.replace("\"awaitingShare\": 1", "\"awaitingShare\": 0"));
    faults("{\"unknownEnum\": 1}");
    for (var posting : running.answer(path, Running.unfulfilled(10)).path("postings")) {
      assertThat(posting.path("substatus").asText()).isEqualTo("posting_in_teleport");
      assertThat(posting.path("available_actions").toString()).contains("teleport");
    }
  }

  @Test
  void faults_can_be_confined_to_paths() throws IOException {
    faults("{\"serverError\": 1, \"only\": [\"/v1/roles\"]}");
    assertThat(running.call("/v1/roles", "{}").statusCode()).isEqualTo(500);
    assertThat(running.call(SEND, Running.message(chat)).statusCode()).isEqualTo(200);
  }

  @Test
  void about_as_many_calls_are_struck_as_the_rate_says() throws IOException {
    faults("{\"serverError\": 0.3}");
    var struck = 0;
    for (var call = 0; call < 300; call++) {
      struck += running.call("/v1/roles", "{}").statusCode() == 500 ? 1 : 0;
    }
    assertThat(struck).isBetween(60, 120);
    assertThat(running.admin("/simulator/summary").path("faults").path("serverError").asInt())
        .isEqualTo(struck);
  }

  @Test
  void a_misspelt_fault_is_refused() {
    assertThat(running.change("/simulator/faults", "{\"serverErr\": 1}").statusCode())
        .isEqualTo(400);
  }

  void faults(String json) {
    assertThat(running.change("/simulator/faults", json).statusCode()).isEqualTo(200);
  }

  void assertLastCall(String fault, int http, boolean effect) throws IOException {
    var last = running.ledger("api_call").getLast();
    assertThat(last.path("fault").asText()).isEqualTo(fault);
    assertThat(last.path("http").asInt()).isEqualTo(http);
    assertThat(last.path("effect").asBoolean()).isEqualTo(effect);
  }
}
