package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepTest {

  @TempDir Path data;

  @Test
  void a_kept_world_goes_on_where_it_was_and_catches_up_with_the_time_between() throws IOException {
    var scenario =
        Running.WAITING.replace("\"never\": 1", "\"suppliesAfterMessage1\": 1, \"never\": 1");
    var first =
        new Running(
            data, scenario, new io.orderwatch.clock.SettableClock(Running.START), true, null);
    var number = first.posting();
    var chat = first.chat(number);
    first.answer("/v1/chat/send/message", Running.message(chat));
    var before = world(first);
    first.close();

    first.clock.tick(Duration.ofHours(30));
    try (var again = new Running(data, "{\"postings\": 1}", first.clock, true, null)) {
      assertThat(world(again).subList(0, before.size())).isEqualTo(before);
      assertThat(again.chat(number)).isEqualTo(chat);
      var history = again.answer("/v3/chat/history", "{\"chat_id\": \"" + chat + "\"}");
      assertThat(history.path("messages").toString()).contains("Заполните данные получателя");
      var summary = again.admin("/simulator/summary");
      assertThat(summary.path("postings").asInt()).isEqualTo(6);
      assertThat(summary.path("supplied").asInt() + summary.path("cancelledByOzon").asInt())
          .isEqualTo(6);
      assertThat(again.ledger("posting_created")).hasSize(6);
      assertThat(again.ledger("message_delivered")).hasSize(1);
      var seqs = lines(again).stream().map(KeepTest::seq).toList();
      assertThat(seqs).doesNotHaveDuplicates().isSorted();
    }
  }

  @Test
  void what_the_seller_changed_is_kept_and_written_once() throws IOException {
    var first =
        new Running(
            data,
            DeliveryCallsTest.SELLER_DELIVERS,
            new io.orderwatch.clock.SettableClock(Running.START),
            true,
            null);
    var number = first.posting();
    SchemaTest.cancelOne(first, number);
    first.answer(
        "/v1/posting/cutoff/set",
        """
        {"posting_number": "%s", "new_cutoff_date": "2026-11-04T00:00:00Z"}
        """
            .formatted(number));
    SchemaTest.ship(first, number);
    var packed = packed(first, number);
    first.answer(DeliveryCallsTest.TRACKING, DeliveryCallsTest.tracking(List.of(packed)));
    first.answer("/v1/posting/fbs/timeslot/set", DeliveryCallsTest.slot(packed, 28));
    first.answer("/v2/fbs/posting/delivering", "{\"posting_number\": [\"" + packed + "\"]}");
    var before = world(first);
    var truth = truth(first);
    first.close();

    try (var again = new Running(data, "{\"postings\": 1}", first.clock, true, null)) {
      assertThat(truth(again)).isEqualTo(truth);
      assertThat(world(again)).isEqualTo(before);
      assertThat(again.ledger("tracking_changed")).hasSize(1);
      again.clock.tick(Duration.ofSeconds(30));
      assertThat(again.ledger("status_changed").getLast().path("substatus").asText())
          .isEqualTo("posting_on_way_to_city");
    }
  }

  /** The postings without our readings of them, which are not the world's. */
  static JsonNode truth(Running running) throws IOException {
    var postings = running.admin("/simulator/postings");
    postings.forEach(posting -> ((ObjectNode) posting).remove("reads"));
    return postings;
  }

  /** What became of a posting that was packed in two packages: the first of its children. */
  static String packed(Running running, String number) throws IOException {
    for (var posting : running.admin("/simulator/postings")) {
      if (posting.path("parent").asText().equals(number)) {
        return posting.path("posting").asText();
      }
    }
    throw new AssertionError(number + " was not split");
  }

  @Test
  void without_keep_a_restart_begins_a_new_world() throws IOException {
    try (var first = new Running(data, Running.WAITING)) {
      first.chat(first.posting());
      assertThat(first.ledger("chat_started")).hasSize(1);
    }
    try (var again = new Running(data, Running.WAITING)) {
      assertThat(again.ledger("chat_started")).isEmpty();
    }
  }

  static List<String> world(Running running) {
    return lines(running).stream().filter(line -> !line.contains("\"api_call\"")).toList();
  }

  static List<String> lines(Running running) {
    return running.send(running.request("/simulator/ledger").GET().build()).body().lines().toList();
  }

  static int seq(String line) {
    try {
      return Json.MAPPER.readTree(line).path("seq").asInt();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
