package io.orderwatch.simulator.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.clock.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A simulator with clocks that a test moves, and a client of it. */
final class Running implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-02T09:00:00Z");

  /** Every posting there at once, all of aggregators, all waiting, nobody supplies by himself. */
  static final String WAITING =
      """
      {"postings": 6, "arrivalWindow": "PT0S", "awaitingShare": 1, "buyers": {"never": 1},
       "integrations": {"aggregator": 1}}
      """;

  final SettableClock clock;
  final AtomicLong nanos = new AtomicLong();
  final Simulator simulator;
  private final HttpClient http = HttpClient.newHttpClient();

  Running(Path data, String scenario) throws IOException {
    this(data, scenario, new SettableClock(START), false, null);
  }

  Running(
      Path data, String scenario, SettableClock clock, boolean keep, @Nullable SchemaCheck schema)
      throws IOException {
    this.clock = clock;
    var machine = new Simulator.Machine(clock, 1, nanos::get);
    var settings = Settings.read(Json.MAPPER.readTree(scenario));
    simulator =
        Simulator.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            machine,
            data,
            keep,
            settings,
            schema);
  }

  /** Calls as the store 1001, in its own second of the rate limit. */
  HttpResponse<String> call(String path, String body) {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    return call("1001", "simulator-api-key-of-1001", path, body);
  }

  HttpResponse<String> call(String store, String key, String path, String body) {
    return send(
        request(path)
            .header("Client-Id", store)
            .header("Api-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  JsonNode answer(String path, String body) throws IOException {
    var response = call(path, body);
    if (response.statusCode() != 200) {
      throw new AssertionError(path + " was answered " + response.statusCode() + response.body());
    }
    return Json.MAPPER.readTree(response.body());
  }

  JsonNode admin(String path) throws IOException {
    return Json.MAPPER.readTree(send(request(path).GET().build()).body());
  }

  HttpResponse<String> change(String path, String body) {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(simulator.url() + path))
        .timeout(Duration.ofSeconds(10));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The store 1001's first posting. */
  String posting() throws IOException {
    for (var posting : admin("/simulator/postings")) {
      if (posting.path("store").asText().equals("1001")) {
        return posting.path("posting").asText();
      }
    }
    throw new AssertionError("store 1001 has no posting");
  }

  String chat(String posting) throws IOException {
    return answer("/v1/chat/start", "{\"posting_number\": \"" + posting + "\"}")
        .path("result")
        .path("chat_id")
        .asText();
  }

  List<JsonNode> ledger(String kind) throws IOException {
    var lines = new ArrayList<JsonNode>();
    for (var line :
        send(request("/simulator/ledger?from=1").GET().build()).body().lines().toList()) {
      var entry = Json.MAPPER.readTree(line);
      if (entry.path("kind").asText().equals(kind)) {
        lines.add(entry);
      }
    }
    return lines;
  }

  static String message(String chat) {
    return "{\"chat_id\": \"" + chat + "\", \"text\": \"Заполните данные получателя\"}";
  }

  static String named(String posting) {
    return "{\"posting_number\": \"" + posting + "\"}";
  }

  /** A request for the first page of the unfulfilled. */
  static String unfulfilled(int limit) {
    return """
    {"filter": {"cutoff_from": "2026-10-01T00:00:00Z", "cutoff_to": "2027-02-01T00:00:00Z"},
     "limit": %d, "with": {"analytics_data": true, "barcodes": true, "financial_data": true, "legal_info": true}}
    """
        .formatted(limit);
  }

  @Override
  public void close() throws IOException {
    simulator.close();
    http.shutdownNow();
  }
}
