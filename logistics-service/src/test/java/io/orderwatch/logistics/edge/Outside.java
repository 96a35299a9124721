package io.orderwatch.logistics.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.edge.Wire;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What a test of the whole service does to it from outside, by HTTP and by Kafka. */
public record Outside(URI service) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Many commands at once, answered in whole. */
  public List<JsonObject> many(String query, BodyPublisher body, String... headers) {
    return lines("/api/commands" + query, body, headers);
  }

  /** Many approvals at once, answered in whole. */
  public List<JsonObject> approvals(List<String> lines) {
    return lines("/api/commands/approvals", BodyPublishers.ofString(String.join("\n", lines)));
  }

  private List<JsonObject> lines(String path, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(service.resolve(path))
            .POST(body)
            .header("Content-Type", "application/x-ndjson");
    if (headers.length > 0) {
      request.headers(headers);
    }
    var answer = send(request.build(), BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new AssertionError("answered with " + answer.statusCode());
    }
    return answer.body().map(JsonObject::new).toList();
  }

  public List<JsonObject> many(List<JsonObject> lines, String... headers) {
    var body = new StringBuilder();
    lines.forEach(line -> body.append(line.encode()).append('\n'));
    return many("", BodyPublishers.ofString(body.toString()), headers);
  }

  public JsonObject get(String path) {
    return new JsonObject(
        send(HttpRequest.newBuilder(service.resolve(path)).build(), BodyHandlers.ofString())
            .body());
  }

  /** A stream that stays open until it is closed. */
  public InputStream stream(String path, String... headers) {
    var request = HttpRequest.newBuilder(service.resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build(), BodyHandlers.ofInputStream()).body();
  }

  private static <T> HttpResponse<T> send(
      HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return CLIENT.send(request, handler);
    } catch (IOException e) {
      throw new IllegalStateException(request + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public static void tell(List<? extends Event> events) {
    try (var producer = producer()) {
      for (var event : events) {
        send(
            producer,
            record(
                event.topic().wireName(),
                event.key(),
                Wire.type(event),
                UUID.randomUUID().toString(),
                Wire.encode(event)));
      }
    }
  }

  /** A record of any kind, also one that cannot be read. */
  public static void tell(String topic, @Nullable String key, String type, String id, byte[] data) {
    try (var producer = producer()) {
      send(producer, record(topic, key, type, id, data));
    }
  }

  private static void send(
      KafkaProducer<String, byte[]> producer, ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static ProducerRecord<String, byte[]> record(
      String topic, @Nullable String key, String type, String id, byte[] data) {
    var record = new ProducerRecord<>(topic, key, data);
    Map.of("ce_type", type, "ce_id", id, "ce_time", Instant.now().toString())
        .forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
    return record;
  }

  private static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", BackingServices.shared().broker().bootstrapServers()),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  /** All records of a topic up to now. */
  public static List<ConsumerRecord<String, byte[]>> records(String topic) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", BackingServices.shared().broker().bootstrapServers()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      var records = new ArrayList<ConsumerRecord<String, byte[]>>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
      return records;
    }
  }

  public static void awaitUntil(BooleanSupplier until) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(100))
        .until(until::getAsBoolean);
  }

  /** A posting as Ozon would show it. */
  public static Posting posting(
      PostingRef ref, String status, String integration, String trackingNumber, String... actions) {
    return new Posting(
        ref,
        "order",
        1,
        status,
        "",
        integration,
        List.of(actions),
        trackingNumber,
        Instant.parse("2026-11-20T00:00:00Z"),
        null,
        null,
        List.of(),
        null);
  }
}
