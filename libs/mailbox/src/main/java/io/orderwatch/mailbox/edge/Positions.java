package io.orderwatch.mailbox.edge;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Holds the stored offsets against the logs that they were counted in. A topic that was deleted and
 * made anew, or a Kafka restored from a backup, counts from a place below what is stored, and its
 * records would all pass for known ones: such a partition is read from its beginning, and the ids
 * of the events tell which of them were worked through.
 */
public final class Positions {

  private static final Logger LOG = Logger.getLogger(Positions.class);

  private record Stored(long next, @Nullable UUID topicId) {}

  private final DataSource database;
  private final Admin admin;
  private final long timeoutMs;

  /**
   * @param timeoutMs how long the broker may take to answer, in milliseconds
   */
  public Positions(DataSource database, Admin admin, long timeoutMs) {
    this.database = database;
    this.admin = admin;
    this.timeoutMs = timeoutMs;
  }

  /**
   * Called on the consumer's own thread, for partitions that are assigned to it.
   *
   * @return the partitions that are read from their beginning now
   * @throws SQLException if the database cannot be used now
   * @throws ExecutionException if the broker does not say which topics it has
   * @throws TimeoutException if it says so too late
   */
  public List<TopicPartition> check(Consumer<?, ?> consumer, Collection<TopicPartition> assigned)
      throws SQLException, ExecutionException, TimeoutException, InterruptedException {
    if (assigned.isEmpty()) {
      return List.of();
    }
    var ids = ids(assigned);
    // In this order: what is stored and what the log holds both only grow.
    var stored = Tx.run(database, tx -> stored(tx, assigned));
    var ends = consumer.endOffsets(assigned);
    var anew = new ArrayList<TopicPartition>();
    for (var each : assigned) {
      var was = stored.get(each);
      var id = ids.get(each.topic());
      var end = ends.get(each);
      if (id == null || end == null) {
        continue; // deleted just now; looked at again when it is assigned anew
      }
      var other =
          was != null && (was.next() > end || (was.topicId() != null && !was.topicId().equals(id)));
      if (other) {
        anew.add(each);
      }
      if (other || was == null || was.topicId() == null) {
        Tx.run(database, tx -> store(tx, each, other, id));
      }
    }
    if (!anew.isEmpty()) {
      LOG.errorf(
          "%s: the topic is another one than was read, or its log ends before what was read: read from its beginning",
          anew);
      consumer.seekToBeginning(anew);
    }
    return anew;
  }

  /** The first record of each partition that is not worked through, as far as any was. */
  static Map<TopicPartition, Long> next(Connection tx) throws SQLException {
    try (var select = tx.prepareStatement("select topic, partition, next from consumer_offset");
        var rows = select.executeQuery()) {
      var next = new HashMap<TopicPartition, Long>();
      while (rows.next()) {
        next.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
      }
      return next;
    }
  }

  private Map<String, UUID> ids(Collection<TopicPartition> partitions)
      throws ExecutionException, TimeoutException, InterruptedException {
    var names = partitions.stream().map(TopicPartition::topic).distinct().toList();
    var ids = new HashMap<String, UUID>();
    admin
        .describeTopics(names)
        .allTopicNames()
        .get(timeoutMs, TimeUnit.MILLISECONDS)
        .forEach(
            (name, topic) ->
                ids.put(
                    name,
                    new UUID(
                        topic.topicId().getMostSignificantBits(),
                        topic.topicId().getLeastSignificantBits())));
    return ids;
  }

  private static Map<TopicPartition, Stored> stored(
      Connection tx, Collection<TopicPartition> partitions) throws SQLException {
    try (var select =
        tx.prepareStatement(
            "select topic, partition, next, topic_id from consumer_offset where topic = any(?)")) {
      select.setArray(1, Sql.texts(tx, partitions, TopicPartition::topic));
      try (var rows = select.executeQuery()) {
        var stored = new HashMap<TopicPartition, Stored>();
        while (rows.next()) {
          stored.put(
              new TopicPartition(rows.getString(1), rows.getInt(2)),
              new Stored(rows.getLong(3), rows.getObject(4, UUID.class)));
        }
        return stored;
      }
    }
  }

  private static boolean store(Connection tx, TopicPartition partition, boolean anew, UUID id)
      throws SQLException {
    try (var upsert =
        tx.prepareStatement(
            """
            insert into consumer_offset as o (topic, partition, next, topic_id) values (?, ?, 0, ?)
            on conflict (topic, partition)
            do update set topic_id = excluded.topic_id, next = case when ? then 0 else o.next end""")) {
      upsert.setString(1, partition.topic());
      upsert.setInt(2, partition.partition());
      upsert.setObject(3, id);
      upsert.setBoolean(4, anew);
      return upsert.executeUpdate() == 1;
    }
  }
}
