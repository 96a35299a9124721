package io.orderwatch.simulator.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.clock.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorTest {

  @TempDir Path data;

  @Test
  void the_living_scenario_shows_forty_orders_of_three_stores_and_more_keep_arriving()
      throws IOException, InterruptedException {
    var clock = new SettableClock(Running.START);
    try (var simulator = start(clock, "--scenario", "living")) {
      var postings = get(simulator, "/simulator/postings");
      assertThat(postings.size()).isBetween(40, 41);
      var stores = new HashSet<String>();
      postings.forEach(posting -> stores.add(posting.path("store").asText()));
      assertThat(stores).containsExactlyInAnyOrder("1001", "1002", "1003");
      var waiting = get(simulator, "/simulator/summary").path("openAwaiting").asInt();
      assertThat(waiting).isBetween(10, 35);
      clock.tick(Duration.ofHours(10));
      assertThat(get(simulator, "/simulator/postings").size()).isBetween(55, 90);
    }
  }

  @Test
  void the_command_line_goes_before_the_file() throws IOException, InterruptedException {
    var file =
        Files.writeString(
            data.resolve("s.json"), "{\"postings\": 3, \"arrivalWindow\": \"PT0S\", \"seed\": 5}");
    try (var simulator =
        start(new SettableClock(Running.START), "--scenario", file.toString(), "--seed", "6")) {
      var first = get(simulator, "/simulator/postings");
      assertThat(first).hasSize(3);
      try (var other = start(new SettableClock(Running.START), "--scenario", file.toString())) {
        assertThat(get(other, "/simulator/postings")).isNotEqualTo(first);
      }
    }
  }

  @Test
  void nonsense_on_the_command_line_or_in_a_file_is_refused() throws IOException {
    assertThatThrownBy(() -> Options.parse("--prt", "1")).hasMessageContaining("--port N");
    assertThatThrownBy(() -> Options.parse("--port")).hasMessageContaining("needs a value");
    var file = Files.writeString(data.resolve("s.json"), "{\"postigns\": 3}");
    assertThatThrownBy(() -> start(new SettableClock(Running.START), "--scenario", file.toString()))
        .hasMessageContaining("postigns");
  }

  @Test
  void it_is_heard_on_this_machine_alone_unless_told_otherwise() throws Exception {
    assertThat(Options.parse().host).isEqualTo("127.0.0.1");
    // another loopback address stands for a container's own
    try (var simulator = start(new SettableClock(Running.START), "--host", "127.0.0.2");
        var http = HttpClient.newHttpClient()) {
      var there = simulator.url() + "/simulator/health";
      var elsewhere = URI.create(there.replace("127.0.0.1", "127.0.0.2"));
      var request = HttpRequest.newBuilder(elsewhere).build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
      assertThatThrownBy(() -> get(simulator, "/simulator/health")).isInstanceOf(IOException.class);
    }
  }

  Simulator start(SettableClock clock, String... args) {
    var all = new java.util.ArrayList<>(java.util.List.of(args));
    all.addAll(java.util.List.of("--port", "0", "--data", data.toString()));
    return Simulator.start(clock, all.toArray(String[]::new));
  }

  static JsonNode get(Simulator simulator, String path) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(simulator.url() + path)).build();
      return Json.MAPPER.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }
}
