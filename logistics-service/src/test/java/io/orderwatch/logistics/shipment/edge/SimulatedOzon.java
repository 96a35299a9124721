package io.orderwatch.logistics.shipment.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Turnstile;
import io.orderwatch.simulator.edge.Simulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The simulator with one store, in this process, on the test's clock. */
public final class SimulatedOzon implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Simulator simulator;

  /**
   * @param scenario fields of the simulator's, in JSON and without braces
   */
  public SimulatedOzon(Path directory, Clock clock, String scenario) throws IOException {
    var file = directory.resolve("scenario.json");
    Files.writeString(
        file,
        """
        {"seed": 5, "arrivalWindow": "PT1H", "awaitingShare": 0, "rateLimit": 1000,
         "stores": [{"id": "%s", "subscription": "PREMIUM_PLUS"}], %s}"""
            .formatted(Samples.REF.store(), scenario));
    simulator =
        Simulator.start(
            clock,
            "--port",
            "0",
            "--scenario",
            file.toString(),
            "--data",
            directory.resolve("ledger").toString());
  }

  public OzonSeller seller() {
    return new OzonSeller(
        simulator.url(),
        Samples.REF.store(),
        simulator.stores().getFirst().apiKey(),
        Turnstile.of(1000, 1000),
        Duration.ofSeconds(5));
  }

  /** All of them, in the order of their arrival. */
  public List<PostingRef> postings() {
    return truth().stream()
        .map(each -> PostingRef.of(each.path("store").asText(), each.path("posting").asText()))
        .toList();
  }

  /** What the world is like. */
  public List<JsonNode> truth() {
    return get("postings").valueStream().toList();
  }

  /** As order-ingest would tell it. */
  public Posting shown(PostingRef ref, long version) {
    return Projection.of(seller().posting(ref.posting()).ok().orElseThrow()).withVersion(version);
  }

  /** What really happened, of one kind. */
  public List<JsonNode> ledger(String kind) {
    return text("ledger")
        .lines()
        .map(SimulatedOzon::read)
        .filter(entry -> entry.path("kind").asText().equals(kind))
        .toList();
  }

  /** How often each method was called, whatever the answer. */
  public Map<String, Long> calls() {
    var calls = new TreeMap<String, Long>();
    get("summary")
        .path("calls")
        .properties()
        .forEach(
            each ->
                calls.merge(
                    each.getKey().replaceFirst(" .*", ""), each.getValue().asLong(), Long::sum));
    return calls;
  }

  /** Fields that are missing keep their value. */
  public void faults(String json) {
    var request =
        HttpRequest.newBuilder(page("faults")).POST(BodyPublishers.ofString(json)).build();
    assertThat(sent(request).statusCode()).isEqualTo(200);
  }

  private JsonNode get(String page) {
    return read(text(page));
  }

  private String text(String page) {
    return sent(HttpRequest.newBuilder(page(page)).build()).body();
  }

  private URI page(String page) {
    return URI.create(simulator.url() + "/simulator/" + page);
  }

  private java.net.http.HttpResponse<String> sent(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    simulator.close();
  }
}
