package io.orderwatch.local.edge;

import io.orderwatch.local.Ozon;
import io.orderwatch.simulator.edge.Simulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The simulator with two stores: 1001 may write to buyers, 1002 has no Premium Plus. */
final class OzonStandIn implements AutoCloseable {

  static final String KEY = "a-key-that-nobody-may-read";

  private static final String SCENARIO =
      """
      {"postings": 40, "arrivalWindow": "PT0S", "awaitingShare": 0.5, "buyers": {"never": 1},
       "stores": [{"id": "1001", "subscription": "PREMIUM_PLUS", "apiKey": "%1$s"},
                  {"id": "1002", "subscription": "PREMIUM", "apiKey": "%1$s"}]}
      """
          .formatted(KEY);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Simulator simulator;

  OzonStandIn(Path folder) throws IOException {
    var scenario = folder.resolve("scenario.json");
    Files.writeString(scenario, SCENARIO);
    simulator =
        Simulator.start(
            "--port",
            "0",
            "--data",
            folder.resolve("ozon").toString(),
            "--scenario",
            "" + scenario);
  }

  String url() {
    return simulator.url().toString();
  }

  Ozon.Real store(String id) {
    return new Ozon.Real(url(), id, KEY, false);
  }

  /** The store 1001's key is made anew. */
  void key(String lives, List<String> closed) {
    post(
        "/simulator/keys",
        "{\"store\":\"1001\",\"key\":\"%s\",\"lives\":\"%s\",\"closed\":[%s]}"
            .formatted(
                KEY,
                lives,
                String.join(",", closed.stream().map(each -> '"' + each + '"').toList())));
  }

  /** For example {@code "serverError": 1}. */
  void fails(String faults) {
    post("/simulator/faults", "{" + faults + "}");
  }

  /** What it keeps of calls about a posting or a chat, and of all that changed. */
  List<String> ledger() {
    return get("/simulator/ledger?from=1")
        .lines()
        .filter(line -> line.matches(".*\"kind\":\"(api_call|chat_|message_|status_|tracking_).*"))
        .toList();
  }

  /** How often each method was called, and how it ended. */
  String summary() {
    return get("/simulator/summary");
  }

  private String get(String path) {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).build());
  }

  private void post(String path, String body) {
    send(
        HttpRequest.newBuilder(URI.create(url() + path))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private String send(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    simulator.close();
    http.shutdownNow();
  }
}
