package io.orderwatch.local.edge;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.local.Arguments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends the command to cancel a posting, as any service that may do so would. */
final class Cancelling {

  /** Ozon's reason "the goods are out of stock", the one every posting offers. */
  private static final long OUT_OF_STOCK = 352;

  private Cancelling() {}

  static int run(Arguments.Cancel wanted, Console console) {
    PostingRef ref;
    try {
      ref = PostingRef.parse(wanted.ref());
    } catch (IllegalArgumentException e) {
      console.line("cancel what? " + e.getMessage());
      return 2;
    }
    var id = UUID.randomUUID().toString();
    var command =
        new ShipmentCommand.Cancel(ref, id, OUT_OF_STOCK, "", System.getProperty("user.name"), "");
    var entry = new ProducerRecord<>(command.topic().wireName(), ref.key(), Wire.encode(command));
    Map.of(
            "ce_specversion",
            "1.0",
            "ce_id",
            id,
            "ce_source",
            "/orderwatch/run",
            "ce_type",
            Wire.type(command),
            "ce_time",
            Instant.now().toString(),
            "ce_subject",
            ref.posting().value(),
            "content-type",
            "application/json")
        .forEach(
            (name, value) -> entry.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    var servers = Tail.servers(wanted.port());
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "acks", "all", "max.block.ms", 10_000);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
      producer.send(entry).get();
      console.line("sent " + Wire.type(command) + " for " + ref.key() + ", command " + id);
      return 0;
    } catch (ExecutionException e) {
      console.line("not sent: " + e.getCause() + ": is ./run running, on that --port?");
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
