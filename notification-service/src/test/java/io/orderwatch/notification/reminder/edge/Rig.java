package io.orderwatch.notification.reminder.edge;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.clock.SettableClock;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.cap.Cap;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.notice.edge.ChatNotice;
import io.orderwatch.notification.notice.edge.NoticeFeature;
import io.orderwatch.notification.reminder.ChatPolicy;
import io.orderwatch.notification.reminder.Given;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.talk.edge.Hearing;
import io.orderwatch.notification.talk.edge.TalkFeature;
import io.orderwatch.notification.texts.Situation;
import io.orderwatch.notification.texts.Texts;
import io.orderwatch.ozon.edge.OzonSeller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.flywaydb.core.Flyway;

/** The service without its framework: real PostgreSQL, real Kafka, a stand-in for Ozon. */
final class Rig implements AutoCloseable {

  static final Duration SETTLING = Duration.ofSeconds(1);

  final SettableClock clock = new SettableClock(Given.AT);
  final MeterRegistry meters = new SimpleMeterRegistry();
  final OzonStandIn ozon = new OzonStandIn();
  final AgroalDataSource database;
  boolean sending = true;
  boolean shadow;

  /** How often one buyer is written to. */
  Cap cap = Cap.NONE;

  /** What buyers read now. */
  Texts texts = Given.TEXTS;

  private final KafkaProducer<String, byte[]> producer;
  private final List<Mailbox> mailboxes = new ArrayList<>();
  private long offset;

  Rig() throws IOException {
    database = migrated(BackingServices.shared().database().fresh());
    var kafka = BackingServices.shared().broker().bootstrapServers();
    createTopic(kafka);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
  }

  static AgroalDataSource migrated(Database database) {
    var source = database.pooledDataSourceOf("notification", 12);
    Flyway.configure().dataSource(source).locations("db/mailbox", "db/migration").load().migrate();
    return source;
  }

  private static void createTopic(String kafka) {
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic("ozon.messages.v1", 1, (short) 1))).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new AssertionError(e);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A process of the service; it takes part once it is started. */
  Mailbox process() {
    var itself = new AtomicReference<Mailbox>();
    var mailbox =
        new Mailbox(
            database,
            producer,
            clock,
            List.of(
                ReminderFeature.of(new ReminderMetrics(meters), () -> texts),
                NoticeFeature.of(
                    () -> texts,
                    Notices.Policy.of(Set.of(Situation.NEW_TRACKING_NUMBER)),
                    new ReminderMetrics(meters)),
                TalkFeature.ofTalks(),
                TalkFeature.ofMarks()),
            List.of(
                new ChatNotice(this::line, ChatPolicy.usual(sending, cap), clock, database),
                new ChatReminder(
                    this::line, ChatPolicy.usual(sending, cap), clock, database, () -> texts),
                new Hearing(this::line, database, itself::get)),
            new Mailbox.Settings(
                "notification-service",
                "process-" + UUID.randomUUID(),
                Duration.ofSeconds(5),
                100,
                Duration.ofSeconds(10),
                SETTLING));
    itself.set(mailbox);
    return mailbox;
  }

  private Optional<OzonSeller> line(StoreId store) {
    var line = ozon.client(store);
    return Optional.of(shadow ? line.inShadow() : line);
  }

  Mailbox started() {
    return start(process());
  }

  Mailbox start(Mailbox process) {
    process.start();
    mailboxes.add(process);
    return process;
  }

  void hears(Mailbox mailbox, Event event) throws SQLException {
    var headers = new RecordHeaders();
    header(headers, "ce_id", UUID.randomUUID().toString());
    header(headers, "ce_type", Wire.type(event));
    header(headers, "ce_time", clock.instant().toString());
    mailbox.accept(
        List.of(
            new ConsumerRecord<>(
                event.topic().wireName(),
                0,
                offset++,
                clock.millis(),
                TimestampType.CREATE_TIME,
                0,
                0,
                event.key(),
                Wire.encode(event),
                headers,
                Optional.empty())));
  }

  private static void header(RecordHeaders headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  void says(Mailbox mailbox, Reminder.SentByHand said) throws SQLException {
    var input = new Input(said.ref().key(), "by-hand/" + said.step(), clock.instant(), said);
    mailbox.tell(ReminderFeature.NAME, List.of(input), Optional.empty());
  }

  void asks(Mailbox mailbox, String id, Record said) throws SQLException {
    var input = new Input(Given.REF.key(), id, clock.instant(), said);
    mailbox.tell(NoticeFeature.NAME, List.of(input), Optional.empty());
  }

  /** What was published, in order. */
  List<Event> published() {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement("select headers, payload from outbox order by id");
        var rows = select.executeQuery()) {
      var events = new ArrayList<Event>();
      while (rows.next()) {
        var type =
            rows.getString(1)
                .lines()
                .filter(line -> line.startsWith("ce_type: "))
                .findFirst()
                .orElseThrow()
                .substring("ce_type: ".length());
        events.add(Wire.decode(type, rows.getBytes(2)).orElseThrow());
      }
      return events;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  /** The calls as {@code state/attempts}. */
  List<String> calls() {
    return texts("select state || '/' || attempt from call order by seq");
  }

  List<String> texts(String query) {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(query);
        var rows = select.executeQuery()) {
      var texts = new ArrayList<String>();
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
      return texts;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    ozon.letGo();
    mailboxes.forEach(Mailbox::close);
    producer.close(Duration.ofSeconds(1));
    ozon.close();
    database.close();
  }
}
