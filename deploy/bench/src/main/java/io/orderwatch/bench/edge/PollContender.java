package io.orderwatch.bench.edge;

import io.agroal.api.AgroalDataSource;
import io.orderwatch.bench.peer.Watching;
import io.orderwatch.bench.peer.edge.Outbox;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Plain JDBC by poll, what a careful team writes once it has measured: a poll is a transaction, and
 * each table is written once in it, as a set. It has the mailbox's consumers and the peer's tables
 * and relay; no dead letters, outgoing calls, failover or halving of a batch that fails.
 */
final class PollContender implements Contender {

  static final String IN = "bench.in.poll";
  static final String OUT = "bench.out.poll";
  private static final String SOURCE = "/orderwatch/bench-poll";
  private static final Duration PAUSE = Duration.ofMillis(10);

  private record Seen(UUID id, Instant at, Posting posting) {
    String key() {
      return posting.ref().key();
    }
  }

  private record Out(String key, String headers, byte[] payload) {}

  private final AgroalDataSource database;
  private final Producer<String, byte[]> producer;
  private final List<Thread> threads;
  private volatile boolean open = true;
  private volatile String failure = "";

  PollContender(Stage stage) throws SQLException {
    database = stage.database("poll").filledPool(4, "");
    Stage.execute(database, Outbox.TABLES);
    producer = stage.producer(Map.of());
    threads =
        Stream.concat(
                Stream.generate(() -> (Runnable) () -> consume(stage.bootstrap()))
                    .limit(MailboxContender.CONSUMERS),
                Stream.of((Runnable) this::relay))
            .map(work -> Thread.ofPlatform().name("bench-poll").start(work))
            .toList();
  }

  private void consume(String bootstrap) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                "bench-poll",
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "max.poll.records",
                2000,
                "fetch.max.wait.ms",
                100),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(IN));
      while (open) {
        var poll = new ArrayList<Seen>();
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                record -> {
                  if (Wire.decode(header(record, "ce_type"), record.value()).orElseThrow()
                      instanceof PostingEvent.Snapshot snapshot) {
                    var id = UUID.fromString(header(record, "ce_id"));
                    var at = Instant.parse(header(record, "ce_time"));
                    poll.add(new Seen(id, at, snapshot.posting()));
                  }
                });
        if (!poll.isEmpty()) {
          accept(poll);
          consumer.commitAsync();
        }
      }
    } catch (SQLException | RuntimeException e) {
      failure = e.toString();
    }
  }

  private void accept(List<Seen> poll) throws SQLException {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var fresh = remember(connection, poll);
        var known = known(connection, poll);
        var states = new TreeMap<String, Posting>();
        var timers = new TreeMap<String, Instant>();
        var out = new ArrayList<Out>();
        for (var seen : poll) {
          if (fresh.remove(seen.id()) && Watching.changes(known.get(seen.key()), seen.posting())) {
            known.put(seen.key(), seen.posting());
            states.put(seen.key(), seen.posting());
            if (Watching.reminds(seen.posting())) {
              timers.put(seen.key(), Watching.reminder(seen.at()));
            }
            var state = new PostingState(seen.posting());
            var headers = Outbox.headers(SOURCE, seen.id(), state, seen.at());
            out.add(new Out(seen.key(), headers, Wire.encode(state)));
          }
        }
        save(connection, states);
        remind(connection, timers);
        publish(connection, out);
        connection.commit();
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  /** The ids that were not there before. */
  private static Set<UUID> remember(Connection connection, List<Seen> poll) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into inbox (id) select unnest(?::uuid[]) on conflict do nothing returning id")) {
      insert.setArray(1, array(connection, "uuid", poll.stream().map(Seen::id)));
      try (var rows = insert.executeQuery()) {
        var fresh = new HashSet<UUID>();
        while (rows.next()) {
          fresh.add(rows.getObject(1, UUID.class));
        }
        return fresh;
      }
    }
  }

  private static Map<String, Posting> known(Connection connection, List<Seen> poll)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select key, body from watched where key = any(?) order by key for update")) {
      select.setArray(1, array(connection, "text", poll.stream().map(Seen::key).distinct()));
      try (var rows = select.executeQuery()) {
        var known = new HashMap<String, Posting>();
        while (rows.next()) {
          var json = rows.getString(2).getBytes(StandardCharsets.UTF_8);
          if (Wire.decode("posting.state.v1", json).orElseThrow() instanceof PostingState state) {
            known.put(rows.getString(1), state.posting());
          }
        }
        return known;
      }
    }
  }

  private static void save(Connection connection, Map<String, Posting> states) throws SQLException {
    var bodies = states.values().stream().map(PostingState::new).map(Wire::encode);
    try (var upsert =
        connection.prepareStatement(
            """
            insert into watched (key, version, body)
              select k, v, b::jsonb from unnest(?::text[], ?::bigint[], ?::text[]) as t (k, v, b)
            on conflict (key) do update set version = excluded.version, body = excluded.body""")) {
      upsert.setArray(1, array(connection, "text", states.keySet().stream()));
      upsert.setArray(2, array(connection, "int8", states.values().stream().map(Posting::version)));
      upsert.setArray(
          3, array(connection, "text", bodies.map(b -> new String(b, StandardCharsets.UTF_8))));
      upsert.executeUpdate();
    }
  }

  private static void remind(Connection connection, Map<String, Instant> timers)
      throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            """
            insert into timer (ref, due)
              select r, d::timestamptz from unnest(?::text[], ?::text[]) as t (r, d)
            on conflict (ref) do update set due = excluded.due""")) {
      upsert.setArray(1, array(connection, "text", timers.keySet().stream()));
      upsert.setArray(
          2, array(connection, "text", timers.values().stream().map(Instant::toString)));
      upsert.executeUpdate();
    }
  }

  private static void publish(Connection connection, List<Out> out) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into outbox (key, headers, payload)
              select k, h, p from unnest(?::text[], ?::text[], ?::bytea[])
                with ordinality as t (k, h, p, n) order by n""")) {
      insert.setArray(1, array(connection, "text", out.stream().map(Out::key)));
      insert.setArray(2, array(connection, "text", out.stream().map(Out::headers)));
      insert.setArray(
          3,
          connection.createArrayOf("bytea", out.stream().map(Out::payload).toArray(byte[][]::new)));
      insert.executeUpdate();
    }
  }

  private static java.sql.Array array(Connection connection, String type, Stream<?> values)
      throws SQLException {
    return connection.createArrayOf(type, values.toArray());
  }

  private void relay() {
    try {
      while (open) {
        if (Outbox.relay(database, producer, OUT) == 0) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    } catch (SQLException | ExecutionException | RuntimeException e) {
      failure = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Override
  public String name() {
    return "poll";
  }

  @Override
  public String in() {
    return IN;
  }

  @Override
  public String out() {
    return OUT;
  }

  @Override
  public String source() {
    return SOURCE;
  }

  @Override
  public long pid() {
    return ProcessHandle.current().pid();
  }

  @Override
  public DataSource database() {
    return database;
  }

  @Override
  public void close() throws SQLException {
    open = false;
    try {
      for (var thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    producer.close();
    database.close();
    if (!failure.isEmpty()) {
      throw new Claim.Broken("JDBC by poll ended: " + failure);
    }
  }
}
