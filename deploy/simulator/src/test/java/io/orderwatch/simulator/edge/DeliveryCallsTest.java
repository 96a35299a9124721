package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeliveryCallsTest {

  /** All of store 1001, to be packed, and of it alone the parcels that the seller delivers. */
  static final String SELLER_DELIVERS =
      """
      {"stores": [{"id": "1001", "subscription": "PREMIUM_PLUS"}], "postings": 3, "arrivalWindow": "PT0S",
       "awaitingShare": 0, "integrations": {"non_integrated": 1}, "reportedElsewhere": false,
       "severalGoodsShare": 1}
      """;

  static final String TRACKING = "/v2/fbs/posting/tracking-number/set";

  @TempDir Path data;
  Running running;
  List<String> numbers = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    running = new Running(data, SELLER_DELIVERS);
    for (var posting : running.admin("/simulator/postings")) {
      numbers.add(posting.path("posting").asText());
    }
  }

  @AfterEach
  void stop() throws IOException {
    running.close();
  }

  @Test
  void each_number_of_a_call_has_its_own_result() throws IOException {
    running.clock.tick(Duration.ofDays(2));
    var results =
        running.answer(TRACKING, tracking(List.of(numbers.get(0), "no-such", numbers.get(1))));
    assertThat(results.path("result").toString())
        .isEqualTo(
            """
            [{"posting_number":"%s","result":true,"error":""},\
            {"posting_number":"no-such","result":false,"error":"POSTING_NOT_FOUND"},\
            {"posting_number":"%s","result":true,"error":""}]"""
                .formatted(numbers.get(0), numbers.get(1)));
    assertThat(get(numbers.getFirst()).path("tracking_number").asText()).isEqualTo("RB0CN");
    assertThat(running.ledger("tracking_changed")).hasSize(2);
    assertThat(calls(TRACKING).getFirst().path("changed")).hasSize(2);

    running.answer(TRACKING, tracking(numbers.subList(0, 1)));
    assertThat(running.ledger("tracking_changed")).hasSize(2);
    assertThat(calls(TRACKING).getLast().path("effect").asBoolean()).isFalse();
  }

  @Test
  void twenty_numbers_go_in_a_call_and_21_do_not() {
    assertThat(running.call(TRACKING, tracking(nobody(20))).statusCode()).isEqualTo(200);
    assertThat(running.call(TRACKING, tracking(nobody(21))).statusCode()).isEqualTo(400);
    assertThat(running.call(TRACKING, tracking(List.of())).statusCode()).isEqualTo(400);
  }

  @Test
  void single_items_can_be_refused() throws IOException {
    running.clock.tick(Duration.ofDays(2));
    running.change("/simulator/faults", "{\"itemRefused\": 1}");
    var result = running.answer(TRACKING, tracking(numbers)).path("result");
    assertThat(result).hasSize(3).allMatch(item -> !item.path("result").asBoolean());
    assertThat(running.ledger("tracking_changed")).isEmpty();
  }

  @Test
  void a_parcel_is_reported_on_its_way_to_the_buyer() throws IOException {
    running.clock.tick(Duration.ofDays(2));
    var number = numbers.getFirst();
    for (var report : List.of("delivering", "last-mile", "delivered")) {
      var path = "/v2/fbs/posting/" + report;
      var before = get(number).path("substatus").asText();
      assertThat(get(number).path("available_actions").toString())
          .contains("non_int_" + report.replace('-', '_'));
      for (var time = 0; time < 2; time++) {
        var result = running.answer(path, "{\"posting_number\": [\"" + number + "\"]}");
        assertThat(result.at("/result/0/result").asBoolean()).isTrue();
        assertThat(get(number).path("substatus").asText()).isEqualTo(before);
      }
      running.clock.tick(Duration.ofSeconds(30));
      assertThat(get(number).path("substatus").asText()).isNotEqualTo(before);
    }
    assertThat(get(number).path("substatus").asText()).isEqualTo("posting_conditionally_delivered");
    assertThat(
            running.ledger("status_changed").stream()
                .filter(entry -> entry.path("bySeller").asBoolean()))
        .hasSize(3);
    assertThat(
            running
                .answer("/v2/fbs/posting/delivering", "{\"posting_number\": [\"" + number + "\"]}")
                .at("/result/0/error")
                .asText())
        .isEqualTo("TRANSITION_IS_NOT_POSSIBLE");
  }

  @Test
  void the_buyers_dates_move_twice_and_the_posting_shows_it() throws IOException {
    running.clock.tick(Duration.ofDays(2));
    var number = numbers.getFirst();
    for (var changes = 2; changes > 0; changes--) {
      assertThat(restrictions(number).path("remaining_changes_count").asInt()).isEqualTo(changes);
      var set = running.answer("/v1/posting/fbs/timeslot/set", slot(number, 30 - changes));
      assertThat(set.path("result").asBoolean()).isTrue();
    }
    assertThat(restrictions(number).path("remaining_changes_count").asInt()).isZero();
    assertThat(running.call("/v1/posting/fbs/timeslot/set", slot(number, 30)).statusCode())
        .isEqualTo(409);
    assertThat(get(number).at("/analytics_data/delivery_date_begin").asText())
        .isEqualTo("2026-12-03T00:00:00Z");
    assertThat(running.ledger("delivery_changed")).hasSize(2);
  }

  @Test
  void the_cut_off_moves_and_so_does_the_place_in_the_list() throws IOException {
    var last = numbers.getLast();
    var set =
        """
        {"posting_number": "%s", "new_cutoff_date": "%s"}
        """;
    assertThat(
            running
                .call("/v1/posting/cutoff/set", set.formatted(last, "2026-11-06T00:00:00Z"))
                .statusCode())
        .isEqualTo(400);
    running.answer("/v1/posting/cutoff/set", set.formatted(last, "2026-11-03T00:00:00Z"));
    var first =
        running
            .answer("/v4/posting/fbs/unfulfilled/list", Running.unfulfilled(10))
            .at("/postings/0");
    assertThat(first.path("posting_number").asText()).isEqualTo(last);
    assertThat(first.path("shipment_date").asText()).isEqualTo("2026-11-03T00:00:00Z");
    assertThat(running.ledger("cutoff_changed")).hasSize(1);
  }

  @Test
  void the_support_changes_a_number_whatever_the_api_offers() throws IOException {
    var number = numbers.getFirst(); // not packed yet
    var body =
        """
        {"store": "1001", "posting": "%s", "tracking": "RB7CN"}"""
            .formatted(number);
    assertThat(running.change("/simulator/support/tracking", body).statusCode()).isEqualTo(200);
    assertThat(get(number).path("tracking_number").asText()).isEqualTo("RB7CN");
    assertThat(running.ledger("tracking_changed")).hasSize(1);
    assertThat(
            running
                .change("/simulator/support/tracking", body.replace(number, "no-such"))
                .statusCode())
        .isEqualTo(404);
  }

  @Test
  void some_goods_are_cancelled() throws IOException {
    var number = numbers.getFirst();
    var products = get(number).path("products");
    var body =
        """
        {"posting_number": "%s", "cancel_reason_id": 352, "cancel_reason_message": "закончились",
         "items": [{"sku": %s, "quantity": 1}]}
        """
            .formatted(number, products.at("/0/sku"));
    assertThat(running.answer("/v2/posting/fbs/product/cancel", body).path("result").asText())
        .isEqualTo(number);
    assertThat(get(number).at("/products/0/quantity").asInt()).isEqualTo(1);
    assertThat(running.ledger("goods_cancelled"))
        .singleElement()
        .matches(entry -> entry.path("posting").asText().equals(number));
  }

  JsonNode get(String number) throws IOException {
    var body = "{\"posting_number\": \"" + number + "\", \"with\": {\"analytics_data\": true}}";
    return running.answer("/v3/posting/fbs/get", body).path("result");
  }

  JsonNode restrictions(String number) throws IOException {
    return running.answer("/v1/posting/fbs/timeslot/change-restrictions", Running.named(number));
  }

  List<JsonNode> calls(String path) throws IOException {
    return running.ledger("api_call").stream()
        .filter(entry -> entry.path("path").asText().equals(path))
        .toList();
  }

  static String slot(String number, int day) {
    return """
    {"posting_number": "%s", "new_timeslot": {"from": "2026-12-%02dT00:00:00Z", "to": "2026-12-%02dT12:00:00Z"}}
    """
        .formatted(number, day - 26, day - 26);
  }

  static List<String> nobody(int count) {
    return IntStream.range(0, count).mapToObj(n -> "no-such-" + n).toList();
  }

  static String tracking(List<String> numbers) {
    return IntStream.range(0, numbers.size())
        .mapToObj(
            n ->
                "{\"posting_number\": \"%s\", \"tracking_number\": \"RB%dCN\"}"
                    .formatted(numbers.get(n), n))
        .collect(Collectors.joining(", ", "{\"tracking_numbers\": [", "]}"));
  }
}
