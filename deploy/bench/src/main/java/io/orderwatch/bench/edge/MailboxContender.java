package io.orderwatch.bench.edge;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.contracts.Topic;
import io.orderwatch.mailbox.edge.Mailbox;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The mailbox with all its threads, fed by two plain consumers as the services' channel is set. */
final class MailboxContender implements Contender {

  static final String IN = "bench.in.mailbox";

  /** One works in memory while the other waits for the database. */
  static final int CONSUMERS = 2;

  static final Mailbox.Settings SETTINGS =
      new Mailbox.Settings(
          "bench",
          "bench-1",
          Duration.ofSeconds(30),
          1000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(15));

  private final AgroalDataSource database;
  private final Producer<String, byte[]> producer;
  private final Mailbox mailbox;
  private final List<Thread> consumers;
  private final AtomicLong polls = new AtomicLong();
  private final AtomicLong records = new AtomicLong();
  private volatile boolean open = true;
  private volatile String failure = "";

  MailboxContender(Stage stage) throws SQLException {
    database = stage.database("mailbox").filledPool(12, "");
    Stage.executeResource(database, "/db/mailbox/V0001__mailbox.sql");
    Stage.execute(database, WatchedPostings.TABLE);
    producer = stage.producer(Map.of());
    mailbox =
        new Mailbox(
            database,
            producer,
            Clock.systemUTC(),
            List.of(WatchedPostings.FEATURE),
            List.of(),
            SETTINGS);
    mailbox.start();
    consumers =
        IntStream.rangeClosed(1, CONSUMERS)
            .mapToObj(
                number ->
                    Thread.ofPlatform()
                        .name("bench-consumer-" + number)
                        .start(() -> consume(stage.bootstrap())))
            .toList();
  }

  private static KafkaConsumer<String, byte[]> consumer(String bootstrap) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "group.id",
            "bench-mailbox",
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            "max.poll.records",
            2000,
            "fetch.max.wait.ms",
            100),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private void consume(String bootstrap) {
    try (var consumer = consumer(bootstrap)) {
      consumer.subscribe(List.of(IN));
      while (open) {
        var poll = new ArrayList<ConsumerRecord<String, byte[]>>();
        consumer.poll(Duration.ofMillis(100)).forEach(poll::add);
        if (!poll.isEmpty()) {
          mailbox.accept(poll);
          consumer.commitAsync();
          polls.incrementAndGet();
          records.addAndGet(poll.size());
        }
      }
    } catch (SQLException | RuntimeException e) {
      failure = e.toString();
    }
  }

  /** Since the start. */
  double recordsPerPoll() {
    return records.get() / (double) polls.get();
  }

  @Override
  public String name() {
    return "mailbox";
  }

  @Override
  public String in() {
    return IN;
  }

  @Override
  public String out() {
    return Topic.POSTING_STATE.wireName();
  }

  @Override
  public String source() {
    return "/orderwatch/" + SETTINGS.service();
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public DataSource database() {
    return database;
  }

  @Override
  public void close() throws SQLException {
    open = false;
    try {
      for (var consumer : consumers) {
        consumer.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    mailbox.close();
    producer.close();
    database.close();
    if (!failure.isEmpty()) {
      throw new Claim.Broken("the mailbox's consumer ended: " + failure);
    }
  }
}
