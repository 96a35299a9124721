package io.orderwatch.local.edge;

import io.orderwatch.contracts.Topic;
import io.orderwatch.local.ServiceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topics of the published language and each consumer's dead letters, as one machine has them.
 */
final class Topics {

  private static final int PARTITIONS = 6;
  private static final Duration FACTS = Duration.ofDays(35);
  private static final Duration DEAD_LETTERS = Duration.ofDays(30);

  private Topics() {}

  /**
   * Creates those that are missing.
   *
   * @throws CannotStart if Kafka refuses
   */
  static void create(String bootstrapServers) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      for (var result : admin.createTopics(all()).values().values()) {
        try {
          result.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new CannotStart("Kafka refuses a topic: " + e.getCause());
          }
        }
      }
    } catch (TimeoutException e) {
      throw new CannotStart("Kafka did not create the topics within 30 s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted");
    }
  }

  private static List<NewTopic> all() {
    var topics = new ArrayList<NewTopic>();
    for (var topic : Topic.values()) {
      topics.add(topic(topic.wireName(), topic.compacted() ? null : FACTS));
    }
    Arrays.stream(ServiceName.values())
        .forEach(service -> topics.add(topic(service.title() + ".dlq", DEAD_LETTERS)));
    return topics;
  }

  /** A retention of null: compacted. */
  private static NewTopic topic(String name, @org.jspecify.annotations.Nullable Duration kept) {
    return new NewTopic(name, PARTITIONS, (short) 1)
        .configs(
            kept == null
                ? Map.of("cleanup.policy", "compact")
                : Map.of("retention.ms", Long.toString(kept.toMillis())));
  }
}
