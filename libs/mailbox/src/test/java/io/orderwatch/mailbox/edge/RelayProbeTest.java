package io.orderwatch.mailbox.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.BackingServices;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/**
 * Eight writers on shared keys, with early writes, late locks and pauses: what the relay brings to
 * Kafka is complete and in order, and what the recipes in circulation would have brought is not.
 */
class RelayProbeTest {

  private static final int WRITERS = 8;
  private static final int KEYS = 20;
  private static final Duration LENGTH = Duration.ofSeconds(8);
  private static final short SHARD = 0;

  record Row(long id, String key, long n) {}

  record Faults(long written, long lost, long reordered) {}

  final MailboxFixture mailbox = new MailboxFixture();
  final String topic = "probe-" + UUID.randomUUID();

  @Test
  void the_relay_loses_nothing_and_keeps_each_keys_order_where_the_common_recipes_do_not()
      throws Exception {
    mailbox.execute("create table counter (key text primary key, n bigint not null default 0)");
    mailbox.execute("create table early (n int)");
    mailbox.execute("insert into counter select 'k' || i from generate_series(1, " + KEYS + ") i");
    var kafka = BackingServices.shared().broker().bootstrapServers();
    try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    }

    var recipes = List.of(byId(), byTransaction(), byHorizon());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var producer =
            new KafkaProducer<>(
                producer(kafka), new StringSerializer(), new ByteArraySerializer())) {
      var relay = new Relay(mailbox.database, producer);
      var lease = MailboxFixture.lease(mailbox.leases, SHARD);
      var until = System.nanoTime() + LENGTH.toNanos();
      var writers = new ArrayList<Future<?>>();
      for (var writer = 0; writer < WRITERS; writer++) {
        var seed = writer;
        writers.add(threads.submit(() -> write(new Random(seed), until)));
      }
      var readers = new ArrayList<Future<?>>();
      for (var recipe : recipes) {
        readers.add(threads.submit(() -> recipe.read(until + Duration.ofSeconds(1).toNanos())));
      }
      while (System.nanoTime() < until) {
        relay.relay(SHARD, lease);
      }
      for (var each : writers) {
        each.get();
      }
      relay.relay(SHARD, lease);
      for (var each : readers) {
        each.get();
      }
      assertThat(relay.waiting(SHARD)).isFalse();
    }

    var written = new HashMap<String, Long>();
    for (var row : mailbox.column("select key || ' ' || n from counter")) {
      written.put(row.split(" ", 2)[0], Long.parseLong(row.split(" ", 2)[1]));
    }
    var ours = faults(written, consumed(kafka, written.values().stream().mapToLong(n -> n).sum()));
    var naive = faults(written, recipes.get(0).rows);
    var transaction = faults(written, recipes.get(1).rows);
    var horizon = faults(written, recipes.get(2).rows);
    System.out.printf(
        "relay probe: ours %s, id > cursor %s, xid < xmin order by xid, id %s, lo_xmin <= xid < hi_xmin order by id %s%n",
        ours, naive, transaction, horizon);

    assertThat(ours.written()).isGreaterThan(500);
    assertThat(ours.lost()).isZero();
    assertThat(ours.reordered()).isZero();
    assertThat(naive.lost()).isPositive();
    assertThat(transaction.reordered()).isPositive();
    assertThat(naive.lost() + transaction.reordered() + horizon.lost() + horizon.reordered())
        .isPositive();
  }

  private Void write(Random random, long until) throws SQLException {
    try (var connection = mailbox.database.getConnection()) {
      connection.setAutoCommit(false);
      while (System.nanoTime() < until) {
        // An early write draws the transaction's number long before the key is locked.
        if (random.nextInt(3) == 0) {
          execute(connection, "insert into early values (1)");
          pause(random, 3000);
        }
        for (var i = random.nextInt(3); i >= 0; i--) {
          var key = "k" + (1 + random.nextInt(KEYS));
          if (lockedAndCounted(connection, key) < 0) {
            break;
          }
          pause(random, 500);
        }
        pause(random, 2000);
        connection.commit();
      }
    }
    return null;
  }

  /**
   * The handler's order: first the key's row, then the outbox. Who would have to wait long gives
   * up, as keys here are not sorted.
   */
  private long lockedAndCounted(Connection connection, String key) throws SQLException {
    try (var count =
        connection.prepareStatement(
            """
            with l as (select key from counter where key = ? for update skip locked)
            update counter c set n = c.n + 1 from l where c.key = l.key returning c.n""")) {
      count.setString(1, key);
      try (var row = count.executeQuery()) {
        if (!row.next()) {
          return -1;
        }
        var n = row.getLong(1);
        try (var insert =
            connection.prepareStatement(
                "insert into outbox (shard, topic, key, headers, payload) values (?, ?, ?, 'n: ' || ?, '')")) {
          insert.setShort(1, SHARD);
          insert.setString(2, topic);
          insert.setString(3, key);
          insert.setLong(4, n);
          insert.executeUpdate();
        }
        return n;
      }
    }
  }

  private static void pause(Random random, int mostMicros) {
    LockSupport.parkNanos(random.nextInt(mostMicros) * 1000L);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A way to follow the outbox with a cursor that remembers one text. */
  private final class Recipe {
    final List<Row> rows = new ArrayList<>();
    final String read;
    final String next;
    String cursor;

    Recipe(String first, String read, String next) {
      this.cursor = first;
      this.read = read;
      this.next = next;
    }

    Void read(long until) throws SQLException {
      try (var connection = mailbox.database.getConnection()) {
        connection.setAutoCommit(false);
        while (System.nanoTime() < until) {
          var upTo = next.isEmpty() ? "" : text(connection, next);
          try (var select =
                  connection.prepareStatement(
                      read.replace(":cursor", cursor).replace(":upTo", upTo));
              var found = select.executeQuery()) {
            while (found.next()) {
              rows.add(
                  new Row(
                      found.getLong(1),
                      found.getString(2),
                      Long.parseLong(found.getString(3).substring(3))));
              if (next.isEmpty()) {
                cursor = found.getString(1);
              }
            }
          }
          if (!next.isEmpty()) {
            cursor = upTo;
          }
          connection.commit();
        }
      }
      return null;
    }

    private static String text(Connection connection, String sql) throws SQLException {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery(sql)) {
        row.next();
        return row.getString(1);
      }
    }
  }

  private Recipe byId() {
    return new Recipe(
        "0", "select id, key, headers from outbox where id > :cursor order by id", "");
  }

  private Recipe byTransaction() {
    return new Recipe(
        "0",
        "select id, key, headers from outbox where xid >= ':cursor'::xid8 and xid < ':upTo'::xid8 order by xid, id",
        "select pg_snapshot_xmin(pg_current_snapshot())");
  }

  private Recipe byHorizon() {
    return new Recipe(
        "0",
        "select id, key, headers from outbox where xid >= ':cursor'::xid8 and xid < ':upTo'::xid8 order by id",
        "select pg_snapshot_xmin(pg_current_snapshot())");
  }

  private static Faults faults(Map<String, Long> written, List<Row> read) {
    var seen = new HashMap<String, Long>();
    var last = new HashMap<String, Long>();
    var reordered = 0L;
    for (var row : read) {
      if (row.n() <= last.getOrDefault(row.key(), 0L)) {
        reordered++;
      }
      last.merge(row.key(), row.n(), Math::max);
      seen.merge(row.key(), 1L, Long::sum);
    }
    var all = written.values().stream().mapToLong(n -> n).sum();
    return new Faults(all, all - seen.values().stream().mapToLong(n -> n).sum(), reordered);
  }

  private List<Row> consumed(String kafka, long expected) {
    var settings = new Properties();
    settings.put("bootstrap.servers", kafka);
    settings.put("group.id", topic);
    settings.put("auto.offset.reset", "earliest");
    var rows = new ArrayList<Row>();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      var patience = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (rows.size() < expected && System.nanoTime() < patience) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                record -> {
                  var n =
                      new String(record.headers().lastHeader("n").value(), StandardCharsets.UTF_8);
                  rows.add(new Row(0, record.key(), Long.parseLong(n)));
                });
      }
    }
    return rows;
  }

  private static Map<String, Object> producer(String kafka) {
    return Map.of("bootstrap.servers", kafka, "acks", "all", "linger.ms", 2);
  }
}
