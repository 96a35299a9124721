package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.Input;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Records that could not be worked through: kept in the database in their order, told to {@code
 * <service>.dlq}. Reasons name what went wrong and never quote the record.
 */
public final class DeadLetters {

  /** One parked record, without its data. */
  public record Parked(
      long seq,
      String key,
      String topic,
      int partition,
      long offset,
      String reason,
      int attempts,
      boolean holds) {}

  private record Letter(
      @Nullable String type, UUID id, Headers headers, byte @Nullable [] payload) {}

  private final DataSource database;
  private final Engine engine;
  private final Runnable afterCommit;

  public DeadLetters(DataSource database, Engine engine, Runnable afterCommit) {
    this.database = database;
    this.engine = engine;
    this.afterCommit = afterCommit;
  }

  static void park(
      Connection tx,
      Effects effects,
      ConsumerRecord<String, byte[]> record,
      String reason,
      boolean holds)
      throws SQLException {
    var key = record.key() == null ? "" : record.key();
    var lines = Envelope.lines(record.headers());
    try (var insert =
        tx.prepareStatement(
            """
            insert into dead_letter (key, topic, partition, position, headers, payload, reason, attempts, holds)
            values (?, ?, ?, ?, string_to_array(?, E'\\n'), ?, ?, 1, ?)""")) {
      insert.setString(1, key);
      insert.setString(2, record.topic());
      insert.setInt(3, record.partition());
      insert.setLong(4, record.offset());
      insert.setString(5, lines);
      insert.setBytes(6, record.value());
      insert.setString(7, reason);
      insert.setBoolean(8, holds);
      insert.executeUpdate();
    }
    var told =
        "%s%sdlq_reason: %s\ndlq_topic: %s\ndlq_partition: %d\ndlq_offset: %d\ndlq_attempts: 1"
            .formatted(
                lines,
                lines.isEmpty() ? "" : "\n",
                reason,
                record.topic(),
                record.partition(),
                record.offset());
    effects.deadLetter(key, told, record.value() == null ? new byte[0] : record.value());
  }

  /** What is parked, oldest first, at most {@code limit}. */
  public List<Parked> list(int limit) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                """
                select seq, key, topic, partition, position, reason, attempts, holds
                  from dead_letter order by seq limit ?""")) {
      select.setInt(1, limit);
      try (var rows = select.executeQuery()) {
        var parked = new ArrayList<Parked>();
        while (rows.next()) {
          parked.add(
              new Parked(
                  rows.getLong(1),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getInt(4),
                  rows.getLong(5),
                  rows.getString(6),
                  rows.getInt(7),
                  rows.getBoolean(8)));
        }
        return parked;
      }
    }
  }

  /**
   * Works through the key's parked records again, in their order, all or none.
   *
   * @return how many were worked through; 0 also if they failed again, which counts as one more
   *     attempt
   */
  public int redrive(String key) throws SQLException {
    try {
      var done =
          engine.run(
              database,
              (tx, effects) -> {
                var letters = letters(tx, key);
                for (var letter : letters) {
                  var event =
                      letter.type() == null || letter.payload() == null
                          ? Optional.<Event>empty()
                          : Wire.decode(letter.type(), letter.payload());
                  if (event.isPresent()
                      && Inbox.remember(tx, List.of(letter.id())).contains(letter.id())) {
                    var at = Envelope.at(letter.headers(), engine.clock().instant());
                    engine.tell(
                        tx,
                        List.of(
                            new Input(
                                event.get().ref().key(),
                                letter.id().toString(),
                                at,
                                event.get(),
                                engine.tracing().current())),
                        effects);
                  }
                }
                delete(tx, key);
                return letters.size();
              });
      afterCommit.run();
      return done;
    } catch (RuntimeException e) {
      try (var connection = database.getConnection();
          var update =
              connection.prepareStatement(
                  "update dead_letter set attempts = attempts + 1 where key = ?")) {
        update.setString(1, key);
        update.executeUpdate();
      }
      return 0;
    }
  }

  /**
   * Gives the key's parked records up: they stay in the topic of dead letters, and the key goes on
   * without them.
   */
  public int discard(String key) throws SQLException {
    return Tx.run(database, tx -> delete(tx, key));
  }

  private static int delete(Connection tx, String key) throws SQLException {
    try (var delete = tx.prepareStatement("delete from dead_letter where key = ?")) {
      delete.setString(1, key);
      return delete.executeUpdate();
    }
  }

  private static List<Letter> letters(Connection tx, String key) throws SQLException {
    try (var select =
        tx.prepareStatement(
            """
            select array_to_string(headers, E'\\n'), payload, topic, partition, position
              from dead_letter where key = ? order by seq for update""")) {
      select.setString(1, key);
      try (var rows = select.executeQuery()) {
        var letters = new ArrayList<Letter>();
        while (rows.next()) {
          var headers = Envelope.headers(rows.getString(1));
          var position = rows.getString(3) + "-" + rows.getInt(4) + "@" + rows.getLong(5);
          letters.add(
              new Letter(
                  Envelope.header(headers, Envelope.TYPE),
                  Envelope.id(headers, position),
                  headers,
                  rows.getBytes(2)));
        }
        return letters;
      }
    }
  }
}
