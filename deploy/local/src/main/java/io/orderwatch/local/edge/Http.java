package io.orderwatch.local.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Short questions to the processes of the set. */
final class Http {

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** Whether that address answers 200. */
  boolean ok(String url) {
    return get(url, HttpResponse.BodyHandlers.discarding()) != null;
  }

  /** The JSON there; missing if there is none. */
  JsonNode json(String url) {
    var answer = get(url, HttpResponse.BodyHandlers.ofString());
    if (answer == null) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      return MissingNode.getInstance();
    }
  }

  private <T> @org.jspecify.annotations.Nullable HttpResponse<T> get(
      String url, HttpResponse.BodyHandler<T> body) {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
      var answer = client.send(request, body);
      return answer.statusCode() == 200 ? answer : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
