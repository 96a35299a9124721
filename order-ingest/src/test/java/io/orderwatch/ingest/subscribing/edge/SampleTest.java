package io.orderwatch.ingest.subscribing.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Options;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import javax.tools.ToolProvider;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the sample that subscribers copy does with what may be in the topics. */
class SampleTest {

  private static final String STATE = "ozon.posting-state.v1";
  private static final String CHANGES = "ozon.postings.v1";
  private static final String LAST = "1001:last";

  /** A process is started and its source compiled, on a machine that may be busy. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @SuppressWarnings("NullAway.Init") // before all tests
  private static BackingServices servers;

  @SuppressWarnings("NullAway.Init") // before all tests
  private static KafkaProducer<String, byte[]> producer;

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  private Path folder;

  /** Another one for each test: a copy that was killed is waited for. */
  private final String group = "warehouse." + UUID.randomUUID();

  /** Servers of its own: it makes topics anew. */
  @BeforeAll
  static void start() {
    servers = BackingServices.started(Options.fromEnvironment());
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers.broker().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    servers.close();
  }

  @BeforeEach
  void topics() throws Exception {
    try (var admin =
        Admin.create(Map.of("bootstrap.servers", servers.broker().bootstrapServers()))) {
      var there = admin.listTopics().names().get();
      admin
          .deleteTopics(List.of(STATE, CHANGES).stream().filter(there::contains).toList())
          .all()
          .get();
      var made = List.of(new NewTopic(STATE, 2, (short) 1), new NewTopic(CHANGES, 2, (short) 1));
      await()
          .ignoreExceptionsMatching(e -> e instanceof ExecutionException)
          .until(() -> admin.createTopics(made).all().get() == null);
    }
  }

  private Sample sample(String name) throws Exception {
    return new Sample(
        folder, group, name, servers.broker().bootstrapServers(), servers.database().fresh());
  }

  private static String posting(String key, long version, String status) {
    return "{\"posting\":{\"ref\":\"%s\",\"version\":%d,\"status\":\"%s\",\"substatus\":\"\"}}"
        .formatted(key, version, status);
  }

  private static void send(String topic, String key, @Nullable String value, String... headers) {
    var record = new ProducerRecord<>(topic, key, value == null ? null : value.getBytes(UTF_8));
    for (var i = 0; i < headers.length; i += 2) {
      record.headers().add(headers[i], headers[i + 1].getBytes(UTF_8));
    }
    var _ = producer.send(record);
  }

  private static void change(String id, String type, String key, String value) {
    send(CHANGES, key, value, "ce_id", id, "ce_type", type, "ce_time", "+10000-01-01T00:00:00Z");
  }

  /** One in each partition, so that all before them is done when they are. */
  private static void last(Sample sample) {
    for (var partition = 0; partition < 2; partition++) {
      var key = LAST + partition;
      var record =
          new ProducerRecord<>(
              CHANGES, partition, key, posting(key, 1, "delivered").getBytes(UTF_8));
      record.headers().add("ce_id", key.getBytes(UTF_8));
      record.headers().add("ce_type", "posting.received.v1".getBytes(UTF_8));
      var _ = producer.send(record);
    }
    producer.flush();
    await()
        .atMost(PATIENCE)
        .until(
            () -> sample.rows("select key from task where key like '" + LAST + "%'").size() == 2);
  }

  private static List<String> tasks(Sample sample) {
    return sample.rows(
        "select key, version, type from task where key not like '" + LAST + "%' order by 1, 2, 3");
  }

  private static List<String> kept(Sample sample) {
    return sample.rows(
        "select key, version, status, substatus from posting where key not like '"
            + LAST
            + "%' order by 1");
  }

  @Test
  void it_compiles_without_a_warning_on_java_21_too() {
    var errors = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
      var options =
          List.of(
              "--release",
              "21",
              "-Xlint:all",
              "-Werror",
              "-proc:none",
              "-cp",
              Sample.classPath(),
              "-d",
              folder.toString());
      var task =
          compiler.getTask(
              errors, files, null, options, null, files.getJavaFileObjects(Sample.SOURCE));
      assertThat(task.call()).as(errors::toString).isTrue();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void what_comes_again_or_late_is_done_once_and_never_goes_back() throws Exception {
    try (var sample = sample("one")) {
      change("a-1", "posting.received.v1", "1001:a", posting("1001:a", 1, "awaiting_packaging"));
      change("a-2", "posting.changed.v1", "1001:a", posting("1001:a", 2, "delivering"));
      change("a-1", "posting.received.v1", "1001:a", posting("1001:a", 1, "awaiting_packaging"));
      change("a-2", "posting.changed.v1", "1001:a", posting("1001:a", 2, "delivering"));
      send(
          STATE,
          "1001:a",
          posting("1001:a", 1, "awaiting_packaging"),
          "ce_type",
          "posting.state.v1");
      sample.start();
      last(sample);
      assertThat(kept(sample)).containsExactly("1001:a 2 delivering ");
      assertThat(tasks(sample))
          .containsExactly("1001:a 1 posting.received.v1", "1001:a 2 posting.changed.v1");
    }
  }

  @Test
  void who_joins_late_has_the_state_of_postings_whose_changes_are_gone() throws Exception {
    try (var sample = sample("one")) {
      send(STATE, "1001:old", posting("1001:old", 9, "delivered"), "ce_type", "posting.state.v1");
      send(STATE, "1001:gone", posting("1001:gone", 3, "delivered"), "ce_type", "posting.state.v1");
      send(STATE, "1001:gone", null);
      sample.start();
      last(sample);
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(kept(sample)).containsExactly("1001:old 9 delivered "));
      assertThat(tasks(sample)).isEmpty();
    }
  }

  @Test
  void what_it_does_not_know_is_passed_over_and_what_nobody_can_read_is_noted() throws Exception {
    try (var sample = sample("one")) {
      change("1", "weather.changed.v1", "1001:a", "{\"sun\":true}");
      change("2", "posting.frozen.v9", "1001:b", posting("1001:b", 5, "a_word_of_2030"));
      change("3", "posting.changed.v1", "1001:c", "{\"posting\":{\"status\":\"delivered\"}}");
      change("4", "posting.changed.v1", "1001:d", "no JSON");
      change("5", "posting.changed.v1", "1001:e", "[".repeat(100_000));
      change("6", "posting.changed.v1", "1001:f", posting("1001:f", 1, "nul\\u0000half\\ud800"));
      change("7", "posting.changed.v1", "1001:g", "null");
      change("8", "posting.changed.v1", "1001:h", posting("1001:h", 1, "1").replace("1,", "1e99,"));
      send(CHANGES, "1001:b", null, "ce_type", "posting.changed.v1");
      send(CHANGES, "1001:i", posting("1001:i", 1, "delivered"));
      send(CHANGES, "1001:j", posting("1001:j", 1, "delivered"), "ce_type", "posting.changed.v1");
      send(CHANGES, "1001:k", posting("1001:k", 1, "delivered"), "ce_type", "posting.changed.v1");
      send(CHANGES, "nul\0key", posting("1001:l", 1, "delivered"), "ce_type", "posting.changed.v1");
      sample.start();
      last(sample);
      assertThat(kept(sample))
          .containsExactly(
              "1001:b 5 a_word_of_2030 ",
              "1001:f 1 nul\uFFFDhalf\uFFFD ",
              "1001:j 1 delivered ",
              "1001:k 1 delivered ",
              "nul\uFFFDkey 1 delivered ");
      assertThat(tasks(sample))
          .contains("1001:b 5 posting.frozen.v9", "1001:j 1 posting.changed.v1")
          .hasSize(5);
      assertThat(sample.rows("select place from unread")).hasSize(6);
      assertThat(java.nio.file.Files.readString(sample.log()))
          .contains("cannot read ozon.postings.v1/")
          .doesNotContain("no JSON", "Exception");
    }
  }

  @Test
  void topics_that_were_made_anew_while_it_was_away_are_read_from_their_beginning()
      throws Exception {
    try (var sample = sample("one")) {
      change("a-1", "posting.received.v1", "1001:a", posting("1001:a", 1, "awaiting_packaging"));
      sample.start();
      last(sample);
      assertThat(sample.ends()).isTrue();
      topics();
      change("a-2", "posting.changed.v1", "1001:a", posting("1001:a", 2, "delivering"));
      producer.flush();
      sample.start();
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(tasks(sample))
                      .containsExactly(
                          "1001:a 1 posting.received.v1", "1001:a 2 posting.changed.v1"));
    }
  }

  @Test
  void two_copies_share_the_work() throws Exception {
    var database = servers.database().fresh();
    var broker = servers.broker().bootstrapServers();
    try (var one = new Sample(folder, group, "one", broker, database);
        var other = new Sample(folder, group, "other", broker, database)) {
      one.start();
      other.start();
      var expected = new ArrayList<String>();
      for (var number = 1000; number < 2000; number++) {
        var key = "1001:" + number;
        change(key, "posting.received.v1", key, posting(key, 1, "delivering"));
        send(STATE, key, posting(key, 1, "delivering"), "ce_type", "posting.state.v1");
        expected.add(key + " 1 posting.received.v1");
      }
      last(one);
      assertThat(tasks(one)).isEqualTo(expected);
      assertThat(one.alive() && other.alive()).isTrue();
    }
  }
}
