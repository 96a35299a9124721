package io.orderwatch.bench.peer.edge;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/** Makes the tables, and empties the outbox as long as the application runs. */
@ApplicationScoped
class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final String TOPIC = "bench.out.peer";
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final DataSource database;
  private final Producer<String, byte[]> producer;
  private final Thread thread = Thread.ofPlatform().name("outbox-relay").unstarted(this::run);
  private volatile boolean open = true;

  OutboxRelay(DataSource database, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.database = database;
    var settings = new HashMap<>(kafka);
    settings.put("acks", "all");
    settings.put("linger.ms", 2);
    settings.put("batch.size", 131_072);
    this.producer =
        new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  void start(@Observes StartupEvent event) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(Outbox.TABLES);
    }
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    open = false;
    thread.join(Duration.ofSeconds(5));
    producer.close(Duration.ofSeconds(5));
  }

  private void run() {
    while (open) {
      try {
        if (Outbox.relay(database, producer, TOPIC) == 0) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      } catch (SQLException | ExecutionException e) {
        LOG.errorf(e, "the outbox waits");
        LockSupport.parkNanos(PAUSE.toNanos());
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
