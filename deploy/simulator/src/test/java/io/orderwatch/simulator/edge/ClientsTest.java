package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Scenario;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clients that others wrote stumbled over. */
class ClientsTest {

  static final String ALL =
      """
      {"filter": {"since": "2026-10-05T00:00:00Z", "to": "2027-02-01T00:00:00Z"%s}, "limit": 100}
      """;

  /** Actions of the cabinet that no method stands for, and flags (fact sheet, section 3.3). */
  static final Set<String> NO_METHOD = Set.of("click_track_number", "has_barcode_for_printing");

  static final Map<String, String> METHODS =
      Map.ofEntries(
          Map.entry("can_create_chat", "/v1/chat/start"),
          Map.entry("cancel", "/v2/posting/fbs/cancel"),
          Map.entry("product_cancel", "/v2/posting/fbs/product/cancel"),
          Map.entry("ship", "/v4/posting/fbs/ship"),
          Map.entry("ship_async", "/v4/posting/fbs/ship"),
          Map.entry("set_track_number", "/v2/fbs/posting/tracking-number/set"),
          Map.entry("set_timeslot", "/v1/posting/fbs/timeslot/set"),
          Map.entry("set_cutoff", "/v1/posting/cutoff/set"),
          Map.entry("non_int_delivering", "/v2/fbs/posting/delivering"),
          Map.entry("non_int_last_mile", "/v2/fbs/posting/last-mile"),
          Map.entry("non_int_delivered", "/v2/fbs/posting/delivered"));

  @TempDir Path data;

  @Test
  void chats_without_messages_page_to_an_end() throws IOException {
    try (var running = new Running(data, oneStore("\"postings\": 7, \"awaitingShare\": 1"))) {
      var started = new HashSet<String>();
      for (var posting : running.admin("/simulator/postings")) {
        started.add(running.chat(posting.path("posting").asText()));
      }
      running.answer("/v1/chat/send/message", Running.message(started.iterator().next()));
      var seen = new ArrayList<String>();
      var cursor = "";
      JsonNode page;
      do {
        page = running.answer("/v3/chat/list", "{\"limit\": 2, \"cursor\": \"" + cursor + "\"}");
        page.path("chats").forEach(chat -> seen.add(chat.at("/chat/chat_id").asText()));
        cursor = page.path("cursor").asText();
      } while (page.path("has_next").asBoolean() && seen.size() < 20);
      assertThat(seen).hasSize(7).containsExactlyInAnyOrderElementsOf(started);
      assertThat(seen.getFirst()).isEqualTo(started.iterator().next());
    }
  }

  @Test
  void a_history_goes_back_from_a_message_without_giving_it_again() throws IOException {
    try (var running = new Running(data, Running.WAITING)) {
      var chat = running.chat(running.posting());
      for (var message = 0; message < 3; message++) {
        running.answer("/v1/chat/send/message", Running.message(chat));
      }
      var all = ids(history(running, chat, ""));
      assertThat(ids(history(running, chat, ", \"from_message_id\": " + all.get(1))))
          .isEqualTo(all.subList(2, 3));
      assertThat(
              ids(
                  history(
                      running, chat, ", \"filter\": {\"message_ids\": [\"" + all.get(1) + "\"]}")))
          .isEqualTo(all.subList(1, 2));
    }
  }

  @Test
  void chats_are_listed_by_their_status() throws IOException {
    try (var running = new Running(data, Running.WAITING)) {
      running.chat(running.posting());
      var opened = "{\"limit\": 10, \"filter\": {\"chat_status\": \"OPENED\"}}";
      var closed = "{\"limit\": 10, \"filter\": {\"chat_status\": \"Closed\"}}";
      assertThat(running.answer("/v3/chat/list", opened).path("chats")).hasSize(1);
      assertThat(running.answer("/v3/chat/list", closed).path("chats")).isEmpty();
      running.clock.tick(Duration.ofDays(5));
      assertThat(running.answer("/v3/chat/list", opened).path("chats")).isEmpty();
      var chat = running.answer("/v3/chat/list", closed).at("/chats/0/chat/chat_status");
      assertThat(chat.asText()).isEqualTo("CLOSED");
    }
  }

  @Test
  void lists_are_filtered_by_order_warehouse_method_and_provider() throws IOException {
    try (var running =
        new Running(data, oneStore("\"postings\": 20, \"severalPostingsShare\": 0.5"))) {
      var all = running.answer("/v4/posting/fbs/list", ALL.formatted("")).path("postings");
      var first = all.path(0);
      for (var filter :
          Map.of(
                  "order_id", "/order_id",
                  "warehouse_ids", "/delivery_method/warehouse_id",
                  "delivery_method_ids", "/delivery_method/id",
                  "provider_ids", "/delivery_method/tpl_provider_id")
              .entrySet()) {
        var asked = first.at(filter.getValue());
        var some = new ArrayList<JsonNode>();
        all.forEach(posting -> some.add(posting.at(filter.getValue())));
        some.removeIf(value -> !value.equals(asked));
        for (var written :
            filter.getKey().endsWith("s")
                ? List.of("[" + asked + "]", "[\"" + asked + "\"]")
                : List.of(asked.toString())) {
          var more = ", \"" + filter.getKey() + "\": " + written;
          var got = running.answer("/v4/posting/fbs/list", ALL.formatted(more)).path("postings");
          assertThat(got).as(more).hasSize(some.size());
          got.forEach(posting -> assertThat(posting.at(filter.getValue())).isEqualTo(asked));
        }
        var none = ALL.formatted(", \"" + filter.getKey() + "\": [\"1\"]");
        assertThat(running.answer("/v4/posting/fbs/list", none).path("postings")).isEmpty();
      }
    }
  }

  @Test
  void a_v4_posting_leaves_out_what_was_not_asked_for() throws IOException {
    try (var running = new Running(data, Running.WAITING)) {
      var plain =
          running.answer("/v4/posting/fbs/list", ALL.formatted("")).path("postings").path(0);
      var asked =
          running
              .answer("/v4/posting/fbs/unfulfilled/list", Running.unfulfilled(1))
              .path("postings")
              .path(0);
      for (var part : List.of("analytics_data", "barcodes", "financial_data", "legal_info")) {
        assertThat(plain.has(part)).as(part).isFalse();
        assertThat(asked.path(part).isObject()).as(part).isTrue();
      }
    }
  }

  @Test
  void a_new_posting_was_something_before() throws IOException {
    try (var running = new Running(data, Running.WAITING)) {
      var got = running.answer("/v3/posting/fbs/get", Running.named(running.posting()));
      assertThat(got.at("/result/previous_substatus").asText()).isEqualTo("posting_split_pending");
    }
  }

  @Test
  void every_action_that_is_shown_can_be_called() throws IOException {
    try (var running = new Running(data, oneStore("\"postings\": 40"))) {
      var shown = new HashSet<String>();
      for (var day = 0; day < 20; day++) {
        for (var posting :
            running.answer("/v4/posting/fbs/list", ALL.formatted("")).path("postings")) {
          posting.path("available_actions").forEach(action -> shown.add(action.asText()));
        }
        running.clock.tick(Duration.ofDays(1));
      }
      shown.removeAll(NO_METHOD);
      assertThat(shown).isEqualTo(METHODS.keySet());
      assertThat(running.simulator.paths()).containsAll(METHODS.values());
    }
  }

  @Test
  void a_store_has_a_key_of_its_own_or_one_that_clients_take_for_a_key() throws IOException {
    var scenario =
        """
        {"stores": [{"id": "7", "subscription": "PREMIUM_PLUS", "apiKey": "a-key-from-the-file-7"}]}
        """;
    try (var running = new Running(data, scenario)) {
      assertThat(running.call("7", "a-key-from-the-file-7", "/v1/roles", "{}").statusCode())
          .isEqualTo(200);
    }
    assertThat(new Scenario.Store("1", "PREMIUM").apiKey()).hasSizeGreaterThanOrEqualTo(20);
    for (var store : new Scenario().stores) {
      assertThat(store.apiKey()).hasSizeGreaterThanOrEqualTo(20);
    }
  }

  @Test
  void disputed_ids_are_numbers_or_text_as_one_switch_says() throws IOException {
    for (var ids : Scenario.Ids.values()) {
      var scenario = Running.WAITING.replaceFirst("\\{", "{\"ids\": \"" + ids + "\", ");
      try (var running = new Running(data, scenario)) {
        var chat = running.chat(running.posting());
        running.answer("/v1/chat/send/message", Running.message(chat));
        var message = history(running, chat, "").at("/messages/0/message_id");
        var listed =
            running.answer("/v3/chat/list", "{\"limit\": 1}").at("/chats/0/last_message_id");
        var order =
            running.answer("/v4/posting/fbs/list", ALL.formatted("")).at("/postings/0/order_id");
        assertThat(message.isTextual()).isEqualTo(ids != Scenario.Ids.NUMBERS);
        assertThat(listed.isTextual()).isEqualTo(ids != Scenario.Ids.NUMBERS);
        assertThat(order.isTextual()).isEqualTo(ids == Scenario.Ids.TEXT);
        assertThat(message.asText()).isEqualTo(listed.asText());
      }
    }
  }

  @Test
  void a_refusal_without_words_has_no_body() throws IOException {
    try (var running =
        new Running(data, Running.WAITING.replaceFirst("\\{", "{\"wordlessShare\": 1, "))) {
      var refused = running.call("/v1/chat/start", Running.named(running.posting()));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(refused.body()).isEmpty();
    }
  }

  @Test
  void a_split_and_a_young_posting_look_as_ozon_shows_them() throws IOException {
    var scenario = oneStore("\"postings\": 1, \"splitShare\": 1, \"youngShare\": 1");
    try (var running = new Running(data, scenario)) {
      var number = running.posting();
      assertThat(running.call("/v3/posting/fbs/get", Running.named(number)).statusCode())
          .isEqualTo(404);
      running.clock.tick(Duration.ofHours(2));
      var all = running.answer("/v4/posting/fbs/list", ALL.formatted("")).path("postings");
      assertThat(all).hasSize(3);
      assertThat(all.path(0).path("status").asText()).isEqualTo("cancelled_from_split_pending");
      assertThat(all.path(1).path("parent_posting_number").asText()).isEqualTo(number);
      var related =
          running.answer(
              "/v3/posting/fbs/get",
              "{\"posting_number\": \"" + number + "\", \"with\": {\"related_postings\": true}}");
      assertThat(related.at("/result/related_postings/related_posting_numbers")).hasSize(2);
      assertThat(running.ledger("posting_split")).hasSize(1);
      assertThat(running.ledger("posting_created")).hasSize(3);
    }
  }

  @Test
  void a_slow_ozon_takes_its_time_for_every_call() throws IOException {
    try (var running = new Running(data, Running.WAITING)) {
      running.change("/simulator/faults", "{\"latencyMillis\": 300}");
      var began = System.nanoTime();
      running.answer("/v1/roles", "{}");
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isGreaterThanOrEqualTo(Duration.ofMillis(300));
    }
  }

  static String oneStore(String more) {
    return """
    {"stores": [{"id": "1001", "subscription": "PREMIUM_PLUS"}], "arrivalWindow": "PT0S", %s}
    """
        .formatted(more);
  }

  static JsonNode history(Running running, String chat, String more) throws IOException {
    return running.answer("/v3/chat/history", "{\"chat_id\": \"" + chat + "\"" + more + "}");
  }

  static List<String> ids(JsonNode history) {
    var ids = new ArrayList<String>();
    history.path("messages").forEach(message -> ids.add(message.path("message_id").asText()));
    return ids;
  }
}
