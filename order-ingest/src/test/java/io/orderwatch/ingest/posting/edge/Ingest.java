package io.orderwatch.ingest.posting.edge;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.clock.SettableClock;
import io.orderwatch.ingest.cancellation.edge.RequestFeature;
import io.orderwatch.ingest.cancellation.edge.RequestReading;
import io.orderwatch.ingest.chat.edge.ChatFeature;
import io.orderwatch.ingest.chat.edge.ChatReading;
import io.orderwatch.ingest.chat.edge.ChatSettings;
import io.orderwatch.ingest.entitlement.edge.EntitlementFeature;
import io.orderwatch.ingest.entitlement.edge.EntitlementReading;
import io.orderwatch.ingest.life.Versions;
import io.orderwatch.ingest.life.edge.DatabaseLife;
import io.orderwatch.ingest.polling.edge.Bounds;
import io.orderwatch.ingest.polling.edge.Ended;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.ingest.polling.edge.Unreadable;
import io.orderwatch.ingest.rating.edge.RatingFeature;
import io.orderwatch.ingest.rating.edge.RatingReading;
import io.orderwatch.ingest.returns.edge.ReturnFeature;
import io.orderwatch.ingest.returns.edge.ReturnReading;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import io.orderwatch.ozon.Store;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;

/** The service without its framework, on a database of its own. */
public final class Ingest implements AutoCloseable {

  /** How long the mailbox waits, as its settings have it. */
  public record Waiting(Duration lease, int batch, Duration settling) implements MailboxSettings {
    public static final Waiting USUAL =
        new Waiting(Duration.ofSeconds(5), 1000, Duration.ofSeconds(30));

    @Override
    public Optional<Instant> lookingBackUntil() {
      return Optional.empty();
    }
  }

  public static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  /** What waits to go to Kafka. */
  public record Row(String type, String key, String payload) {}

  private record Given(
      Duration pollEvery,
      Duration pollWaitingEvery,
      Duration lookBack,
      Duration overlap,
      Duration returnsEvery,
      Duration returnsLookBack,
      Optional<String> pushSecret,
      boolean pushOpen,
      int pushRehearsed,
      int hints,
      int pages)
      implements PostingSettings {}

  /** Few at once, so that a test sees what is left for the next round. */
  private record ChatsGiven(Duration every, Duration lookBack, Duration watch, int most)
      implements ChatSettings {}

  private final ChatSettings chatSettings =
      new ChatsGiven(Duration.ofMinutes(5), Duration.ofDays(3), Duration.ofDays(3), 3);
  public final SettableClock machine = new SettableClock(START);
  public final ScaledClock clock =
      new ScaledClock(Instant.EPOCH, Instant.EPOCH, 1, ZoneOffset.UTC, machine);
  public final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  public final PostingSettings settings;
  public final Readings readings;
  public final DataSource database;
  public final Polls polls;
  public final Bounds bounds = new Bounds(4, 2);
  public final Unreadable unreadable = new Unreadable();
  public final OzonMetrics metrics = new OzonMetrics(registry);
  final List<Duration> pauses = new ArrayList<>();
  public final Mailbox mailbox;
  public final DatabaseLife life;
  private final KafkaProducer<String, byte[]> producer;

  public Ingest() {
    this(Optional.empty());
  }

  public Ingest(Optional<String> pushSecret) {
    this(fresh(), "test", Duration.ofMinutes(5), pushSecret);
  }

  /** One of several processes. */
  public Ingest(DataSource database, String owner, Duration lease) {
    this(database, owner, lease, Optional.empty());
  }

  /**
   * @param servers where it tells
   * @param life what people call the database's
   */
  public Ingest(DataSource database, BackingServices servers, String life) {
    this(database, "test", Duration.ofMinutes(5), Optional.empty(), servers, life);
  }

  /** A database of its own, migrated. */
  public static DataSource fresh() {
    return migrated(BackingServices.shared().database().fresh().dataSourceOf("ingest"));
  }

  public static DataSource migrated(DataSource database) {
    Flyway.configure()
        .dataSource(database)
        .schemas("ingest")
        .locations("classpath:db/mailbox", "classpath:db/migration")
        .load()
        .migrate();
    return database;
  }

  private Ingest(DataSource database, String owner, Duration lease, Optional<String> pushSecret) {
    this(database, owner, lease, pushSecret, BackingServices.shared(), "");
  }

  private Ingest(
      DataSource database,
      String owner,
      Duration lease,
      Optional<String> pushSecret,
      BackingServices servers,
      String lifesWord) {
    this.database = database;
    life = new DatabaseLife(lifesWord, clock.asClock());
    settings =
        new Given(
            Duration.ofMinutes(2),
            Duration.ofSeconds(20),
            Duration.ofDays(7),
            Duration.ofMinutes(15),
            Duration.ofMinutes(10),
            Duration.ofDays(31),
            pushSecret,
            false,
            0,
            100,
            4);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.broker().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    mailbox =
        new Mailbox(
            database,
            producer,
            clock.asClock(),
            features(life::versions),
            List.of(),
            new Mailbox.Settings(
                "order-ingest", owner, lease, 100, Duration.ofSeconds(10), Duration.ofSeconds(15)));
    readings = new Readings(mailbox, metrics, unreadable, clock, bounds, life);
    polls = new Polls(database);
    notice();
  }

  /** As the pool lets it be noticed of every connection. */
  public void notice() {
    try (var connection = database.getConnection()) {
      life.notice(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Feature<?>> features(Supplier<Versions> versions) {
    return List.of(
        PostingFeature.of(versions),
        ReturnFeature.of(versions),
        RequestFeature.of(versions),
        ChatFeature.of(versions),
        RatingFeature.of(),
        EntitlementFeature.of(versions));
  }

  Ended read(FakeOzon ozon) throws Exception {
    return read(ozon, lease());
  }

  Ended read(FakeOzon ozon, Lease lease) throws Exception {
    return reading().read(ozon.client(), lease, pauses::add);
  }

  public StoreReading reading() {
    return new PostingReading(readings, polls, settings, _ -> Store.Policy.USUAL);
  }

  public StoreReading returns() {
    return new ReturnReading(mailbox, polls, unreadable, clock, bounds, database, settings, life);
  }

  public StoreReading requests() {
    return new RequestReading(mailbox, polls, unreadable, clock, bounds, database, settings, life);
  }

  public ChatReading chats() {
    return new ChatReading(mailbox, polls, unreadable, clock, bounds, database, chatSettings);
  }

  public StoreReading rating() {
    return new RatingReading(mailbox, polls, clock, bounds, () -> Duration.ofDays(1));
  }

  public StoreReading entitlement() {
    return new EntitlementReading(mailbox, polls, clock, bounds);
  }

  /** One round, and how it ended. */
  public String read(StoreReading reading, FakeOzon ozon) throws Exception {
    return reading.read(ozon.client(), lease(), pauses::add).outcome();
  }

  public Lease lease() throws SQLException {
    return mailbox.leases().take("poll-" + FakeOzon.STORE).orElseThrow();
  }

  public void release(Lease lease) throws SQLException {
    mailbox.leases().release(lease);
  }

  public List<Row> outbox() throws SQLException {
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

  public double count(String counter, String... tags) {
    return registry.find(counter).tags(tags).counters().stream().mapToDouble(Counter::count).sum();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
