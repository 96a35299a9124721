package io.orderwatch.logistics.live.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.logistics.edge.Outside;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of commands, told live. What the service is given is said at {@code DoorsTest}. */
@QuarkusTest
class LiveTest {

  private static final int COMMANDS = 150;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  /** An event of the stream; of a comment only that it came. */
  private record Told(String id, String data) {}

  @Test
  void who_loses_the_connection_again_and_again_is_told_everything_once() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var first = open("?store=1003", "")) {
      var whole = threads.submit(() -> take(first, 2 * COMMANDS));
      var broken = threads.submit(() -> takeInPieces(new Random(7), 2 * COMMANDS));
      var lines =
          IntStream.range(0, COMMANDS)
              .mapToObj(i -> cancel("1003", "live-" + i % 7, "l" + i))
              .toList();
      assertThat(new Outside(service).many(lines)).hasSize(COMMANDS);
      var told = whole.get(60, TimeUnit.SECONDS);
      assertThat(told).extracting(Told::id).doesNotHaveDuplicates();
      assertThat(broken.get(60, TimeUnit.SECONDS)).isEqualTo(told);
      var states =
          told.stream()
              .map(each -> new JsonObject(each.data()))
              .collect(
                  Collectors.groupingBy(
                      each -> each.getString("commandId"),
                      Collectors.mapping(each -> each.getString("state"), Collectors.toList())));
      assertThat(states).hasSize(COMMANDS);
      assertThat(states.values())
          .allSatisfy(each -> assertThat(each).containsExactly("open", "refused"));
    }
  }

  @Test
  void only_what_is_asked_for_is_told_with_its_reason() throws IOException {
    try (var stream = open("?store=1001&action=set-shipment-date", "")) {
      new Outside(service)
          .many(
              List.of(
                  cancel("1001", "live-x", "x1"),
                  cancel("1002", "live-x", "x2"),
                  new JsonObject()
                      .put("action", "set-shipment-date")
                      .put("store", "1001")
                      .put("posting", "live-x")
                      .put("date", "2020-01-01T00:00:00Z")
                      .put("reason", "r")
                      .put("requestedBy", "anna")
                      .put("commandId", "x3")));
      var told = new JsonObject(take(stream, 1).getFirst().data());
      assertThat(told.getString("commandId")).isEqualTo("x3");
      assertThat(told.getString("state")).isEqualTo("refused");
      assertThat(told.getString("code")).isEqualTo("date-past");
      assertThat(told.getString("explanation")).isEqualTo("The shipping date must not be past.");
      assertThat(told.getString("requestedBy")).isNull();
    }
  }

  @Test
  void a_silent_stream_says_at_once_that_it_is_there_and_later_that_it_still_is()
      throws IOException {
    try (var stream = open("?store=7", "")) {
      assertThat(stream.readLine()).isEqualTo(":here");
      assertThat(stream.readLine()).isEmpty();
      assertThat(stream.readLine()).isEqualTo(":still here");
    }
  }

  /** From the beginning of the test, over many short connections. */
  private List<Told> takeInPieces(Random random, int count) throws IOException {
    var told = new ArrayList<Told>();
    try (var stream = open("?store=1003", "0")) {
      told.addAll(take(stream, 1));
    }
    while (told.size() < count) {
      try (var stream = open("?store=1003", told.getLast().id())) {
        told.addAll(take(stream, Math.min(count - told.size(), 1 + random.nextInt(40))));
      }
    }
    return told;
  }

  private BufferedReader open(String query, String last) {
    var path = "/api/commands/stream" + query;
    var outside = new Outside(service);
    return new BufferedReader(
        new InputStreamReader(
            last.isEmpty() ? outside.stream(path) : outside.stream(path, "Last-Event-ID", last),
            UTF_8));
  }

  private static List<Told> take(BufferedReader stream, int count) throws IOException {
    var told = new ArrayList<Told>();
    var id = "";
    var data = "";
    while (told.size() < count) {
      var line = requireNonNull(stream.readLine());
      if (line.startsWith("id:")) {
        id = line.substring(3).strip();
      } else if (line.startsWith("data:")) {
        data += line.substring(5).strip();
      } else if (line.isEmpty() && !data.isEmpty()) {
        told.add(new Told(id, data));
        data = "";
      }
    }
    return told;
  }

  private static JsonObject cancel(String store, String posting, String id) {
    return new JsonObject()
        .put("action", "cancel")
        .put("store", store)
        .put("posting", posting)
        .put("reasonId", 352)
        .put("requestedBy", "anna")
        .put("commandId", id);
  }
}
