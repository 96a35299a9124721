package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class PushesTest {

  @TempDir Path data;
  final List<JsonNode> received = new CopyOnWriteArrayList<>();
  final List<Long> instants = new CopyOnWriteArrayList<>();
  final AtomicInteger refusals = new AtomicInteger();
  HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/push/1001",
        exchange -> {
          try (exchange) {
            var push = Json.tree(exchange.getRequestBody().readAllBytes());
            var refused = refusals.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
            if (!refused) {
              instants.add(System.nanoTime());
              received.add(push);
            }
            exchange.sendResponseHeaders(refused ? 500 : 200, -1);
          }
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  @Test
  void a_ping_comes_first_and_then_what_happens() throws IOException {
    try (var running = running("")) {
      var chat = running.chat(running.posting());
      running.answer("/v1/chat/send/message", Running.message(chat));
      running.clock.tick(Duration.ofHours(3));
      running.admin("/simulator/health");
      awaitTypes("TYPE_PING", "TYPE_NEW_POSTING", "TYPE_MESSAGE_READ", "TYPE_NEW_MESSAGE");
      running.clock.tick(Duration.ofHours(21));
      running.admin("/simulator/health");
      awaitTypes(
          "TYPE_PING",
          "TYPE_NEW_POSTING",
          "TYPE_MESSAGE_READ",
          "TYPE_NEW_MESSAGE",
          "TYPE_POSTING_CANCELLED");
      assertThat(received.get(1).path("seller_id").isNumber()).isTrue();
      assertThat(received.get(2).path("seller_id").isTextual()).isTrue();
      assertThat(received.getLast().path("new_state").asText()).isEqualTo("posting_canceled");
      assertThat(received.toString()).doesNotContain("passport_data");
      await()
          .until(() -> running.ledger("push_sent").stream().filter(PushesTest::ours).count() == 5);
    }
  }

  @Test
  void ordinary_life_is_told_in_documented_states() throws IOException {
    try (var running = running("\"awaitingShare\": 0, \"lifePace\": 100,")) {
      running.clock.tick(Duration.ofDays(10));
      running.admin("/simulator/health");
      await().until(() -> received.size() == 8);
      assertThat(received.stream().skip(2).map(p -> p.path("new_state").asText()).toList())
          .isEqualTo(
              List.of(
                  "posting_awaiting_registration",
                  "posting_transferring_to_delivery",
                  "posting_on_way_to_city",
                  "posting_on_way_to_pickup_point",
                  "posting_in_pickup_point",
                  "posting_delivered"));
    }
  }

  @Test
  void a_duplicate_comes_twice() throws IOException {
    try (var _ = running("\"faults\": {\"pushDuplicate\": 1},")) {
      awaitTypes("TYPE_PING", "TYPE_NEW_POSTING", "TYPE_NEW_POSTING");
      assertThat(received.get(1)).isEqualTo(received.get(2));
    }
  }

  @Test
  void a_missing_one_never_comes() throws IOException {
    try (var running = running("\"faults\": {\"pushMissing\": 1},")) {
      awaitTypes("TYPE_PING");
      running.change("/simulator/faults", "{\"pushMissing\": 0}");
      running.clock.tick(Duration.ofDays(1));
      running.admin("/simulator/health");
      awaitTypes("TYPE_PING", "TYPE_POSTING_CANCELLED");
    }
  }

  @Test
  void a_reordered_one_comes_after_the_next() throws IOException {
    try (var running =
        running("\"awaitingShare\": 0, \"lifePace\": 100, \"faults\": {\"pushReordered\": 1},")) {
      running.clock.tick(Duration.ofDays(10));
      running.admin("/simulator/health");
      await().until(() -> received.size() == 8);
      var order =
          received.stream()
              .map(p -> p.path("changed_state_date").asText())
              .filter(at -> !at.isEmpty())
              .toList();
      assertThat(order).isNotEqualTo(order.stream().sorted().toList());
    }
  }

  @Test
  void a_late_one_comes_late() throws IOException {
    try (var _ = running("\"faults\": {\"pushLate\": 1, \"lateMillis\": 700},")) {
      awaitTypes("TYPE_PING", "TYPE_NEW_POSTING");
      assertThat(instants.getLast() - instants.getFirst())
          .isGreaterThanOrEqualTo(Duration.ofMillis(700).toNanos());
    }
  }

  @Test
  void what_is_refused_comes_again() throws IOException {
    refusals.set(1);
    try (var running = running("")) {
      awaitTypes("TYPE_NEW_POSTING", "TYPE_PING");
      var attempts =
          running.ledger("push_sent").stream()
              .filter(e -> ours(e) && e.path("type").asText().equals("TYPE_PING"))
              .map(e -> e.path("http").asInt())
              .toList();
      assertThat(attempts).startsWith(500);
    }
  }

  /** One posting in store 1001, whose buyer reads and answers. */
  Running running(String more) throws IOException {
    var url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/push/{store}";
    return new Running(
        data,
        """
        {%s "pushUrl": "%s", "readerShare": 1, "answerShare": 1, "postings": 1, "arrivalWindow": "PT0S",
         "buyers": {"never": 1}, "integrations": {"aggregator": 1} %s}
        """
            .formatted(more, url, more.contains("awaitingShare") ? "" : ", \"awaitingShare\": 1"));
  }

  void awaitTypes(String... types) {
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () ->
                assertThat(received.stream().map(p -> p.path("message_type").asText()).toList())
                    .containsExactly(types));
  }

  static boolean ours(JsonNode entry) {
    return entry.path("store").asText().equals("1001");
  }
}
