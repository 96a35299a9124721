package io.orderwatch.ingest.subscribing.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.quarkus.Door;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample that subscribers copy, at what this service really writes: killed in the middle, again
 * and again, it misses nothing and does nothing twice. What the service is given is said at {@code
 * DoorsTest}.
 */
@QuarkusTest
class SampleKilledTest {

  private static final String GROUP = "warehouse.postings";
  private static final int POSTINGS = 1000;
  private static final List<String> LIFE =
      List.of("awaiting_packaging", "awaiting_deliver", "delivering", "delivered");
  private static final int CHANGES = POSTINGS * LIFE.size();
  private static final int KILLS = 4;
  private static final Instant BEGUN = Instant.parse("2026-11-20T10:00:00Z");

  private static final List<String> HEADERS =
      List.of(
          "ce_specversion",
          "ce_id",
          "ce_source",
          "ce_type",
          "ce_time",
          "ce_subject",
          "ce_dataschema",
          "content-type");

  private static final String TASKS =
      "select key, version, type from task where key like '2002:kit-%' order by 1, 2";

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @ConfigProperty(name = "kafka.bootstrap.servers")
  String broker;

  @Test
  void killed_in_the_middle_it_misses_nothing_and_does_nothing_twice(@TempDir Path folder)
      throws Exception {
    var database = BackingServices.shared().database().fresh();
    try (var sample = new Sample(folder, GROUP, "warehouse-1", broker, database)) {
      sample.start();
      var uploaded = CompletableFuture.supplyAsync(this::upload);
      for (var kill = 1; kill <= KILLS; kill++) {
        var enough = CHANGES * kill / (KILLS + 2);
        await().atMost(Duration.ofMinutes(2)).until(() -> sample.rows(TASKS).size() >= enough);
        sample.kill();
        assertThat(sample.rows(TASKS)).as("killed in the middle").hasSizeLessThan(CHANGES);
        sample.start();
      }
      assertThat(uploaded.get()).isEqualTo(200);
      await().atMost(Duration.ofMinutes(2)).until(() -> sample.rows(TASKS).size() >= CHANGES);
      var newest = told();
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(() -> assertThat(kept(sample)).isEqualTo(newest));

      assertThat(newest).hasSize(POSTINGS).allMatch(each -> each.endsWith(" 4 delivered"));
      assertThat(sample.rows(TASKS)).isEqualTo(everyChangeOnce());
      assertThat(sample.ends()).as("ends when it is asked").isTrue();

      rewind();
      sample.start();
      await().atMost(Duration.ofMinutes(2)).until(this::readToTheEnd);
      assertThat(sample.rows(TASKS)).isEqualTo(everyChangeOnce());
      assertThat(kept(sample)).isEqualTo(newest);
      assertThat(sample.rows("select place from unread where place like 'ozon.posting%'"))
          .as("what others wrote may be anything, what this service wrote is read")
          .isEmpty();
    }
    assertThat(written("ozon.postings.v1")).isEqualTo(everyChangeOnce().size());
    assertThat(written("ozon.posting-state.v1")).isEqualTo(everyChangeOnce().size());
  }

  /** How many; each with the headers of the page, and those of a key in the order of versions. */
  private int written(String topic) {
    var seen = new HashMap<String, Long>();
    var count = 0;
    var settings =
        Map.<String, Object>of("bootstrap.servers", broker, "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(e -> consumer.position(e) < Objects.requireNonNull(ends.get(e)))) {
        for (var each : consumer.poll(Duration.ofSeconds(1))) {
          if (each.key() != null && each.key().startsWith("2002:kit-")) {
            var headers = new ArrayList<String>();
            each.headers().forEach(header -> headers.add(header.key()));
            assertThat(headers).containsAll(HEADERS);
            var posting = new JsonObject(each.value()).getJsonObject("posting");
            assertThat(posting.getString("ref")).isEqualTo(each.key());
            assertThat(posting.getLong("version")).isEqualTo(seen.getOrDefault(each.key(), 0L) + 1);
            seen.put(each.key(), posting.getLong("version"));
            count++;
          }
        }
      }
    }
    return count;
  }

  /** As whoever wants to see everything again does: while no copy runs. */
  private void rewind() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      // a copy with a name is waited for, also when it has ended in order
      admin
          .removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
      var beginning = new HashMap<TopicPartition, OffsetAndMetadata>();
      positions(admin).keySet().forEach(each -> beginning.put(each, new OffsetAndMetadata(0)));
      admin.alterConsumerGroupOffsets(GROUP, beginning).all().get();
      assertThat(readToTheEnd()).isFalse();
    }
  }

  private boolean readToTheEnd() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      var positions = positions(admin);
      var latest = new HashMap<TopicPartition, OffsetSpec>();
      positions.keySet().forEach(each -> latest.put(each, OffsetSpec.latest()));
      var ends = admin.listOffsets(latest).all().get();
      return positions.entrySet().stream()
          .allMatch(
              each ->
                  each.getValue().offset()
                      == Objects.requireNonNull(ends.get(each.getKey())).offset());
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> positions(Admin admin) throws Exception {
    return admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get();
  }

  private static List<String> everyChangeOnce() {
    var all = new ArrayList<String>();
    for (var number = 0; number < POSTINGS; number++) {
      var key = "2002:kit-%04d ".formatted(number);
      all.add(key + "1 posting.received.v1");
      all.add(key + "2 posting.changed.v1");
      all.add(key + "3 posting.changed.v1");
      all.add(key + "4 posting.delivered.v1");
    }
    return all;
  }

  private static List<String> kept(Sample sample) {
    return sample.rows(
        "select key, version, status from posting where key like '2002:kit-%' order by 1");
  }

  /** What the service itself says of its postings. */
  private List<String> told() {
    var all = new ArrayList<String>();
    var door = new Door(service);
    for (var cursor = "2002:kit-"; cursor != null; ) {
      var page =
          new JsonObject(
              door.ask("GET /api/postings?store=2002&limit=1000&cursor=" + cursor, null).body());
      for (var each : page.getJsonArray("postings", new JsonArray())) {
        var posting = (JsonObject) each;
        if (posting.getString("posting").startsWith("kit-")) {
          all.add(
              "%s:%s %d %s"
                  .formatted(
                      posting.getString("store"),
                      posting.getString("posting"),
                      posting.getLong("version"),
                      posting.getString("status")));
        }
      }
      cursor = page.getString("cursor");
    }
    return all;
  }

  private int upload() {
    var lines = new StringBuilder();
    for (var step = 0; step < LIFE.size(); step++) {
      for (var number = 0; number < POSTINGS; number++) {
        lines
            .append(
                new JsonObject()
                    .put("store", "2002")
                    .put("posting", "kit-%04d".formatted(number))
                    .put("asOf", BEGUN.plusSeconds(step).toString())
                    .put("status", LIFE.get(step))
                    .put("integration", "aggregator")
                    .encode())
            .append('\n');
      }
    }
    var request =
        HttpRequest.newBuilder(service.resolve("/api/postings/import"))
            .POST(BodyPublishers.ofString(lines.toString()))
            .header("Content-Type", "application/x-ndjson")
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).statusCode();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
