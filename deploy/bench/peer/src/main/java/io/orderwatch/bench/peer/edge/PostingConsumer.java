package io.orderwatch.bench.peer.edge;

import io.orderwatch.bench.peer.Watching;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * How a careful team writes it by the book: one record, one transaction that remembers the event,
 * changes the state and leaves the outgoing event in an outbox.
 */
@ApplicationScoped
class PostingConsumer {

  private static final String SOURCE = "/orderwatch/bench-peer";

  private final DataSource database;

  PostingConsumer(DataSource database) {
    this.database = database;
  }

  @Incoming("postings")
  @Blocking
  @Transactional
  void on(ConsumerRecord<String, byte[]> record) throws SQLException {
    var event = Wire.decode(header(record, "ce_type"), record.value()).orElse(null);
    if (event instanceof PostingEvent.Snapshot snapshot) {
      var id = UUID.fromString(header(record, "ce_id"));
      var at = Instant.parse(header(record, "ce_time"));
      try (var connection = database.getConnection()) {
        if (remember(connection, id)) {
          work(connection, id, at, snapshot.posting());
        }
      }
    }
  }

  private static void work(Connection connection, UUID id, Instant at, Posting posting)
      throws SQLException {
    var key = posting.ref().key();
    if (Watching.changes(known(connection, key), posting)) {
      var state = new PostingState(posting);
      var json = Wire.encode(state);
      save(connection, key, posting.version(), json);
      if (Watching.reminds(posting)) {
        remind(connection, key, Watching.reminder(at));
      }
      publish(connection, key, Outbox.headers(SOURCE, id, state, at), json);
    }
  }

  private static boolean remember(Connection connection, UUID id) throws SQLException {
    try (var insert =
        connection.prepareStatement("insert into inbox (id) values (?) on conflict do nothing")) {
      insert.setObject(1, id);
      return insert.executeUpdate() == 1;
    }
  }

  private static @Nullable Posting known(Connection connection, String key) throws SQLException {
    try (var select =
        connection.prepareStatement("select body from watched where key = ? for update")) {
      select.setString(1, key);
      try (var row = select.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        var json = row.getString(1).getBytes(StandardCharsets.UTF_8);
        return Wire.decode("posting.state.v1", json).orElseThrow() instanceof PostingState state
            ? state.posting()
            : null;
      }
    }
  }

  private static void save(Connection connection, String key, long version, byte[] json)
      throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            """
            insert into watched (key, version, body) values (?, ?, ?::jsonb)
            on conflict (key) do update set version = excluded.version, body = excluded.body""")) {
      upsert.setString(1, key);
      upsert.setLong(2, version);
      upsert.setString(3, new String(json, StandardCharsets.UTF_8));
      upsert.executeUpdate();
    }
  }

  private static void remind(Connection connection, String key, Instant due) throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            """
            insert into timer (ref, due) values (?, ?::timestamptz)
            on conflict (ref) do update set due = excluded.due""")) {
      upsert.setString(1, key);
      upsert.setString(2, due.toString());
      upsert.executeUpdate();
    }
  }

  private static void publish(Connection connection, String key, String headers, byte[] json)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into outbox (key, headers, payload) values (?, ?, ?)")) {
      insert.setString(1, key);
      insert.setString(2, headers);
      insert.setBytes(3, json);
      insert.executeUpdate();
    }
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }
}
