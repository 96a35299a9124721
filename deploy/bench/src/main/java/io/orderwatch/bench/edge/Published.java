package io.orderwatch.bench.edge;

import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what a contender has published and holds it against what it had to. */
final class Published {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  private Published() {}

  /**
   * @param last every key must have every version from 1 to this one, in order, once
   * @throws Claim.Broken if anything is missing, there twice or out of order
   */
  static void holds(Stage stage, Contender contender, long last, int keys)
      throws InterruptedException, ExecutionException {
    var ids = new HashSet<String>();
    var versions = new HashMap<String, Long>();
    var left = stage.readable(contender.out());
    var start = System.nanoTime();
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of("bootstrap.servers", stage.bootstrap()),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      var partitions = Stage.partitions(contender.out());
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (left > 0 && System.nanoTime() - start < LONGEST.toNanos()) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          left--;
          if (header(record, "ce_source").equals(contender.source())) {
            ids.add(header(record, "ce_id"));
            var version = version(record);
            Claim.holds(
                "next version of " + record.key() + " from the " + contender.name(),
                versions.getOrDefault(record.key(), 0L) + 1,
                version);
            versions.put(record.key(), version);
          }
        }
      }
    }
    Claim.holds("events published by the " + contender.name(), last * keys, ids.size());
    Claim.holds(
        "keys brought to the last version by the " + contender.name(),
        keys,
        versions.values().stream().filter(version -> version == last).count());
  }

  private static long version(ConsumerRecord<String, byte[]> record) {
    return switch (Wire.decode(header(record, "ce_type"), record.value()).orElseThrow()) {
      case PostingState state -> state.posting().version();
      default -> throw new Claim.Broken("not a posting's state: " + record.key());
    };
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
