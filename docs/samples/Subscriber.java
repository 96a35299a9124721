import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A subscriber to copy: keeps the newest state of every posting in a table of its own, and puts a
 * task on a list once for each event. It may be killed and started again at any time, and several
 * copies may run. Needs kafka-clients, jackson-databind and a driver for PostgreSQL:
 *
 * <pre>java -cp '…/*' Subscriber.java kafka.properties 'jdbc:postgresql://…'</pre>
 *
 * Why it is so: docs/subscribing.md of Orderwatch.
 */
public final class Subscriber {

  /** The newest of each posting, kept for ever: whoever joins late begins here. */
  private static final String STATE = "ozon.posting-state.v1";

  /** Each change, kept for 35 days. */
  private static final String CHANGES = "ozon.postings.v1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection database;

  private Subscriber(Connection database) {
    this.database = database;
  }

  public static void main(String[] args) throws IOException, SQLException {
    var settings = new Properties();
    try (var file = Files.newBufferedReader(Path.of(args[0]))) {
      settings.load(file); // bootstrap.servers, group.id, and how to log in
    }
    settings.put("enable.auto.commit", "false"); // the position is told after the work
    settings.put("auto.offset.reset", "earliest"); // "latest" would lose what came before us
    var bytes = new ByteArrayDeserializer();
    try (var database = DriverManager.getConnection(args[1]);
        var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
      var main = Thread.currentThread();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(consumer, main)));
      new Subscriber(database).run(consumer);
    } catch (WakeupException e) {
      System.out.println("ended");
    } // whatever else fails ends the process, and the platform starts it again where it was
  }

  /** Leaves the group in order, so that another copy goes on at once. */
  private static void end(KafkaConsumer<?, ?> consumer, Thread main) {
    consumer.wakeup();
    try {
      main.join(5000);
    } catch (InterruptedException e) {
      main.interrupt();
    }
  }

  private void run(KafkaConsumer<byte[], byte[]> consumer) throws SQLException {
    database.setAutoCommit(false);
    prepare();
    consumer.subscribe(List.of(STATE, CHANGES));
    while (true) {
      var records = consumer.poll(Duration.ofSeconds(1));
      for (var each : records) {
        take(each);
      }
      if (!records.isEmpty()) {
        database.commit(); // first what was done,
        consumer.commitSync(); // then how far we are: killed in between, it comes again
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) throws SQLException {
    var key = text(record.key());
    if (record.topic().equals(STATE) && record.value() == null) { // no longer kept
      update("delete from posting where key = ?", key);
      return;
    }
    var type = header(record, "ce_type");
    if (!type.startsWith("posting.")) {
      return; // a type that was added after this was written
    }
    var where = record.topic() + "/" + record.partition() + "/" + record.offset();
    try {
      var posting = JSON.readTree(record.value()).path("posting");
      keep(key, posting, text(record.value()));
      if (record.topic().equals(CHANGES)) {
        var id = header(record, "ce_id");
        work(id.isEmpty() ? where : id, type, header(record, "ce_time"), key, posting);
      }
    } catch (IOException | IllegalArgumentException e) { // however often it came
      update("insert into unread (place) values (?) on conflict do nothing", where);
      System.out.println("cannot read " + where); // never what was in it
    }
  }

  /** By version: between two topics there is no order, and what was seen may come again. */
  private void keep(String key, JsonNode posting, String whole) throws SQLException {
    if (!posting.path("version").canConvertToLong() || !posting.path("status").isTextual()) {
      throw new IllegalArgumentException("neither version nor status");
    }
    update(
        """
        insert into posting (key, version, status, substatus, whole) values (?, ?, ?, ?, ?)
        on conflict (key) do update
          set version = excluded.version, status = excluded.status,
              substatus = excluded.substatus, whole = excluded.whole
          where posting.version < excluded.version""",
        key,
        posting.path("version").longValue(),
        text(posting.path("status").textValue()), // Ozon's word: more may come
        text(posting.path("substatus").asText("")),
        whole);
  }

  /** Once for each id, in the transaction that remembers the id. */
  private void work(String id, String type, String time, String key, JsonNode posting)
      throws SQLException {
    if (update("insert into done (id) values (?) on conflict do nothing", id) == 1) {
      var version = posting.path("version").longValue();
      update("insert into task (key, version, type) values (?, ?, ?)", key, version, type);
      System.out.printf("%s %s %s version %d%n", time, type, key, version);
    }
  }

  private void prepare() throws SQLException {
    update(
        """
        create table if not exists posting
          (key text primary key, version bigint, status text, substatus text, whole text);
        create table if not exists done (id text primary key, at timestamptz default now());
        create table if not exists task (key text, version bigint, type text);
        create table if not exists unread (place text primary key)""");
    // Kafka keeps a change for 35 days: what is older does not come again.
    update("delete from done where at < now() - interval '36 days'");
    database.commit();
  }

  private int update(String sql, Object... values) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static String header(ConsumerRecord<?, ?> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null ? "" : text(header.value());
  }

  private static String text(byte[] utf8) {
    return utf8 == null ? "" : text(new String(utf8, StandardCharsets.UTF_8));
  }

  /** Without NUL and halves of characters, which PostgreSQL does not take. */
  private static String text(String text) {
    return text.replaceAll("[\\x00\\p{Cs}]", "\uFFFD");
  }
}
