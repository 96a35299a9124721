package io.orderwatch.logistics.shipment.edge;

import static io.orderwatch.logistics.shipment.Samples.REF;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.clock.SettableClock;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.Topic;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.approval.FourEyes;
import io.orderwatch.logistics.approval.edge.ApprovalsApi;
import io.orderwatch.logistics.approval.edge.Approving;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.shipment.Samples;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.edge.Readers;
import io.orderwatch.mailbox.edge.Feature;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.operations.edge.rest.Requester;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** The service without Quarkus: its mailbox, a database of its own and a stand-in for Ozon. */
public abstract class ShipmentFlow {

  protected record Published(String id, Event event) {}

  private static final Duration SETTLING = Duration.ofMillis(800);

  protected final SettableClock clock = new SettableClock(Samples.NOW);
  protected final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  protected final List<AutoCloseable> open = new ArrayList<>();
  protected StandInOzon ozon;
  protected AgroalDataSource database;
  private Producer<String, byte[]> producer;
  private long offset;

  /** What needs a second person; nothing where a test says nothing. */
  protected FourEyes fourEyes = FourEyes.OFF;

  /** Accept-Language of whoever asks; null for none. */
  protected @Nullable String reads;

  @BeforeEach
  void start() throws IOException {
    var services = BackingServices.shared();
    database = freshDatabase();
    open.add(database);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", services.broker().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
    open.add(producer);
    ozon = new StandInOzon();
    open.add(ozon);
  }

  @AfterEach
  void stop() throws Exception {
    for (var each : open.reversed()) {
      each.close();
    }
  }

  protected static AgroalDataSource freshDatabase() {
    var fresh = BackingServices.shared().database().fresh().pooledDataSourceOf("logistics", 12);
    Flyway.configure()
        .dataSource(fresh)
        .defaultSchema("logistics")
        .locations("db/mailbox", "db/migration")
        .load()
        .migrate();
    return fresh;
  }

  @BeforeAll
  static synchronized void topics() {
    var servers = BackingServices.shared().broker().bootstrapServers();
    try (var admin = Admin.create(Map.of("bootstrap.servers", servers))) {
      var topics = admin.listTopics().names().toCompletionStage().toCompletableFuture().join();
      var missing =
          Stream.of(Topic.SHIPMENTS.wireName(), "logistics-service.dlq")
              .filter(topic -> !topics.contains(topic))
              .map(topic -> new NewTopic(topic, 1, (short) 1))
              .toList();
      admin.createTopics(missing).all().toCompletionStage().toCompletableFuture().join();
    }
  }

  protected Mailbox running(Outlet<?>... outlets) {
    var mailbox =
        new Mailbox(
            database,
            producer,
            clock,
            features(),
            List.of(outlets),
            new Mailbox.Settings(
                "logistics-service",
                "test/" + UUID.randomUUID(),
                Duration.ofSeconds(2),
                100,
                Duration.ofSeconds(10),
                SETTLING));
    open.add(mailbox);
    mailbox.start();
    return mailbox;
  }

  /** A simulator in the stand-in's place. */
  protected SimulatedOzon simulated(Path directory, String scenario) throws IOException {
    var simulated = new SimulatedOzon(directory, clock, scenario);
    open.add(simulated);
    return simulated;
  }

  protected AtOzon at(SimulatedOzon simulated) {
    var seller = simulated.seller();
    return new AtOzon(_ -> Optional.of(seller), true, clock);
  }

  /** What the mailbox knows of; more than the shipments where a test says so. */
  protected List<Feature<?>> features() {
    return List.of(ShipmentFeature.of(CancellingPolicy.PUBLISHED, fourEyes, meters));
  }

  protected AtOzon atOzon() {
    return new AtOzon(_ -> Optional.of(ozon.seller()), true, clock);
  }

  protected Asking asking(Mailbox mailbox) {
    return new Asking(
        mailbox,
        this::shipment,
        REF.store()::equals,
        clock,
        CancellingPolicy.PUBLISHED,
        fourEyes,
        new Requester(List.of(), _ -> null),
        new Readers(() -> reads));
  }

  protected ApprovalsApi approvals(Mailbox mailbox) {
    var asking = asking(mailbox);
    return new ApprovalsApi(
        new Approving(mailbox, this::command, asking::again, clock, new Readers(() -> reads)),
        asking);
  }

  protected void hear(Mailbox mailbox, Event... events) throws SQLException {
    var poll = new ArrayList<ConsumerRecord<String, byte[]>>();
    for (var event : events) {
      poll.add(record(Wire.type(event), event.key(), Wire.encode(event), UUID.randomUUID()));
    }
    mailbox.accept(poll);
  }

  protected ConsumerRecord<String, byte[]> record(String type, String key, byte[] data, UUID id) {
    var record = new ConsumerRecord<>("commands-and-postings", 0, offset++, key, data);
    record.headers().add("ce_type", type.getBytes(UTF_8));
    record.headers().add("ce_id", id.toString().getBytes(UTF_8));
    record.headers().add("ce_time", clock.instant().toString().getBytes(UTF_8));
    return record;
  }

  protected void awaitState(String id, String state) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(find(id).state).isEqualTo(state));
  }

  /** In words: accepted, waiting, checked, executing, unknown, done or refused. */
  protected void awaitWord(PostingRef ref, String id, String word) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> assertThat(command(ref, id).map(ShipmentCommandRow::word)).contains(word));
  }

  protected ShipmentCommandRow find(String id) {
    return command(REF, id).orElseThrow();
  }

  protected Optional<ShipmentCommandRow> command(PostingRef ref, String id) {
    return Optional.ofNullable(shipment(ref).commands().get(id))
        .map(
            standing ->
                ShipmentCommandRow.of(ref.key(), id, standing, shipment(ref).tickets().get(id)));
  }

  /** Panache needs the whole service; the table reads the same row. */
  protected Shipment shipment(PostingRef ref) {
    try (var tx = database.getConnection()) {
      return ShipmentRow.TABLE
          .lock(tx, List.of(ref.key()))
          .getOrDefault(ref.key(), Shipment.UNKNOWN);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How commands ended, without how far they were before. */
  protected List<Published> published() throws SQLException {
    return told().stream()
        .filter(each -> !(each.event() instanceof ShipmentEvent.CommandProgressed))
        .toList();
  }

  /** All that was told of shipments. */
  protected List<Published> told() throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select headers, payload from outbox where topic = 'ozon.shipments.v1' order by id");
        var rows = select.executeQuery()) {
      var found = new ArrayList<Published>();
      while (rows.next()) {
        var headers = rows.getString(1);
        var event = Wire.decode(header(headers, "ce_type"), rows.getBytes(2)).orElseThrow();
        found.add(new Published(header(headers, "ce_id"), event));
      }
      return found;
    }
  }

  private static String header(String headers, String name) {
    return headers
        .lines()
        .filter(line -> line.startsWith(name + ": "))
        .map(line -> line.substring(name.length() + 2))
        .findAny()
        .orElseThrow();
  }
}
