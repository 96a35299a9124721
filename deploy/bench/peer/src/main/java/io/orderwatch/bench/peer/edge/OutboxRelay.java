package io.orderwatch.bench.peer.edge;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;

/**
 * Deletes the oldest rows, sends them and commits once Kafka has them all. A posting's rows are
 * written while its state is locked, so that their ids follow its changes.
 */
@ApplicationScoped
class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final String TOPIC = "bench.out.peer";
  private static final Duration PAUSE = Duration.ofMillis(10);

  private record Row(long id, ProducerRecord<String, byte[]> record) {}

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
      statement.execute(
          """
          create table if not exists inbox (
            id uuid primary key, seen_at timestamptz not null default clock_timestamp());
          create table if not exists watched (
            key text primary key, version bigint not null, body jsonb not null);
          create table if not exists timer (ref text primary key, due timestamptz not null);
          create index if not exists timer_by_due on timer (due);
          create table if not exists outbox (
            id bigint generated always as identity primary key,
            key text not null, headers text not null, payload bytea not null)""");
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
        if (relay() == 0) {
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

  private int relay() throws SQLException, ExecutionException, InterruptedException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var rows = take(connection);
        var sent = rows.stream().map(row -> producer.send(row.record())).toList();
        for (var each : sent) {
          each.get();
        }
        connection.commit();
        return rows.size();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static List<Row> take(Connection connection) throws SQLException {
    try (var delete =
            connection.prepareStatement(
                """
                delete from outbox where id in (select id from outbox order by id limit 1000)
                returning id, key, headers, payload""");
        var rows = delete.executeQuery()) {
      var taken = new ArrayList<Row>();
      while (rows.next()) {
        taken.add(
            new Row(
                rows.getLong(1),
                new ProducerRecord<>(
                    TOPIC, null, rows.getString(2), rows.getBytes(4), headers(rows.getString(3)))));
      }
      taken.sort(Comparator.comparingLong(Row::id));
      return taken;
    }
  }

  private static RecordHeaders headers(String lines) {
    var headers = new RecordHeaders();
    lines
        .lines()
        .forEach(
            line -> {
              var colon = line.indexOf(": ");
              headers.add(
                  line.substring(0, colon),
                  line.substring(colon + 2).getBytes(StandardCharsets.UTF_8));
            });
    return headers;
  }
}
