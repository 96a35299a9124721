package io.orderwatch.backing.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is asked of the servers wherever they come from. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Servers {

  final BackingServices servers;

  Servers(String kind) {
    servers = BackingServices.choose(Options.fromEnvironment().withEnvironment(environment(kind)));
  }

  private static Map<String, String> environment(String kind) {
    var all = new HashMap<>(System.getenv());
    all.put("ORDERWATCH_BACKING", kind);
    return all;
  }

  @BeforeAll
  void start() {
    servers.start();
  }

  @AfterAll
  void close() {
    var broker = servers.broker().pid();
    servers.close();
    assertThat(ProcessHandle.of(broker).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(servers.database().running()).isFalse();
  }

  @Test
  void what_is_sent_is_read_and_survives_a_stop_and_a_kill() throws Exception {
    createTopic("facts");
    send("facts", "before");
    var pid = servers.broker().pid();

    servers.broker().stop();
    assertThat(servers.broker().running()).isFalse();
    servers.broker().start();
    assertThat(servers.broker().pid()).isNotEqualTo(pid);
    send("facts", "after the stop");

    servers.broker().kill();
    assertThat(servers.broker().running()).isFalse();
    servers.broker().start();
    send("facts", "after the kill");

    assertThat(read("facts", 3)).containsExactly("before", "after the stop", "after the kill");
  }

  @Test
  void a_topic_nobody_made_does_not_appear_by_itself() {
    assertThatThrownBy(() -> send("misspelt", "lost"))
        .hasRootCauseInstanceOf(UnknownTopicOrPartitionException.class);
  }

  @Test
  void what_is_committed_survives_a_power_cut() throws Exception {
    var database = servers.database().fresh();
    var orders = database.dataSourceOf("orders");
    execute(orders, "create table seen (number text)");
    execute(orders, "insert into seen values ('0001-1')");

    database.stop();
    assertThatThrownBy(orders::getConnection).isInstanceOf(SQLException.class);
    database.start();

    assertThat(query(orders, "select number from seen")).isEqualTo("0001-1");
    assertThat(query(orders, "select current_schema()")).isEqualTo("orders");
  }

  @Test
  void the_database_is_set_for_durability_and_small_machines() throws Exception {
    var source = servers.database().dataSource();
    assertThat(query(source, "show fsync")).isEqualTo("on");
    assertThat(query(source, "show synchronous_commit")).isEqualTo("on");
    assertThat(query(source, "show shared_buffers")).isEqualTo("256MB");
    assertThat(query(source, "show max_connections")).isEqualTo("200");
    assertThat(query(source, "show jit")).isEqualTo("off");
    assertThat(query(source, "select lower('ЗАКАЗ')")).isEqualTo("заказ");
  }

  @Test
  void fresh_databases_do_not_see_each_other() throws Exception {
    execute(servers.database().fresh().dataSource(), "create table mine (id int)");
    assertThat(query(servers.database().fresh().dataSource(), "select to_regclass('mine')"))
        .isNull();
  }

  void createTopic(String name) throws Exception {
    try (var admin =
        Admin.create(Map.of("bootstrap.servers", servers.broker().bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get(20, TimeUnit.SECONDS);
    }
  }

  void send(String topic, String value) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers.broker().bootstrapServers(),
            "acks",
            "all",
            "max.block.ms",
            2_000);
    try (var producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, "key", value)).get(20, TimeUnit.SECONDS);
    }
  }

  List<String> read(String topic, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            servers.broker().bootstrapServers(),
            "auto.offset.reset",
            "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition(topic, 0)));
      var values = new ArrayList<String>();
      var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (values.size() < count && System.nanoTime() < end) {
        consumer.poll(Duration.ofMillis(500)).forEach(entry -> values.add(entry.value()));
      }
      return values;
    }
  }

  static void execute(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String query(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
