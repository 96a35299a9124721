package io.orderwatch.compliance.passport.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Quiet;
import io.orderwatch.mailbox.edge.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A measure, not in {@code verify}: beside a million open cases ten thousand reminders are due at
 * one instant, with two processes; then ten thousand more, and one process is killed while they are
 * told. None may be missing or told twice, which is two ids; how long it took is written down and
 * not judged, for that is the machine's too.
 *
 * <pre>
 * ./mvnw -pl compliance-service -am test -Dtest=OneInstantTest -Dexcluded.tags=containers \
 *   -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip=true
 * </pre>
 *
 * <p>{@code -Dorderwatch.cases=}, {@code -Dorderwatch.due=} give other sizes. The figures are in
 * {@code target/one-instant.txt}: from the instant to when a consumer has the event.
 */
@Tag("measure")
class OneInstantTest {

  static final PassportPolicy POLICY =
      new PassportPolicy(
          Duration.ofHours(24),
          new Ladder(
              List.of(Duration.ZERO, Duration.ofHours(8), Duration.ofHours(18)),
              Quiet.NONE,
              Duration.ofHours(2),
              Duration.ofHours(1)),
          Duration.ofHours(2));

  private static final String TOPIC = "ozon.passports.v1";
  private static final int CASES = Integer.getInteger("orderwatch.cases", 1_000_000);
  private static final int DUE = Integer.getInteger("orderwatch.due", 10_000);
  private static final int PARTITIONS = 6;

  /** The first of them find two processes that have compiled nothing yet. */
  private static final int WARMING = 2_000;

  private static final int SOME = 50_000;

  /** An event, and when it was first seen on its topic. */
  private record Told(String id, Instant at) {}

  private final Map<String, Told> told = new ConcurrentHashMap<>();
  private final AtomicLong twice = new AtomicLong();

  /** The same event by its id: a relay that was killed had not yet noted that Kafka has it. */
  private final AtomicLong repeated = new AtomicLong();

  private volatile boolean listening = true;

  private static String key(int n) {
    return "%d:%08d-0001-1".formatted(1001 + n % 50, n);
  }

  @Test
  void ten_thousand_reminders_of_one_instant_are_told_once_whoever_is_killed() throws Exception {
    var services = BackingServices.shared();
    var broker = services.broker().bootstrapServers();
    topic(broker);
    var database = services.database().fresh();
    var source = database.dataSourceOf("compliance");
    Flyway.configure()
        .dataSource(source)
        .schemas("compliance")
        .locations("classpath:db/mailbox", "classpath:db/migration")
        .load()
        .migrate();
    fill(source);
    var listener = listen(broker);
    var report = new ArrayList<String>();
    report.add("%,d open cases, %,d due at one instant, two processes".formatted(CASES, DUE));
    var one = start(database, broker, "one");
    var other = start(database, broker, "other");
    try {
      report.add("just started:       " + round(source, 2 * DUE, WARMING, Optional.empty()));
      report.add("both live:          " + round(source, 0, DUE, Optional.empty()));
      report.add("one killed at once: " + round(source, DUE, DUE, Optional.of(other)));
      report.add(
          "told twice: %d, the same event once more: %d".formatted(twice.get(), repeated.get()));
    } finally {
      one.destroyForcibly();
      other.destroyForcibly();
      listening = false;
      listener.join();
    }
    Files.write(
        Path.of(System.getProperty("orderwatch.root"), "compliance-service/target/one-instant.txt"),
        report);
    System.out.println(String.join("\n", report));
    assertThat(twice).hasValue(0);
    assertThat(told).hasSize(2 * DUE + WARMING);
    assertThat(number(source, "select count(*) from passport_case where steps_taken = 2"))
        .isEqualTo(2L * DUE + WARMING);
  }

  /** What was due at one instant, the first of them having this number. */
  private String round(DataSource source, int first, int count, Optional<Process> victim)
      throws SQLException, InterruptedException {
    var before = told.size();
    var at = Instant.ofEpochSecond(Instant.now().plusSeconds(20).getEpochSecond());
    try (var connection = source.getConnection();
        var move =
            connection.prepareStatement(
                """
                with mine as (select key from filled where n >= ? and n < ?),
                     cases as (update passport_case c
                                  set opened_at = ?::timestamptz - interval '8 h', deadline_at = ?::timestamptz + interval '16 h'
                                 from mine where c.key = mine.key)
                update timer t set due = ?::timestamptz from mine where t.ref = mine.key and t.name = 'passport/step'""")) {
      move.setInt(1, first);
      move.setInt(2, first + count);
      for (var parameter = 3; parameter <= 5; parameter++) {
        move.setString(parameter, at.toString());
      }
      assertThat(move.executeUpdate()).isEqualTo(count);
    }
    assertThat(Instant.now()).as("armed in time").isBefore(at);
    if (victim.isPresent()) {
      while (told.size() < before + count / 20) {
        Thread.sleep(1);
      }
      victim.get().destroyForcibly();
    }
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> told.size() >= before + count);
    var took = new ArrayList<Duration>();
    for (var n = first; n < first + count; n++) {
      var when = told.get(key(n));
      assertThat(when).as(key(n)).isNotNull();
      took.add(Duration.between(at, when.at()));
    }
    took.sort(null);
    return "median %d ms, p99 %d ms, last %d ms"
        .formatted(
            took.get(count / 2).toMillis(),
            took.get(count * 99 / 100).toMillis(),
            took.getLast().toMillis());
  }

  private static void topic(String broker) throws InterruptedException, ExecutionException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      if (!admin.listTopics().names().get().contains(TOPIC)) {
        admin
            .createTopics(List.of(new NewTopic(TOPIC, Optional.of(PARTITIONS), Optional.empty())))
            .all()
            .get();
      }
    }
  }

  private static Process start(Database database, String broker, String name) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                TellingProcess.class.getName(),
                database.jdbcUrl("compliance"),
                database.user(),
                database.password(),
                broker,
                "measure/" + name)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var ready = process.inputReader();
    for (var line = ready.readLine(); !"ready".equals(line); line = ready.readLine()) {
      assertThat(line).as(name + " has ended").isNotNull();
    }
    return process;
  }

  private Thread listen(String broker) {
    var since = System.nanoTime();
    return Thread.ofPlatform()
        .start(
            () -> {
              try (var consumer =
                  new KafkaConsumer<>(
                      Map.<String, Object>of("bootstrap.servers", broker, "fetch.max.wait.ms", 5),
                      new StringDeserializer(),
                      new ByteArrayDeserializer())) {
                var partitions = new ArrayList<TopicPartition>();
                consumer
                    .partitionsFor(TOPIC)
                    .forEach(each -> partitions.add(new TopicPartition(TOPIC, each.partition())));
                consumer.assign(partitions);
                consumer.seekToEnd(partitions);
                partitions.forEach(consumer::position);
                while (listening && System.nanoTime() - since < Duration.ofMinutes(30).toNanos()) {
                  for (var record : consumer.poll(Duration.ofMillis(20))) {
                    var type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
                    if (type.equals("passport.reminder-due.v1")) {
                      var id = new String(record.headers().lastHeader("ce_id").value(), UTF_8);
                      var first = told.putIfAbsent(record.key(), new Told(id, Instant.now()));
                      if (first != null) {
                        (first.id().equals(id) ? repeated : twice).incrementAndGet();
                      }
                    }
                  }
                }
              }
            });
  }

  /** Cases that were told one step, with their three timers; all due in a day or later. */
  private static void fill(DataSource source) throws SQLException {
    try (var connection = source.getConnection()) {
      run(connection, "create table filled (n int, key text, shard smallint)");
      try (var insert =
          connection.prepareStatement(
              "insert into filled select * from unnest(?::int[], ?::text[], ?::smallint[])")) {
        for (var from = 0; from < CASES; from += SOME) {
          var some = IntStream.range(from, Math.min(CASES, from + SOME)).boxed().toList();
          insert.setArray(1, connection.createArrayOf("int4", some.toArray()));
          insert.setArray(2, Sql.texts(connection, some, OneInstantTest::key));
          insert.setArray(3, Sql.shards(connection, some, OneInstantTest::key));
          insert.executeUpdate();
        }
      }
      run(connection, "create index filled_by_n on filled (n)");
      run(
          connection,
          """
          insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken, reminded_at, sent_step, sent_at, stopped)
          select key, 'waiting', 'o-' || n, 1, now() + interval '16 h', now() + interval '40 h' + n * interval '10 ms', 'IN_PROCESS_AT', 1,
                 now() - interval '8 h', 1, now() - interval '8 h', false from filled""");
      for (var timer : Map.of("step", "24 h", "deadline", "40 h", "alarm", "38 h").entrySet()) {
        run(
            connection,
            "insert into timer (shard, due, name, ref) select shard, now() + interval '%s' + n * interval '10 ms', 'passport/%s', key from filled"
                .formatted(timer.getValue(), timer.getKey()));
      }
      run(connection, "vacuum analyze");
      run(connection, "checkpoint");
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long number(DataSource source, String sql) throws SQLException {
    try (var connection = source.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
