package io.orderwatch.operations.edge;

import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final String group;
  private @Nullable Admin admin;

  BrokerView(
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      @ConfigProperty(name = "mp.messaging.incoming.mailbox.topics") Optional<Set<String>> topics,
      @ConfigProperty(name = "quarkus.application.name") String group) {
    this.kafka = kafka;
    this.topics = topics.orElse(Set.of());
    this.group = group;
  }

  /** The topics that the service reads. */
  Set<String> read() {
    return topics;
  }

  /** The names of all topics; empty if the broker does not answer. */
  Optional<Set<String>> topics() {
    return ask(admin -> admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS));
  }

  /** Records not worked through yet, by topic; empty if the broker does not answer. */
  Optional<Map<String, Long>> lag() {
    return ask(
        admin -> {
          var done =
              admin
                  .listConsumerGroupOffsets(group)
                  .partitionsToOffsetAndMetadata()
                  .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
          var partitions = new HashMap<TopicPartition, OffsetSpec>();
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
                                  partitions.put(
                                      new TopicPartition(topic, partition.partition()),
                                      OffsetSpec.latest())));
          var ends = offsets(admin, partitions);
          var begins = new HashMap<>(partitions);
          begins.replaceAll((_, _) -> OffsetSpec.earliest());
          var starts = offsets(admin, begins);
          var lag = new HashMap<String, Long>();
          ends.forEach(
              (partition, end) -> {
                var committed = done.get(partition);
                var start = starts.get(partition);
                var from =
                    committed != null ? committed.offset() : start == null ? 0 : start.offset();
                lag.merge(partition.topic(), Math.max(0, end.offset() - from), Long::sum);
              });
          return lag;
        });
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
        admin = Admin.create(settings);
      }
      return Optional.of(question.ask(admin));
    } catch (ExecutionException | TimeoutException | KafkaException e) {
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
