package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.clock.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaTest {

  @TempDir Path data;
  SchemaCheck schema;

  /** Beside the repository, or beside the folder of its work trees. */
  @BeforeEach
  void find() throws IOException {
    var root = Path.of(System.getProperty("orderwatch.root", "../.."));
    var beside = root.resolve("../shared/ozon/seller-api-openapi.json");
    var above = root.resolve("../../shared/ozon/seller-api-openapi.json");
    var file = Files.exists(beside) ? beside : above;
    assumeTrue(
        Files.exists(file), "Ozon's schema is not there: shared/ozon/seller-api-openapi.json");
    schema = new SchemaCheck(file, 1);
  }

  @Test
  void every_answer_in_a_long_life_is_as_ozon_says() throws IOException {
    var scenario =
        """
        {"postings": 90, "arrivalWindow": "PT1H", "readerShare": 1, "answerShare": 1, "awaitingShare": 0.5,
         "severalGoodsShare": 0.5, "severalPostingsShare": 0.2, "splitShare": 0.1, "integrations": {"ozon": 1, "aggregator": 1, "3pl_tracking": 1, "non_integrated": 3},
         "cancelRequestShare": 0.3, "unscannedShare": 0.3, "midwayShare": 0.1, "returnShare": 1, "disputeShare": 1}
        """;
    try (var running =
        new Running(data, scenario, new SettableClock(Running.START), false, schema)) {
      for (var day = 0; day < 14; day++) {
        running.clock.tick(Duration.ofHours(day == 0 ? 2 : 24));
        callEverything(running);
      }
      assertThat(schema.violations()).isEmpty();
      assertThat(schema.checked()).isGreaterThan(500);
      var answered = new TreeSet<String>();
      running
          .admin("/simulator/summary")
          .path("calls")
          .fieldNames()
          .forEachRemaining(answered::add);
      for (var path : running.simulator.paths()) {
        assertThat(answered).contains(path + " 200");
      }
    }
  }

  @Test
  void a_planted_wrong_answer_is_caught() throws IOException {
    try (var running = new Running(data, Running.WAITING)) {
      var path = "/v4/posting/fbs/unfulfilled/list";
      var right = running.answer(path, Running.unfulfilled(10));
      assertThat(schema.problems(path, 200, right)).isEmpty();

      var typo = right.deepCopy();
      ((ObjectNode) typo.path("postings").path(0)).put("substatuz", "posting_created");
      assertThat(schema.problems(path, 200, typo)).singleElement().asString().contains("substatuz");

      var type = right.deepCopy();
      ((ObjectNode) type.path("postings").path(0)).put("order_id", "35");
      assertThat(schema.problems(path, 200, type)).singleElement().asString().contains("order_id");

      var deep = right.deepCopy();
      ((ObjectNode) deep.at("/postings/0/customer/address")).put("latitude", "55.75");
      assertThat(schema.problems(path, 200, deep))
          .anyMatch(problem -> problem.contains("latitude"));

      var empty = right.deepCopy();
      ((ObjectNode) empty.path("postings").path(0)).putNull("status");
      assertThat(schema.problems(path, 200, empty)).singleElement().asString().contains("status");

      var get = running.answer("/v3/posting/fbs/get", Running.named(running.posting()));
      assertThat(schema.problems("/v3/posting/fbs/get", 200, get)).isEmpty();
      assertThat(schema.problems("/v3/posting/fbs/get", 200, right)).isNotEmpty();
      assertThat(schema.problems("/v3/posting/fbs/no-such", 200, get)).isNotEmpty();
    }
  }

  static void callEverything(Running running) throws IOException {
    var day = running.clock.instant().toString();
    running.call("/v1/roles", "{}");
    running.call("/v1/seller/info", "{}");
    rating(running);
    answerRequests(running);
    actOnReturns(running);
    running.call("/v1/returns/list", "{\"limit\": 10}");
    running.call("/v2/returns/rfbs/list", "{\"limit\": 10}");
    var asked = running.call("/v2/returns/rfbs/list", "{\"limit\": 1}");
    var first = Json.MAPPER.readTree(asked.body()).at("/returns/0/return_id").asLong();
    running.call("/v2/returns/rfbs/get", "{\"return_id\": " + first + "}");
    running.call("/v2/posting/fbs/cancel-reason/list", "{}");
    running.call("/v4/posting/fbs/unfulfilled/list", Running.unfulfilled(3));
    running.call("/v4/posting/fbs/unfulfilled/list", "{}");
    running.call(
        "/v4/posting/fbs/list",
        """
        {"filter": {"since": "2026-10-05T00:00:00Z", "to": "%s"}, "limit": 100,
         "with": {"analytics_data": true, "barcodes": true, "financial_data": true, "legal_info": true}}
        """
            .formatted(day));
    running.call("/v3/chat/list", "{\"limit\": 2}");
    var count = 0;
    for (var posting : running.admin("/simulator/postings")) {
      if (posting.path("store").asText().equals("1001")) {
        callAbout(running, posting.path("posting").asText(), count++);
      }
    }
    running.call("/v3/posting/fbs/get", Running.named("no-such"));
  }

  static void rating(Running running) throws IOException {
    running.call("/v1/rating/index/fbs/info", "{}");
    running.call(
        "/v1/rating/index/fbs/posting/list",
        """
        {"filter": {"date_from": "2026-10-01T00:00:00Z", "date_to": "%s"}, "limit": 2}
        """
            .formatted(later(running, 1)));
  }

  static void answerRequests(Running running) throws IOException {
    var open =
        running.answer(
            "/v2/conditional-cancellation/list",
            "{\"filters\": {\"state\": \"ON_APPROVAL\"}, \"limit\": 10}");
    var approve = true;
    for (var each : open.path("result")) {
      running.call(
          "/v2/conditional-cancellation/" + (approve ? "approve" : "reject"),
          "{\"cancellation_id\": %d, \"comment\": \"x\"}"
              .formatted(each.path("cancellation_id").asLong()));
      approve = !approve;
    }
    running.call("/v2/conditional-cancellation/approve", "{\"cancellation_id\": 1}");
  }

  static void actOnReturns(Running running) throws IOException {
    var all = running.answer("/v2/returns/rfbs/list", "{\"limit\": 10}");
    for (var each : all.path("returns")) {
      var id = each.path("return_id").asLong();
      var one = running.answer("/v2/returns/rfbs/get", "{\"return_id\": " + id + "}");
      var actions = one.at("/returns/available_actions");
      if (!actions.isEmpty()) {
        running.call(
            "/v1/returns/rfbs/action/set",
            """
            {"return_id": %d, "id": %d, "rejection_reason_id": 7, "comment": "x"}
            """
                .formatted(id, actions.path(0).path("id").asInt()));
      }
    }
  }

  static void cancelOne(Running running, String number) throws IOException {
    var posting = running.answer("/v3/posting/fbs/get", Running.named(number)).path("result");
    running.call(
        "/v2/posting/fbs/product/cancel",
        """
        {"posting_number": "%s", "cancel_reason_id": 352, "cancel_reason_message": "x",
         "items": [{"sku": %s, "quantity": 1}]}
        """
            .formatted(number, posting.at("/products/0/sku")));
  }

  static void ship(Running running, String number) throws IOException {
    var products = new ArrayList<String>();
    for (var product :
        running.answer("/v3/posting/fbs/get", Running.named(number)).at("/result/products")) {
      products.add(
          "{\"products\": [{\"product_id\": %s, \"quantity\": %s}]}"
              .formatted(product.path("sku"), product.path("quantity")));
    }
    running.call(
        "/v4/posting/fbs/ship",
        "{\"posting_number\": \"%s\", \"packages\": %s}".formatted(number, products));
  }

  static String later(Running running, int days) {
    return running.clock.instant().plus(Duration.ofDays(days)).toString();
  }

  static void callAbout(Running running, String number, int count) throws IOException {
    running.call(
        "/v3/posting/fbs/get",
        """
        {"posting_number": "%s", "with": {"analytics_data": true, "barcodes": true, "financial_data": true,
         "legal_info": true, "related_postings": true, "product_exemplars": true}}
        """
            .formatted(number));
    running.call(
        "/v1/posting/fbs/cancel-reason", "{\"related_posting_numbers\": [\"" + number + "\"]}");
    running.call(
        "/v2/fbs/posting/tracking-number/set",
        """
        {"tracking_numbers": [{"posting_number": "%s", "tracking_number": "RB1CN"}]}
        """
            .formatted(number));
    for (var report : List.of("delivering", "last-mile", "delivered")) {
      running.call("/v2/fbs/posting/" + report, "{\"posting_number\": [\"" + number + "\"]}");
    }
    running.call("/v2/posting/fbs/arbitration", "{\"posting_number\": [\"" + number + "\"]}");
    running.call("/v2/posting/fbs/awaiting-delivery", "{\"posting_number\": [\"" + number + "\"]}");
    running.call("/v1/posting/fbs/timeslot/change-restrictions", Running.named(number));
    running.call(
        "/v1/posting/fbs/timeslot/set",
        """
        {"posting_number": "%s", "new_timeslot": {"from": "%s", "to": "%s"}}
        """
            .formatted(number, later(running, 20), later(running, 21)));
    running.call(
        "/v1/posting/cutoff/set",
        """
        {"posting_number": "%s", "new_cutoff_date": "%s"}
        """
            .formatted(number, later(running, 2)));
    if (count > 3) {
      cancelOne(running, number);
    }
    if (count == 1) {
      running.call(
          "/v2/posting/fbs/cancel",
          "{\"posting_number\": \"" + number + "\", \"cancel_reason_id\": 352}");
    }
    if (count == 2 || count == 3) {
      ship(running, number);
    }
    var started = running.call("/v1/chat/start", Running.named(number));
    var chat = Json.MAPPER.readTree(started.body()).path("result").path("chat_id").asText();
    running.call("/v1/chat/send/message", Running.message(chat));
    running.call("/v3/chat/history", "{\"chat_id\": \"" + chat + "\", \"limit\": 2}");
    running.call("/v2/chat/read", "{\"chat_id\": \"" + chat + "\"}");
  }
}
