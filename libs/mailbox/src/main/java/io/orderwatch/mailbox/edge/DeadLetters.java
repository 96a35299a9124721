package io.orderwatch.mailbox.edge;

import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.mailbox.Input;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that could not be worked through: kept in the database in their order, told to {@code
 * <service>.dlq}. Reasons name what went wrong and never quote the record.
 */
public final class DeadLetters {

  /**
   * One parked record, without its data.
   *
   * @param seq its own number
   * @param key "" if it had none
   * @param topic that it came from
   * @param partition of the topic
   * @param offset in the partition
   * @param reason what went wrong
   * @param attempts how often it was tried
   * @param holds whether what comes after it with the same key waits for it
   */
  public record Parked(
      long seq,
      String key,
      String topic,
      int partition,
      long offset,
      String reason,
      int attempts,
      boolean holds) {}

  /**
   * Which letters are meant: those that agree with all that is not null.
   *
   * @param seq the letter's own number
   */
  public record Selection(
      @Nullable Long seq, @Nullable String key, @Nullable String topic, @Nullable String reason) {

    private static final String WHERE =
        """

        where (?::bigint is null or seq = ?::bigint) and (?::uuid is null or key_id = ?::uuid)
          and (?::text is null or topic = ?::text) and (?::text is null or reason = ?::text)""";

    public static final Selection ALL = new Selection(null, null, null, null);

    public static Selection of(String key) {
      return new Selection(null, key, null, null);
    }

    /** Fills the parameters of {@link #WHERE}, the first of all. */
    private void set(PreparedStatement statement) throws SQLException {
      var keyId = key == null ? null : Letter.keyId(key).toString();
      var number = seq == null ? null : seq.toString();
      var parameter = 1;
      for (var each : new @Nullable String[] {number, keyId, plain(topic), plain(reason)}) {
        statement.setString(parameter++, each);
        statement.setString(parameter++, each);
      }
    }

    /** PostgreSQL takes no NUL, and no topic or reason holds one. */
    private static @Nullable String plain(@Nullable String text) {
      return text == null ? null : text.replace('\0', '?');
    }
  }

  /**
   * What became of letters that were tried again.
   *
   * @param tried those that were selected, and those that go with them because they hold one key
   * @param redriven of these worked through
   * @param parkedAgain of these failed again, which stay with one attempt more
   */
  public record Redriven(int tried, int redriven, int parkedAgain) {

    private Redriven and(Redriven other) {
      return new Redriven(
          tried + other.tried, redriven + other.redriven, parkedAgain + other.parkedAgain);
    }
  }

  private record Kept(long seq, UUID eventId, Letter letter) {}

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
    var letter = Letter.of(record);
    try (var insert =
        tx.prepareStatement(
            """
            insert into dead_letter (key_id, topic, partition, position, envelope, payload, reason, attempts, holds)
            values (?, ?, ?, ?, ?, ?, ?, 1, ?)""")) {
      insert.setObject(1, Letter.keyId(record.key()));
      insert.setString(2, record.topic());
      insert.setInt(3, record.partition());
      insert.setLong(4, record.offset());
      insert.setBytes(5, letter.envelope());
      insert.setBytes(6, letter.payload());
      insert.setString(7, reason);
      insert.setBoolean(8, holds);
      insert.executeUpdate();
    }
    effects.deadLetter(
        letter.with(
            "dlq_reason",
            reason,
            "dlq_topic",
            record.topic(),
            "dlq_partition",
            "" + record.partition(),
            "dlq_offset",
            "" + record.offset(),
            "dlq_attempts",
            "1"));
  }

  /** What is parked, oldest first, at most {@code limit}. */
  public List<Parked> list(Selection selection, int limit) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select seq, envelope, topic, partition, position, reason, attempts, holds from dead_letter"
                    + Selection.WHERE
                    + " order by seq limit "
                    + limit)) {
      selection.set(select);
      try (var rows = select.executeQuery()) {
        var parked = new ArrayList<Parked>();
        while (rows.next()) {
          var key = Letter.of(rows.getBytes(2), null).key();
          parked.add(
              new Parked(
                  rows.getLong(1),
                  key == null ? "" : key,
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
   * Tries the selected records again. Of a key that is held back all that hold are worked through
   * in their order, all or none; a record that holds back nothing is tried alone.
   */
  public Redriven redrive(Selection selection) throws SQLException {
    var done = new Redriven(0, 0, 0);
    for (var key : ids(selection, "distinct key_id", "holds", UUID.class)) {
      done = done.and(redrive("key_id = ? and holds", key));
    }
    for (var seq : ids(selection, "seq", "not holds", Long.class)) {
      done = done.and(redrive("seq = ?", seq));
    }
    return done;
  }

  private <T> List<T> ids(Selection selection, String column, String where, Class<T> type)
      throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select " + column + " from dead_letter" + Selection.WHERE + " and " + where)) {
      selection.set(select);
      try (var rows = select.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(rows.getObject(1, type));
        }
        return found;
      }
    }
  }

  private Redriven redrive(String where, Object id) throws SQLException {
    try {
      var done =
          engine.run(
              database,
              (tx, effects) -> {
                var letters = letters(tx, where, id);
                for (var each : letters) {
                  work(tx, effects, each);
                }
                return letters.size();
              });
      afterCommit.run();
      return new Redriven(done, done, 0);
    } catch (SQLException e) {
      if (Tx.passing(e)) {
        throw e;
      }
      return failed(where, id);
    } catch (RuntimeException e) {
      return failed(where, id);
    }
  }

  private void work(Connection tx, Effects effects, Kept kept) throws SQLException {
    var headers = kept.letter().headers();
    var type = Envelope.header(headers, Envelope.TYPE);
    var payload = kept.letter().payload();
    if (type == null || payload == null) {
      throw new IllegalStateException("there is nothing in it that could be worked through");
    }
    Optional<Event> event = Wire.decode(type, payload);
    if (event.isPresent()) {
      if (!event.get().key().equals(kept.letter().key())) {
        throw new IllegalStateException("key and ref differ");
      }
      if (Inbox.remember(tx, List.of(kept.eventId())).contains(kept.eventId())) {
        var at = Envelope.at(headers, engine.clock().instant());
        engine.tell(
            tx,
            List.of(
                new Input(
                    event.get().key(),
                    kept.eventId().toString(),
                    at,
                    event.get(),
                    engine.tracing().current())),
            effects);
      }
    }
    try (var delete = tx.prepareStatement("delete from dead_letter where seq = ?")) {
      delete.setLong(1, kept.seq());
      delete.executeUpdate();
    }
  }

  private Redriven failed(String where, Object id) throws SQLException {
    try (var connection = database.getConnection();
        var update =
            connection.prepareStatement(
                "update dead_letter set attempts = attempts + 1 where " + where)) {
      update.setObject(1, id);
      var failed = update.executeUpdate();
      return new Redriven(failed, 0, failed);
    }
  }

  /**
   * Gives the selected records up: they stay in the topic of dead letters, and their keys go on
   * without them.
   */
  public int discard(Selection selection) throws SQLException {
    return Tx.run(
        database,
        tx -> {
          try (var delete = tx.prepareStatement("delete from dead_letter" + Selection.WHERE)) {
            selection.set(delete);
            return delete.executeUpdate();
          }
        });
  }

  private static List<Kept> letters(Connection tx, String where, Object id) throws SQLException {
    try (var select =
        tx.prepareStatement(
            """
            select seq, envelope, payload, topic, partition, position
              from dead_letter where %s order by seq for update"""
                .formatted(where))) {
      select.setObject(1, id);
      try (var rows = select.executeQuery()) {
        var letters = new ArrayList<Kept>();
        while (rows.next()) {
          var letter = Letter.of(rows.getBytes(2), rows.getBytes(3));
          var position = rows.getString(4) + "-" + rows.getInt(5) + "@" + rows.getLong(6);
          letters.add(new Kept(rows.getLong(1), Envelope.id(letter.headers(), position), letter));
        }
        return letters;
      }
    }
  }
}
