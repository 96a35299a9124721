package io.orderwatch.compliance.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.backing.edge.quarkus.ApiDocument;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.edge.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** The running service, as Kafka and its users meet it. */
public final class Service implements AutoCloseable {

  /** When the story begins; its time runs as fast as the machine's. */
  public static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final ObjectMapper json = new ObjectMapper();
  private @Nullable ApiDocument document;
  private final HttpClient http = HttpClient.newHttpClient();
  private final KafkaProducer<String, byte[]> producer =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", setting("kafka.bootstrap.servers"), "acks", "all"),
          new StringSerializer(),
          new ByteArraySerializer());

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  /** Tells the service an event through Kafka, as it happened then. */
  public void tell(Event event, Instant at) {
    var told = new ProducerRecord<>(event.topic().wireName(), event.key(), Wire.encode(event));
    told.headers()
        .add("ce_type", Wire.type(event).getBytes(UTF_8))
        .add("ce_id", UUID.randomUUID().toString().getBytes(UTF_8))
        .add("ce_time", at.toString().getBytes(UTF_8));
    try {
      producer.send(told).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Tells it at noon of a posting whose buyer owes passport data. */
  public void owes(String store, String number) {
    var posting =
        new Posting(
            PostingRef.of(store, number),
            "order-" + number,
            1,
            "awaiting_packaging",
            Posting.AWAITING_PASSPORT,
            "aggregator",
            List.of("cancel"),
            "",
            NOON,
            null,
            null,
            List.of(),
            null);
    tell(new PostingEvent.Received(posting), NOON);
  }

  public HttpResponse<String> get(String path) {
    return documented(request(path).GET().build());
  }

  public HttpResponse<String> post(String path, String body) {
    return documented(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** As a program that wants another type than JSON. */
  public HttpResponse<String> get(String path, String accept) {
    return documented(request(path).header("Accept", accept).GET().build());
  }

  public HttpResponse<String> delete(String path) {
    return documented(request(path).DELETE().build());
  }

  /** What it answers at its management port. */
  public HttpResponse<String> managed(String path) {
    return send(request("quarkus.management.test-port", path).GET().build());
  }

  private static HttpRequest.Builder request(String path) {
    return request("quarkus.http.test-port", path);
  }

  private static HttpRequest.Builder request(String port, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + setting(port) + path));
  }

  /** Whatever the API answers to a test must be in the service's OpenAPI document. */
  private HttpResponse<String> documented(HttpRequest request) {
    var answer = send(request);
    if (!request.uri().getPath().startsWith("/api/")) {
      return answer;
    }
    if (document == null) {
      document = ApiDocument.of(new Door(request.uri().resolve("/")));
    }
    var query = request.uri().getRawQuery();
    var path = request.uri().getRawPath() + (query == null ? "" : "?" + query);
    assertThat(document.undocumented(request.method() + " " + path, answer)).isEmpty();
    return answer;
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body of an answer that has gone well. */
  public JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return tree(answer);
  }

  /** An object that can be added to. */
  public ObjectNode tree(String text) {
    try {
      return (ObjectNode) json.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The body of any answer. */
  public JsonNode tree(HttpResponse<String> answer) {
    try {
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    producer.close();
  }
}
