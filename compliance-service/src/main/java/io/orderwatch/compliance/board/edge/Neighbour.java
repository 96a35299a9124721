package io.orderwatch.compliance.board.edge;

import io.orderwatch.compliance.wording.Language;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Another service that the page asks, for people alone: without it all goes on. No call lasts
 * longer than the timeout, whatever the other side does.
 */
final class Neighbour {

  /** Made at the first call: most who look at the page ask for nothing. */
  private static final class Shared {
    private static final HttpClient CLIENT =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
  }

  /** What came back. */
  sealed interface Answer {
    /**
     * @param body "" if there is none
     */
    record Said(int status, String body) implements Answer {}

    /** No whole answer in time: whether anything was done is not known. */
    record Silent() implements Answer {}
  }

  private final Optional<URI> base;
  private final Duration timeout;

  /**
   * @param base empty if nobody said where it is
   */
  Neighbour(Optional<URI> base, Duration timeout) {
    this.base = base;
    this.timeout = timeout;
  }

  /** The same headers, and in which language texts for people are wanted. */
  static Map<String, String> reading(Language language, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.put("Accept-Language", language.code());
    return all;
  }

  boolean reachable() {
    return base.isPresent();
  }

  /** Asks at once; what came is read in the thread of whoever waits for it. */
  CompletableFuture<Answer> get(String path, Map<String, String> headers) {
    return sent(request(path, headers).GET().build());
  }

  CompletableFuture<Answer> post(String path, JsonObject body, Map<String, String> headers) {
    return sent(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
            .build());
  }

  private HttpRequest.Builder request(String path, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(base.orElseThrow().resolve(path));
    headers.forEach(request::header);
    return request;
  }

  /** The client's own timeout ends with the headers; this one with the last byte. */
  private CompletableFuture<Answer> sent(HttpRequest request) {
    var sent = Shared.CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    return sent.copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle(
            (answer, failed) -> {
              if (failed != null) {
                sent.cancel(true);
                return new Answer.Silent();
              }
              return new Answer.Said(answer.statusCode(), answer.body());
            });
  }
}
