package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.simulator.Canary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OzonApiTest {

  @TempDir Path data;
  Running running;

  @BeforeEach
  void start() throws IOException {
    running = new Running(data, Running.WAITING);
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  @Test
  void a_wrong_key_is_refused_in_ozons_envelope() throws IOException {
    var refused = running.call("1001", "simulator-api-key-of-1002", "/v1/roles", "{}");
    assertThat(refused.statusCode()).isEqualTo(403);
    var body = Json.MAPPER.readTree(refused.body());
    assertThat(body.path("code").asInt()).isEqualTo(7);
    assertThat(body.path("message").asText())
        .isEqualTo("Invalid Api-Key, please check the key and try again");
  }

  @Test
  void an_unknown_path_is_not_found() throws IOException {
    var refused = running.call("/v3/posting/fbs/unfulfilled/list", "{}");
    assertThat(refused.statusCode()).isEqualTo(404);
    assertThat(Json.MAPPER.readTree(refused.body()).path("code").asInt()).isEqualTo(5);
  }

  @Test
  void what_is_not_json_is_a_bad_request() {
    assertThat(running.call("/v3/posting/fbs/get", "{oops").statusCode()).isEqualTo(400);
  }

  @Test
  void the_51st_call_of_a_second_is_throttled_and_the_next_second_is_not() throws IOException {
    for (var call = 1; call <= 50; call++) {
      var admitted = running.call("1001", "simulator-api-key-of-1001", "/v1/roles", "{}");
      assertThat(admitted.statusCode()).isEqualTo(200);
      assertThat(admitted.headers().firstValue("Ratelimit-Remaining"))
          .contains(Integer.toString(50 - call));
    }
    var refused = running.call("1001", "simulator-api-key-of-1001", "/v1/roles", "{}");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    var body = Json.MAPPER.readTree(refused.body());
    assertThat(body.path("code").asInt()).isEqualTo(8);
    assertThat(body.path("message").asText())
        .isEqualTo("You have reached request rate limit per second");
    assertThat(running.call("1002", "simulator-api-key-of-1002", "/v1/roles", "{}").statusCode())
        .isEqualTo(200);
    running.nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(running.call("1001", "simulator-api-key-of-1001", "/v1/roles", "{}").statusCode())
        .isEqualTo(200);
  }

  @Test
  void a_key_ends_and_is_made_anew() throws IOException {
    var made = "{\"store\": \"1001\", \"key\": \"another\", \"lives\": \"PT0.001S\"}";
    assertThat(running.answer("/v1/roles", "{}").path("expires_at").asText()).isNotBlank();
    assertThat(running.change("/simulator/keys", made).statusCode()).isEqualTo(200);
    assertThat(running.call("1001", "simulator-api-key-of-1001", "/v1/roles", "{}").body())
        .contains("Invalid Api-Key");
    running.clock.tick(Duration.ofHours(1));
    var ended = running.call("1001", "another", "/v1/roles", "{}");
    assertThat(ended.statusCode()).isEqualTo(403);
    assertThat(ended.body()).contains("Api-key is deactivated");
    running.change("/simulator/keys", made.replace("PT0.001S", "P90D"));
    assertThat(running.call("1001", "another", "/v1/roles", "{}").statusCode()).isEqualTo(200);
    assertThat(running.change("/simulator/keys", "{\"store\": \"7\"}").statusCode()).isEqualTo(404);
  }

  @Test
  void a_key_opens_what_its_roles_open_and_says_so() throws IOException {
    var made =
        "{\"store\": \"1001\", \"key\": \"simulator-api-key-of-1001\", \"closed\": [\"/v1/seller/info\"]}";
    assertThat(running.change("/simulator/keys", made).statusCode()).isEqualTo(200);
    assertThat(running.answer("/v1/roles", "{}").at("/roles/0/methods"))
        .hasSizeGreaterThan(20)
        .noneMatch(method -> method.asText().equals("/v1/seller/info"));
    var refused = running.call("/v1/seller/info", "{}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Api-Key is missing a required role for a method");
    assertThat(running.call("1002", "simulator-api-key-of-1002", "/v1/seller/info", "{}").body())
        .contains("PREMIUM_PLUS");
  }

  @Test
  void lists_need_their_dates() {
    for (var wrong :
        List.of(
            "{\"limit\": 10, \"filter\": {}}",
            """
            {"limit": 10, "filter": {"cutoff_from": "2026-10-01T00:00:00Z", "cutoff_to": "2027-02-01T00:00:00Z",
             "delivering_date_from": "2026-10-01T00:00:00Z", "delivering_date_to": "2027-02-01T00:00:00Z"}}
            """,
            """
            {"limit": 10, "filter": {"cutoff_from": "2024-10-01T00:00:00Z", "cutoff_to": "2027-02-01T00:00:00Z"}}
            """)) {
      assertThat(running.call("/v4/posting/fbs/unfulfilled/list", wrong).statusCode())
          .isEqualTo(400);
    }
    assertThat(running.call("/v4/posting/fbs/list", "{\"limit\": 10, \"filter\": {}}").body())
        .contains("Filter.Since");
    assertThat(
            running.call("/v4/posting/fbs/unfulfilled/list", Running.unfulfilled(101)).statusCode())
        .isEqualTo(400);
  }

  @Test
  void cursors_lead_through_every_page() throws IOException {
    var seen = new HashSet<String>();
    var cursor = "";
    do {
      var body = Running.unfulfilled(1).replaceFirst("\\{", "{\"cursor\": \"" + cursor + "\", ");
      var page = running.answer("/v4/posting/fbs/unfulfilled/list", body);
      assertThat(page.path("count").asInt()).isEqualTo(2);
      for (var posting : page.path("postings")) {
        assertThat(seen.add(posting.path("posting_number").asText())).isTrue();
      }
      cursor = page.path("has_next").asBoolean() ? page.path("cursor").asText() : "";
    } while (!cursor.isEmpty());
    assertThat(seen).hasSize(2);
    var wrong = Running.unfulfilled(1).replaceFirst("\\{", "{\"cursor\": \"nonsense\", ");
    assertThat(running.call("/v4/posting/fbs/unfulfilled/list", wrong).statusCode()).isEqualTo(400);
  }

  @Test
  void planted_personal_data_stand_where_ozon_puts_them() throws IOException {
    var number = running.posting();
    var listed =
        running
            .answer("/v4/posting/fbs/unfulfilled/list", Running.unfulfilled(1))
            .path("postings")
            .path(0);
    var got = running.answer("/v3/posting/fbs/get", Running.named(number)).path("result");
    for (var posting : List.of(listed, got)) {
      assertThat(posting.path("customer").path("name").asText()).isEqualTo(Canary.NAME);
      assertThat(posting.path("customer").path("phone").asText()).isEqualTo(Canary.PHONE);
      assertThat(posting.path("customer").path("address").path("address_tail").asText())
          .isEqualTo(Canary.ADDRESS_TAIL);
      assertThat(posting.path("addressee").path("name").asText()).isEqualTo(Canary.ADDRESSEE);
      assertThat(posting.toString()).doesNotContain(Canary.PASSPORT);
    }
    assertThat(running.admin("/simulator/canaries").toString()).contains(Canary.PASSPORT);
  }

  @Test
  void get_tells_what_the_substatus_was_before() throws IOException {
    var number = running.posting();
    running.clock.tick(Duration.ofDays(1));
    var got = running.answer("/v3/posting/fbs/get", Running.named(number)).path("result");
    assertThat(got.path("substatus").asText()).isEqualTo("posting_canceled");
    assertThat(got.path("previous_substatus").asText()).isEqualTo("posting_awaiting_passport_data");
    assertThat(got.path("cancellation").path("cancellation_type").asText()).isEqualTo("ozon");
    assertThat(got.path("cancellation").path("affect_cancellation_rating").asBoolean()).isFalse();
    var page = running.answer("/v4/posting/fbs/unfulfilled/list", Running.unfulfilled(100));
    assertThat(page.path("postings")).isEmpty();
  }

  @Test
  void a_message_stands_in_the_history_and_in_the_ledger() throws IOException {
    var number = running.posting();
    var chat = running.chat(number);
    assertThat(running.chat(number)).isEqualTo(chat);
    var sent = running.answer("/v1/chat/send/message", Running.message(chat));
    assertThat(sent.path("result").asText()).isEqualTo("success");

    var history = running.answer("/v3/chat/history", "{\"chat_id\": \"" + chat + "\"}");
    var message = history.path("messages").path(0);
    assertThat(message.path("data").path(0).asText()).isEqualTo("Заполните данные получателя");
    assertThat(message.path("message_id").isTextual()).isTrue();
    assertThat(running.ledger("message_delivered"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("posting").asText()).isEqualTo(number);
              assertThat(entry.path("suppliedBefore").asBoolean()).isFalse();
              assertThat(entry.path("message")).isEqualTo(message.path("message_id"));
            });
    assertThat(running.admin("/simulator/postings").path(0).path("messages")).hasSize(1);
  }

  @Test
  void a_second_cancel_is_a_conflict_and_the_ledger_knows_which_one_worked() throws IOException {
    var cancel =
        """
        {"posting_number": "%s", "cancel_reason_id": 352}
        """
            .formatted(running.posting());
    assertThat(running.answer("/v2/posting/fbs/cancel", cancel).path("result").asBoolean())
        .isTrue();
    var second = running.call("/v2/posting/fbs/cancel", cancel);
    assertThat(second.statusCode()).isEqualTo(409);
    assertThat(second.body()).contains("POSTING_ALREADY_CANCELLED");
    assertThat(running.ledger("api_call").stream().map(e -> e.path("effect").asBoolean()).toList())
        .isEqualTo(List.of(true, false));
    assertThat(running.ledger("posting_cancelled"))
        .singleElement()
        .matches(e -> e.path("by").asText().equals("seller"));
  }

  @Test
  void our_readings_of_a_posting_are_kept() throws IOException {
    var number = running.posting();
    running.answer("/v3/posting/fbs/get", Running.named(number));
    running.clock.tick(Duration.ofMinutes(3));
    running.answer("/v3/posting/fbs/get", Running.named(number));
    assertThat(running.admin("/simulator/postings").path(0).path("reads").toString())
        .isEqualTo("[\"2026-11-02T09:00:00Z\",\"2026-11-02T09:03:00Z\"]");
  }

  @Test
  void arrivals_stop_and_the_summary_counts() throws IOException {
    running.call("/v1/roles", "{}");
    assertThat(running.change("/simulator/stop-arrivals", "").statusCode()).isEqualTo(200);
    running.clock.tick(Duration.ofHours(25));
    var summary = running.admin("/simulator/summary");
    assertThat(summary.path("cancelledByOzon").asInt()).isEqualTo(6);
    assertThat(summary.path("openAwaiting").asInt()).isZero();
    assertThat(summary.path("calls").path("/v1/roles 200").asInt()).isEqualTo(1);
    assertThat(running.admin("/simulator/health").path("status").asText()).isEqualTo("UP");
  }
}
