package io.orderwatch.logistics.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.quarkus.Door;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.edge.quarkus.Assigned;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Anybody may write to a topic: headers that nobody can read stop neither consumer nor service. */
@QuarkusTest
class HostileHeadersTest {

  private static final String TOPIC = "ozon.shipment-commands.v1";

  /** Each broke the consumer once, for good: messaging parses CloudEvents unless told not to. */
  private static final Map<String, String> HOSTILE =
      Map.of(
          "ce_time", "yesterday",
          "ce_source", "my erp",
          "ce_dataschema", "http://[",
          "ce_specversion", "\0",
          "ce_id", "",
          "ce_type", " ",
          "traceparent", "00-nothing",
          "content-type", "\n");

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @Inject
  @Identifier("mailbox")
  Assigned assigned;

  @Test
  void a_command_behind_them_is_worked_through() {
    await().atMost(Duration.ofMinutes(1)).until(() -> assigned.partitions() > 0);
    var partitions = assigned.partitions();
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", BackingServices.shared().broker().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      HOSTILE.forEach(
          (name, value) -> {
            var _ = producer.send(command("hostile-" + name, name, value));
          });
      var _ = producer.send(command("behind-them", "ce_time", "2026-11-27T00:00:00Z"));
    }
    var door = new Door(service);
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(
                        door.ask("GET /api/postings/1001/hostile-1/commands/behind-them", null)
                            .body())
                    .contains("behind-them"));
    assertThat(assigned.partitions()).isEqualTo(partitions);
    assertThat(door.ask("GET /api/dead-letters?reason=PSQLException", null).body()).isEqualTo("[]");
  }

  /** Whole but for one header. */
  private static ProducerRecord<String, byte[]> command(String id, String header, String value) {
    var command = new Cancel(PostingRef.of("1001", "hostile-1"), id, 352, "", "test", "");
    var record = new ProducerRecord<>(TOPIC, command.key(), Wire.encode(command));
    Map.of(
            "ce_specversion", "1.0",
            "ce_id", id,
            "ce_source", "/test",
            "ce_type", "shipment.cancel.v1",
            "content-type", "application/json")
        .forEach((name, usual) -> record.headers().add(name, usual.getBytes(UTF_8)));
    record.headers().remove(header).add(header, value.getBytes(UTF_8));
    return record;
  }
}
