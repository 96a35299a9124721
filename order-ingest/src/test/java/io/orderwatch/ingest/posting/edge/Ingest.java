package io.orderwatch.ingest.posting.edge;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.clock.SettableClock;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;

/** The service without its framework, on a database of its own. */
public final class Ingest implements AutoCloseable {

  static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  /** What waits to go to Kafka. */
  record Row(String type, String key, String payload) {}

  private record Given(
      Duration pollEvery,
      Duration lookBack,
      Duration overlap,
      Optional<String> pushSecret,
      boolean pushOpen,
      int hints)
      implements PostingSettings {}

  public final SettableClock machine = new SettableClock(START);
  public final ScaledClock clock =
      new ScaledClock(Instant.EPOCH, Instant.EPOCH, 1, ZoneOffset.UTC, machine);
  public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  public final PostingSettings settings;
  public final Readings readings;
  final DataSource database;
  final Polls polls;
  final Unreadable unreadable = new Unreadable();
  final OzonMetrics metrics = new OzonMetrics(registry);
  final List<Duration> pauses = new ArrayList<>();
  private final Mailbox mailbox;
  private final KafkaProducer<String, byte[]> producer;

  public Ingest() {
    this(Optional.empty());
  }

  public Ingest(Optional<String> pushSecret) {
    var services = BackingServices.shared();
    database = services.database().fresh().dataSourceOf("ingest");
    Flyway.configure()
        .dataSource(database)
        .schemas("ingest")
        .locations("classpath:db/mailbox", "classpath:db/migration")
        .load()
        .migrate();
    settings =
        new Given(
            Duration.ofMinutes(2),
            Duration.ofDays(7),
            Duration.ofMinutes(15),
            pushSecret,
            false,
            100);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", services.broker().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    mailbox =
        new Mailbox(
            database,
            producer,
            clock.asClock(),
            List.of(PostingFeature.of()),
            List.of(),
            new Mailbox.Settings(
                "order-ingest",
                "test",
                Duration.ofMinutes(5),
                100,
                Duration.ofSeconds(10),
                Duration.ofSeconds(15)));
    readings = new Readings(mailbox, metrics, unreadable, clock);
    polls = new Polls(database);
  }

  PollRound round(FakeOzon ozon) {
    return new PollRound(ozon.client(), readings, polls, settings.policy(), pauses::add);
  }

  Lease lease() throws SQLException {
    return mailbox.leases().take("poll-" + FakeOzon.STORE).orElseThrow();
  }

  void release(Lease lease) throws SQLException {
    mailbox.leases().release(lease);
  }

  List<Row> outbox() throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement("select key, headers, payload from outbox order by id");
        var rows = select.executeQuery()) {
      var outbox = new ArrayList<Row>();
      while (rows.next()) {
        var type = rows.getString("headers").replaceAll("(?s).*ce_type: (\\S+).*", "$1");
        outbox.add(
            new Row(
                type,
                rows.getString("key"),
                new String(rows.getBytes("payload"), StandardCharsets.UTF_8)));
      }
      return outbox;
    }
  }

  public List<String> published() throws SQLException {
    return outbox().stream()
        .filter(row -> !row.type().equals("posting.state.v1"))
        .map(row -> row.type() + " " + row.key())
        .toList();
  }

  double count(String counter, String... tags) {
    var found = registry.find(counter).tags(tags).counter();
    return found == null ? 0 : found.count();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
