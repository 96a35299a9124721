package io.orderwatch.mailbox.edge.quarkus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.orderwatch.mailbox.edge.Outages;
import io.orderwatch.mailbox.edge.Positions;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the stored offsets against the broker's logs: whenever partitions are assigned, and every
 * half a minute for a topic that is made anew under a running consumer.
 */
@ApplicationScoped
@Identifier("mailbox")
public class Assigned implements KafkaConsumerRebalanceListener {

  private static final Logger LOG = Logger.getLogger(Assigned.class);
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final long TIMEOUT_MS = 5000;

  private final DataSource database;
  private final Outages outages;
  private final Map<String, Object> kafka;
  private final MeterRegistry meters;
  private final Map<Consumer<?, ?>, Integer> partitions = new ConcurrentHashMap<>();
  private @Nullable Admin admin;

  Assigned(
      DataSource database,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      MeterRegistry meters,
      Outages outages) {
    this.outages = outages;
    this.database = database;
    this.kafka = kafka;
    this.meters = meters;
  }

  /** How many partitions this process reads now; none in a service that reads no topic. */
  public int partitions() {
    return partitions.values().stream().mapToInt(Integer::intValue).sum();
  }

  void watch(
      @Observes StartupEvent event,
      Vertx vertx,
      KafkaClientService clients,
      @ConfigProperty(name = "mp.messaging.incoming.mailbox.topics") Optional<Set<String>> topics) {
    topics.orElse(Set.of()).forEach(this::anew);
    vertx.setPeriodic(EVERY.toMillis(), _ -> checkAll(clients));
  }

  private void checkAll(KafkaClientService clients) {
    for (var channel : clients.getConsumerChannels()) {
      for (var consumer : clients.getConsumers(channel)) {
        consumer
            .runOnPollingThread(
                c -> {
                  onPartitionsAssigned(c, c.assignment());
                })
            .subscribe()
            .with(_ -> {}, e -> LOG.warnf("offsets are not checked: %s", e.toString()));
      }
    }
  }

  @Override
  public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> given) {
    partitions.put(consumer, consumer.assignment().size());
    try {
      new Positions(database, admin(), TIMEOUT_MS)
          .check(consumer, given)
          .forEach(each -> anew(each.topic()).increment());
    } catch (SQLException | ExecutionException | TimeoutException | KafkaException e) {
      LOG.logf(
          outages.met(e) ? Logger.Level.DEBUG : Logger.Level.WARN,
          "offsets are checked later: %s",
          e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> taken) {
    // Those that are given next are counted when they are given.
    partitions.put(consumer, Math.max(0, consumer.assignment().size() - taken.size()));
  }

  @Override
  public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> lost) {
    onPartitionsRevoked(consumer, lost);
  }

  private Counter anew(String topic) {
    return meters.counter("mailbox.topics.anew", "topic", topic);
  }

  private synchronized Admin admin() {
    if (admin == null) {
      admin = Admin.create(new HashMap<>(kafka));
    }
    return admin;
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) {
    close();
  }

  private synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ofSeconds(1));
    }
  }
}
