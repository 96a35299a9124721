package io.orderwatch.bench.edge;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.backing.edge.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The broker and the database server that all contenders of a run share, each with its own parts.
 */
final class Stage implements AutoCloseable {

  static final int PARTITIONS = 8;
  private static final Duration LONGEST = Duration.ofMinutes(3);

  /** Both compilers: what is good for a broker that lives a minute would measure the compiler. */
  private static final String BROKER = "-XX:+UseSerialGC";

  private final BackingServices services;
  private final Admin admin;

  Stage() {
    var environment = new HashMap<>(System.getenv());
    environment.putIfAbsent("KAFKA_JVM_PERFORMANCE_OPTS", BROKER);
    services = BackingServices.started(Options.fromEnvironment().withEnvironment(environment));
    admin = Admin.create(Map.of("bootstrap.servers", bootstrap()));
  }

  String bootstrap() {
    return services.broker().bootstrapServers();
  }

  String kind() {
    return services.kind().toString();
  }

  long brokerPid() {
    return services.broker().pid();
  }

  Admin admin() {
    return admin;
  }

  Database database(String name) {
    return services.database().createDatabase(name);
  }

  /** As the services' producers are set, with what is given in addition. */
  Producer<String, byte[]> producer(Map<String, Object> more) {
    var settings = new HashMap<String, Object>(more);
    settings.put("bootstrap.servers", bootstrap());
    settings.put("acks", "all");
    settings.put("linger.ms", 2);
    settings.put("batch.size", 131_072);
    settings.put("max.request.size", 2_097_152);
    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
  }

  void topic(String name) throws InterruptedException, ExecutionException {
    admin
        .createTopics(List.of(new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())))
        .all()
        .get();
  }

  static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(number -> new TopicPartition(topic, number))
        .toList();
  }

  /** How many records a consumer could have read, if none of them is a transaction's marker. */
  long readable(String topic) throws InterruptedException, ExecutionException {
    var ends = new HashMap<TopicPartition, OffsetSpec>();
    partitions(topic).forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /** Waits until that many are readable. */
  void awaitReadable(String topic, long count) throws InterruptedException, ExecutionException {
    for (var start = System.nanoTime(); readable(topic) < count; Thread.sleep(10)) {
      if (System.nanoTime() - start > LONGEST.toNanos()) {
        throw new Claim.Broken(
            "%s: %d records after %s, not %d".formatted(topic, readable(topic), LONGEST, count));
      }
    }
  }

  /** What one contender left behind must not slow the next. */
  static void settle(DataSource database) throws SQLException {
    execute(database, "vacuum analyze");
    execute(database, "checkpoint");
  }

  static void execute(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static void executeResource(DataSource database, String name) throws SQLException {
    try (var script = Stage.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      execute(database, new String(script.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static long number(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  static String text(DataSource database, String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    admin.close();
    services.close();
  }
}
