package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Brings the outbox to Kafka: nothing lost, each key in order. A crash sends at most the last chunk
 * again, with the same ids.
 *
 * <p>Ids are drawn before commit and transactions get their numbers before they lock, so neither
 * gives an order that can be followed safely. What is visible in one snapshot and not in the one
 * before it can: everything committed in between, once, and within it ids grow in the order in
 * which each key's row was locked. See docs/decisions.
 */
public final class Relay {

  private static final int CHUNK = 4000;

  private static final String WINDOW =
      """
      select o.id, o.topic, o.key, o.headers, o.payload, o.envelope
        from outbox o
       where o.shard = ? and o.xid >= pg_snapshot_xmin(?::pg_snapshot) and o.xid < pg_snapshot_xmax(?::pg_snapshot)
         and pg_visible_in_snapshot(o.xid, ?::pg_snapshot) and not pg_visible_in_snapshot(o.xid, ?::pg_snapshot)
         and o.id > ?
       order by o.id""";

  private record Window(String lo, String hi, long lastId) {}

  private final DataSource database;
  private final Producer<String, byte[]> producer;

  public Relay(DataSource database, Producer<String, byte[]> producer) {
    this.database = database;
    this.producer = producer;
  }

  /**
   * Relays everything that was committed before the call.
   *
   * @param shard its number
   * @param lease the right to relay this shard
   * @return how many records Kafka has acknowledged
   * @throws Leases.Fenced if somebody else has taken the shard; records of at most one chunk may
   *     have been sent twice
   */
  public int relay(short shard, Lease lease) throws SQLException, InterruptedException {
    var window = open(shard, lease);
    var relayed = 0;
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (var select = connection.prepareStatement(WINDOW)) {
        select.setFetchSize(CHUNK);
        select.setShort(1, shard);
        select.setString(2, window.lo());
        select.setString(3, window.hi());
        select.setString(4, window.hi());
        select.setString(5, window.lo());
        select.setLong(6, window.lastId());
        try (var rows = select.executeQuery()) {
          relayed = send(rows, shard, lease);
        }
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
    move(lease, "update relay_cursor set lo = hi, hi = null, last_id = 0 where shard = ?", shard);
    return relayed;
  }

  private int send(ResultSet rows, short shard, Lease lease)
      throws SQLException, InterruptedException {
    var relayed = 0;
    var sent = new ArrayList<Future<RecordMetadata>>();
    var last = 0L;
    while (rows.next()) {
      last = rows.getLong(1);
      sent.add(producer.send(record(rows)));
      if (sent.size() == CHUNK) {
        relayed += acknowledged(sent);
        move(lease, "update relay_cursor set last_id = ? where shard = ?", last, shard);
      }
    }
    return relayed + acknowledged(sent);
  }

  private static ProducerRecord<String, byte[]> record(ResultSet row) throws SQLException {
    var envelope = row.getBytes(6);
    var letter =
        envelope == null
            ? new Letter(row.getString(3), Envelope.headers(row.getString(4)), row.getBytes(5))
            : Letter.of(envelope, row.getBytes(5));
    return letter.to(row.getString(2));
  }

  private int acknowledged(List<Future<RecordMetadata>> sent) throws InterruptedException {
    producer.flush();
    try {
      for (var each : sent) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new NotAcknowledged(e);
    }
    var count = sent.size();
    sent.clear();
    return count;
  }

  /**
   * The window that is open, or a new one up to now, written down before anything of it is sent.
   */
  private Window open(short shard, Lease lease) throws SQLException {
    return Tx.run(
        database,
        tx -> {
          Leases.hold(tx, lease);
          try (var insert =
              tx.prepareStatement(
                  "insert into relay_cursor (shard, lo) values (?, '3:3:') on conflict do nothing")) {
            insert.setShort(1, shard);
            insert.executeUpdate();
          }
          try (var open =
              tx.prepareStatement(
                  """
                  update relay_cursor set hi = coalesce(hi, pg_current_snapshot()) where shard = ?
                  returning lo::text, hi::text, last_id""")) {
            open.setShort(1, shard);
            try (var row = open.executeQuery()) {
              row.next();
              return new Window(row.getString(1), row.getString(2), row.getLong(3));
            }
          }
        });
  }

  private void move(Lease lease, String update, long... values) throws SQLException {
    Tx.run(
        database,
        tx -> {
          Leases.hold(tx, lease);
          try (var move = tx.prepareStatement(update)) {
            for (var i = 0; i < values.length; i++) {
              move.setLong(i + 1, values[i]);
            }
            return move.executeUpdate();
          }
        });
  }

  /**
   * Whether there is anything that the cursor has not passed; one cheap look, so that idle shards
   * write nothing.
   */
  public boolean waiting(short shard) throws SQLException {
    try (var connection = database.getConnection()) {
      return waiting(connection, shard);
    }
  }

  /** Those of these shards of which it is so, in one look. */
  Set<Short> waiting(Set<Short> shards) throws SQLException {
    if (shards.isEmpty()) {
      return Set.of();
    }
    try (var connection = database.getConnection()) {
      return waiting(connection, shards);
    }
  }

  private static boolean waiting(Connection connection, short shard) throws SQLException {
    return !waiting(connection, Set.of(shard)).isEmpty();
  }

  private static Set<Short> waiting(Connection connection, Set<Short> shards) throws SQLException {
    try (var select =
        connection.prepareStatement(
            """
            select s.shard from unnest(?::int2[]) as s(shard)
             where coalesce((select c.hi is not null or exists (
                     select 1 from outbox o where o.shard = c.shard and o.xid >= pg_snapshot_xmin(c.lo)
                        and not pg_visible_in_snapshot(o.xid, c.lo))
                   from relay_cursor c where c.shard = s.shard),
                   exists (select 1 from outbox o where o.shard = s.shard))""")) {
      select.setArray(1, connection.createArrayOf("int2", shards.toArray()));
      try (var rows = select.executeQuery()) {
        var waiting = new TreeSet<Short>();
        while (rows.next()) {
          waiting.add(rows.getShort(1));
        }
        return waiting;
      }
    }
  }

  /** Kafka did not acknowledge a record; the chunk is sent again. */
  static final class NotAcknowledged extends RuntimeException {
    NotAcknowledged(ExecutionException e) {
      super("Kafka did not acknowledge: " + e.getCause(), e);
    }
  }
}
