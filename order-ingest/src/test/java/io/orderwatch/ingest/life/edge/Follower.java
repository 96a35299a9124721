package io.orderwatch.ingest.life.edge;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A subscriber that keeps to the rules of docs/subscribing.md and never begins anew: it passes over
 * an id that it has seen, and a version at or below the one that it knows.
 */
final class Follower implements AutoCloseable {

  private record Known(long version, String status) {}

  private final KafkaConsumer<String, String> consumer;
  private final Set<String> ids = new HashSet<>();
  private final Map<String, Known> postings = new TreeMap<>();

  Follower(String topic, String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer());
    var all = List.of(new TopicPartition(topic, 0));
    consumer.assign(all);
    consumer.seekToBeginning(all);
  }

  /** What it knows once it has heard all that is said by now: the status of each posting. */
  Map<String, String> statuses() {
    var partition = consumer.assignment().iterator().next();
    long end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
    while (consumer.position(partition) < end) {
      for (var said : consumer.poll(Duration.ofMillis(200))) {
        var id = new String(said.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        var posting = new JsonObject(said.value()).getJsonObject("posting");
        var told = new Known(posting.getLong("version"), posting.getString("status"));
        if (ids.add(id)) {
          postings.merge(
              said.key(), told, (known, now) -> now.version() > known.version() ? now : known);
        }
      }
    }
    var statuses = new TreeMap<String, String>();
    postings.forEach((key, known) -> statuses.put(key, known.status()));
    return statuses;
  }

  long version(String key) {
    return postings.getOrDefault(key, new Known(0, "")).version();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
