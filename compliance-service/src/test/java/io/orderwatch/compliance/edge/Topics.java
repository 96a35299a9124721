package io.orderwatch.compliance.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Topic;
import io.orderwatch.contracts.edge.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What stands in Kafka's topics now. */
public final class Topics {

  private Topics() {}

  private static KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class)),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static List<TopicPartition> partitions(
      KafkaConsumer<String, byte[]> consumer, String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(each -> new TopicPartition(each.topic(), each.partition()))
        .toList();
  }

  /** The events of one key, the oldest first. */
  public static <E extends Event> List<E> read(Topic topic, String key, Class<E> type) {
    return all(topic, type).stream().filter(event -> event.key().equals(key)).toList();
  }

  /** All events; those of one key in their order. */
  public static <E extends Event> List<E> all(Topic topic, Class<E> type) {
    try (var consumer = consumer()) {
      var partitions = partitions(consumer, topic.wireName());
      var ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var events = new ArrayList<E>();
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          var wire = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
          Wire.decode(wire, record.value())
              .filter(type::isInstance)
              .map(type::cast)
              .ifPresent(events::add);
        }
      }
      return events;
    }
  }

  /** Where each partition of every topic of ours ends. */
  public static Map<String, Long> ends() {
    try (var consumer = consumer()) {
      var ends = new TreeMap<String, Long>();
      for (var topic : consumer.listTopics().keySet()) {
        if (!topic.startsWith("__")) {
          consumer
              .endOffsets(partitions(consumer, topic))
              .forEach((partition, end) -> ends.put(partition.toString(), end));
        }
      }
      return ends;
    }
  }
}
