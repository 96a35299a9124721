package io.orderwatch.local.edge;

import io.orderwatch.local.Arguments;
import io.orderwatch.local.Ports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Prints a topic's events, the old ones first, until the process is stopped. */
final class Tail {

  private Tail() {}

  static int run(Arguments.Tail wanted, Console console) {
    var servers = servers(wanted.port());
    Map<String, Object> settings =
        Map.of("bootstrap.servers", servers, "auto.offset.reset", "earliest");
    var bytes = new ByteArrayDeserializer();
    try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      var topics = consumer.listTopics(Duration.ofSeconds(10));
      var partitions = topics.get(wanted.topic());
      if (partitions == null) {
        console.line("there is no topic " + wanted.topic() + "; there are:");
        topics.keySet().stream()
            .filter(name -> !name.startsWith("__"))
            .sorted()
            .forEach(name -> console.line("  " + name));
        return 1;
      }
      var all = new ArrayList<TopicPartition>();
      partitions.forEach(info -> all.add(new TopicPartition(info.topic(), info.partition())));
      consumer.assign(all);
      while (true) {
        for (var entry : consumer.poll(Duration.ofSeconds(1))) {
          console.line(line(entry));
        }
      }
    } catch (org.apache.kafka.common.errors.TimeoutException e) {
      console.line("no Kafka answers at " + servers + ": is ./run running, on that --port?");
      return 1;
    }
  }

  /** Kafka's address in a set, unless the environment names another one. */
  static String servers(int basePort) {
    var external = System.getenv(io.orderwatch.backing.Choice.KAFKA);
    return external == null || external.isBlank()
        ? "127.0.0.1:" + new Ports(basePort).kafka()
        : external;
  }

  private static String line(ConsumerRecord<byte[], byte[]> entry) {
    return header(entry, "ce_time")
        + "  "
        + header(entry, "ce_type")
        + "  "
        + text(entry.key())
        + "  "
        + text(entry.value());
  }

  private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
    var header = entry.headers().lastHeader(name);
    return header == null ? "–" : text(header.value());
  }

  private static String text(byte @org.jspecify.annotations.Nullable [] bytes) {
    return bytes == null ? "–" : new String(bytes, StandardCharsets.UTF_8);
  }
}
