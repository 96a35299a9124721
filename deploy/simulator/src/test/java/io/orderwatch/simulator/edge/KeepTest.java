package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;

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
