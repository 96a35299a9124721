package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.Outage;
import io.orderwatch.mailbox.edge.Outages;
import io.orderwatch.mailbox.edge.Unread;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** What the broker says of our topics. Every question ends within two seconds. */
@Singleton
class BrokerView {

  private static final int TIMEOUT_MS = 2000;

  private final Map<String, Object> kafka;
  private final Set<String> topics;
  private final Set<String> needed;
  private final String group;
  private final Outage outage;
  private @Nullable Admin admin;

  BrokerView(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "mp.messaging.incoming.mailbox.topics") Optional<Set<String>> topics,
      TopicSettings settings,
      @ConfigProperty(name = "quarkus.application.name") String group,
      Outages outages) {
    this.outage = outages.kafka();
    this.kafka = kafka;
    this.topics = topics.orElse(Set.of());
    this.needed = new TreeSet<>(this.topics);
    this.needed.addAll(settings.written().orElse(Set.of()));
    this.needed.add(group + ".dlq");
    this.group = group;
  }

  /** The topics that the service reads. */
  Set<String> read() {
    return topics;
  }

  /** The topics that the service reads or writes. */
  Set<String> needed() {
    return needed;
  }

  /** The names of all topics; empty if the broker does not answer. */
  Optional<Set<String>> topics() {
    return ask(admin -> admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS));
  }

  /** Where the logs of what the service reads begin and end; empty if the broker does not say. */
  Optional<Map<TopicPartition, Unread.Log>> logs() {
    return ask(
        admin -> {
          var ends = new HashMap<TopicPartition, OffsetSpec>();
          admin
              .describeTopics(topics)
              .allTopicNames()
              .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
              .forEach(
                  (topic, described) ->
                      described
                          .partitions()
                          .forEach(
                              partition ->
                                  ends.put(
                                      new TopicPartition(topic, partition.partition()),
                                      OffsetSpec.latest())));
          var begins = new HashMap<>(ends);
          begins.replaceAll((_, _) -> OffsetSpec.earliest());
          // In this order: a log that is cut in between has its end beyond its start.
          var starts = offsets(admin, begins);
          var logs = new HashMap<TopicPartition, Unread.Log>();
          offsets(admin, ends)
              .forEach(
                  (partition, end) -> {
                    var start = starts.get(partition);
                    if (start != null) {
                      logs.put(partition, new Unread.Log(start.offset(), end.offset()));
                    }
                  });
          return logs;
        });
  }

  /**
   * How many partitions all processes of the service read together; empty if the broker does not
   * say, because it is away or because the service has no right to its group.
   */
  Optional<Integer> assigned() {
    return ask(
        admin ->
            admin
                .describeConsumerGroups(Set.of(group))
                .all()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .flatMap(each -> each.members().stream())
                .mapToInt(each -> each.assignment().topicPartitions().size())
                .sum());
  }

  private static Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> offsets(
      Admin admin, Map<TopicPartition, OffsetSpec> partitions)
      throws ExecutionException, InterruptedException, TimeoutException {
    return admin.listOffsets(partitions).all().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
  }

  private interface Question<T> {
    T ask(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
  }

  private synchronized <T> Optional<T> ask(Question<T> question) {
    try {
      if (admin == null) {
        var settings = new HashMap<>(kafka);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, 1000L);
        settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000L);
        admin = Admin.create(settings);
      }
      var answer = question.ask(admin);
      outage.answered();
      return Optional.of(answer);
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      if (Outages.ofKafka(e)) {
        var cause = e.getMessage() == null ? "no answer in %d ms".formatted(TIMEOUT_MS) : e;
        outage.failed("%s: %s".formatted(kafka.get("bootstrap.servers"), cause));
      }
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @PreDestroy
  synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
