package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.Input;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works through what Kafka hands over, each record once: one poll is one transaction that also
 * moves the offsets.
 *
 * <p>Kafka may hand over a record again, after a crash or to two consumers during a rebalance: the
 * stored offset, locked first, tells. A producer may have written an event twice: its id tells. A
 * record that cannot be worked through is parked, and holds back only what follows of its key.
 */
public final class Inbox {

  private static final Logger LOG = Logger.getLogger(Inbox.class);

  private record Partition(String topic, int number) implements Comparable<Partition> {
    @Override
    public int compareTo(Partition other) {
      var byTopic = topic.compareTo(other.topic);
      return byTopic != 0 ? byTopic : Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
      return topic + "-" + number;
    }
  }

  private record Heard(UUID id, Input input) {}

  private final DataSource database;
  private final Engine engine;
  private final Runnable afterCommit;

  public Inbox(DataSource database, Engine engine, Runnable afterCommit) {
    this.database = database;
    this.engine = engine;
    this.afterCommit = afterCommit;
  }

  /**
   * Returns when all records are worked through or parked, and committed.
   *
   * @throws SQLException if the database cannot be used now: nothing of the batch that failed was
   *     done, and the same records may be given again
   */
  public void accept(List<ConsumerRecord<String, byte[]>> poll) throws SQLException {
    if (poll.isEmpty()) {
      return;
    }
    try (var steps = new Steps()) {
      engine.run(database, (tx, effects) -> work(tx, poll, effects, steps));
      steps.committed();
    } catch (SQLException e) {
      if (Tx.passing(e)) {
        throw e;
      }
      halve(poll, e);
    } catch (RuntimeException e) {
      halve(poll, e);
    }
    afterCommit.run();
  }

  private void halve(List<ConsumerRecord<String, byte[]>> poll, Exception cause)
      throws SQLException {
    if (poll.size() == 1) {
      var record = poll.getFirst();
      try (var _ = LogMarks.of(record.key(), Envelope.header(record.headers(), Envelope.TRACE))) {
        LOG.errorf(
            Unquoted.of(cause),
            "parked %s-%d@%d",
            record.topic(),
            record.partition(),
            record.offset());
      }
      park(poll, record, cause);
      return;
    }
    accept(poll.subList(0, poll.size() / 2));
    accept(poll.subList(poll.size() / 2, poll.size()));
  }

  /** What cannot even be parked as it came leaves its position and the reason. */
  private void park(
      List<ConsumerRecord<String, byte[]>> poll,
      ConsumerRecord<String, byte[]> record,
      Exception cause)
      throws SQLException {
    try {
      engine.run(
          database,
          (tx, effects) -> {
            if (!unseen(tx, poll).isEmpty()) {
              DeadLetters.park(tx, effects, record, cause.getClass().getSimpleName(), true);
            }
            return move(tx, poll);
          });
    } catch (SQLException e) {
      if (Tx.passing(e)) {
        throw e;
      }
      LOG.errorf(
          "%s-%d@%d can be kept by its position only",
          record.topic(), record.partition(), record.offset());
      engine.run(
          database,
          (tx, effects) -> {
            DeadLetters.park(
                tx, effects, Letter.positionOf(record), cause.getClass().getSimpleName(), false);
            return move(tx, poll);
          });
    }
  }

  private boolean work(
      Connection tx, List<ConsumerRecord<String, byte[]>> poll, Effects effects, Steps steps)
      throws SQLException {
    var heard = new ArrayList<Heard>();
    var unseen = unseen(tx, poll);
    var held = held(tx, unseen);
    for (var record : unseen) {
      if (record.key() != null && held.contains(Letter.keyId(record.key()))) {
        DeadLetters.park(tx, effects, record, "held back by an earlier record of its key", true);
      } else {
        read(tx, record, effects, heard, steps);
      }
    }
    var fresh = remember(tx, heard.stream().map(Heard::id).toList());
    engine.tell(
        tx,
        heard.stream().filter(each -> fresh.remove(each.id())).map(Heard::input).toList(),
        effects);
    return move(tx, poll);
  }

  private void read(
      Connection tx,
      ConsumerRecord<String, byte[]> record,
      Effects effects,
      List<Heard> heard,
      Steps steps)
      throws SQLException {
    var type = Envelope.header(record.headers(), Envelope.TYPE);
    if (type == null || record.value() == null) {
      DeadLetters.park(tx, effects, record, type == null ? "no ce_type" : "no data", false);
      return;
    }
    try {
      var event = Wire.decode(type, record.value());
      // An unknown type is no error: newer producers may exist.
      if (event.isPresent() && engine.hears(event.get())) {
        if (!event.get().key().equals(record.key())) {
          // Kafka keeps the order of its keys: what is sent under another one has no place in it.
          DeadLetters.park(tx, effects, record, "key and ref differ", false);
          return;
        }
        var id = Envelope.id(record.headers(), partition(record) + "@" + record.offset());
        heard.add(
            new Heard(
                id,
                new Input(
                    event.get().key(),
                    id.toString(),
                    Envelope.at(record.headers(), record.timestamp(), engine.clock().instant()),
                    event.get(),
                    step(record, event.get().key(), steps))));
      }
    } catch (Wire.Unreadable e) {
      DeadLetters.park(tx, effects, record, String.valueOf(e.getMessage()), false);
    }
  }

  private @Nullable String step(ConsumerRecord<String, byte[]> record, String key, Steps steps) {
    if (!engine.tracing().on()) {
      return null;
    }
    var cause = Envelope.header(record.headers(), Envelope.TRACE);
    return cause == null ? null : steps.add(engine.tracing().received(record, key, cause));
  }

  /** Locks the partitions' offsets and leaves out what lies below them. */
  private List<ConsumerRecord<String, byte[]>> unseen(
      Connection tx, List<ConsumerRecord<String, byte[]>> poll) throws SQLException {
    var partitions = poll.stream().map(Inbox::partition).distinct().sorted().toList();
    var next = new HashMap<Partition, Long>();
    try (var lock =
        tx.prepareStatement(
            """
            select o.topic, o.partition, o.next
              from consumer_offset o join unnest(?::text[], ?::bigint[]) as p(topic, partition)
                on o.topic = p.topic and o.partition = p.partition
             order by o.topic, o.partition for update of o""")) {
      lock.setArray(1, Sql.texts(tx, partitions, Partition::topic));
      lock.setArray(2, Sql.longs(tx, partitions, partition -> (long) partition.number()));
      try (var rows = lock.executeQuery()) {
        while (rows.next()) {
          next.put(new Partition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    }
    for (var partition : partitions) {
      if (!next.containsKey(partition)) {
        first(tx, partition);
      }
    }
    return poll.stream()
        .filter(record -> record.offset() >= next.getOrDefault(partition(record), 0L))
        .toList();
  }

  /**
   * The first record of a partition: whoever else meets it at the same time waits here, then starts
   * again.
   */
  private static void first(Connection tx, Partition partition) throws SQLException {
    try (var insert =
        tx.prepareStatement(
            "insert into consumer_offset (topic, partition, next) values (?, ?, 0) on conflict do nothing")) {
      insert.setString(1, partition.topic());
      insert.setInt(2, partition.number());
      if (insert.executeUpdate() == 0) {
        throw new Engine.Raced("offset");
      }
    }
  }

  private static boolean move(Connection tx, List<ConsumerRecord<String, byte[]>> poll)
      throws SQLException {
    Map<Partition, Long> next = new TreeMap<>();
    poll.forEach(record -> next.merge(partition(record), record.offset() + 1, Math::max));
    try (var update =
        tx.prepareStatement(
            """
            update consumer_offset o set next = greatest(o.next, n.next)
              from unnest(?::text[], ?::bigint[], ?::bigint[]) as n(topic, partition, next)
             where o.topic = n.topic and o.partition = n.partition""")) {
      update.setArray(1, Sql.texts(tx, next.keySet(), Partition::topic));
      update.setArray(2, Sql.longs(tx, next.keySet(), partition -> (long) partition.number()));
      update.setArray(3, Sql.longs(tx, next.values(), offset -> offset));
      return update.executeUpdate() > 0;
    }
  }

  /** Writes the ids down and returns those that were not there yet. */
  static Set<UUID> remember(Connection tx, List<UUID> ids) throws SQLException {
    var fresh = new HashSet<UUID>();
    if (ids.isEmpty()) {
      return fresh;
    }
    try (var insert =
        tx.prepareStatement(
            "insert into inbox (id) select distinct unnest(?::uuid[]) on conflict do nothing returning id")) {
      insert.setArray(1, tx.createArrayOf("uuid", ids.toArray()));
      try (var rows = insert.executeQuery()) {
        while (rows.next()) {
          fresh.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return fresh;
  }

  private static Set<UUID> held(Connection tx, List<ConsumerRecord<String, byte[]>> records)
      throws SQLException {
    var keys =
        records.stream()
            .map(ConsumerRecord::key)
            .filter(Objects::nonNull)
            .map(Letter::keyId)
            .distinct()
            .toArray();
    var held = new HashSet<UUID>();
    try (var select =
        tx.prepareStatement(
            "select distinct key_id from dead_letter where holds and key_id = any(?)")) {
      select.setArray(1, tx.createArrayOf("uuid", keys));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          held.add(rows.getObject(1, UUID.class));
        }
      }
    }
    return held;
  }

  private static Partition partition(ConsumerRecord<String, byte[]> record) {
    return new Partition(record.topic(), record.partition());
  }
}
