package io.orderwatch.ingest.push.edge;

import static java.util.stream.Collectors.groupingBy;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.edge.PostingSettings;
import io.orderwatch.mailbox.edge.Outage;
import io.orderwatch.mailbox.edge.Outages;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * Postings and chats that wait to be re-read, each once, in the database: a hint is given up only
 * when it was worked through. What comes in while a transaction is being written shares the next
 * one.
 */
@Singleton
class Hints {

  /** Ozon ends pushes that take 5 s (seller-api.md 10.2); real time. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** The same while the database is known to be away: whoever waits keeps a thread busy. */
  private static final Duration SHORT = Duration.ofMillis(400);

  private static final int BATCH = 1000;

  private static final String NOTE =
      """
      insert into hint as h (store, posting, noted_at)
      select distinct n.store, n.posting, ?::timestamptz
        from unnest(?::text[], ?::text[]) as n(store, posting)
        left join (select store, count(*) as waiting from hint where store = any(?::text[]) group by store) w
               on w.store = n.store
       where coalesce(w.waiting, 0) < ?
          or exists (select 1 from hint same where same.store = n.store and same.posting = n.posting)
       order by 1, 2
      on conflict (store, posting) do update
        set noted_at = greatest(excluded.noted_at, h.noted_at + interval '1 microsecond'),
            not_before = clock_timestamp(), attempts = 0
      returning store, posting""";

  private static final String DUE =
      """
      select store, posting, noted_at, attempts
        from (select *, row_number() over (partition by store order by noted_at) as place from hint
               where store = any(?) and not_before <= clock_timestamp()) due
       where place <= ? order by store, place""";

  /** Before the id of a chat, where else a posting's number stands. */
  private static final String CHAT = "chat:";

  /**
   * A posting or a chat that waits.
   *
   * @param subject a posting's number, or {@code chat:} and a chat's id
   * @param notedAt by the clock that all services share
   * @param attempts how often it could not be read since
   */
  record Hint(StoreId store, String subject, Instant notedAt, int attempts) {

    /** Empty if it is about a posting. */
    Optional<ChatRef> chat() {
      return subject.startsWith(CHAT)
          ? Optional.of(new ChatRef(store, subject.substring(CHAT.length())))
          : Optional.empty();
    }

    /**
     * @throws IllegalArgumentException if it is about a chat
     */
    PostingNumber posting() {
      return new PostingNumber(subject);
    }
  }

  static String subject(ChatRef chat) {
    return CHAT + chat.chat();
  }

  private record Place(String store, String posting) {}

  /**
   * @param most how many its store may have
   */
  private record Incoming(Place place, int most, CompletableFuture<Boolean> noted) {}

  private final DataSource database;
  private final ScaledClock clock;
  private final int most;
  private final Outage outage;
  private final LinkedBlockingQueue<Incoming> incoming = new LinkedBlockingQueue<>(10 * BATCH);
  private final Thread writer = Thread.ofVirtual().name("hints-writer").unstarted(this::writeAll);

  Hints(DataSource database, ScaledClock clock, PostingSettings settings, Outages outages) {
    this.outage = outages.database();
    this.database = database;
    this.clock = clock;
    this.most = settings.hints();
  }

  void start() {
    writer.start();
  }

  void stop() {
    writer.interrupt();
  }

  /** Whether what is noted is being written, or tried to be. */
  boolean writes() {
    return writer.isAlive();
  }

  /**
   * Returns when it is kept.
   *
   * @return false if the store has no room: the next poll brings it
   * @throws SQLException if it was not kept, or it is not known in time whether it was
   */
  boolean note(StoreId store, PostingNumber posting) throws SQLException {
    return note(store, posting.value());
  }

  /**
   * The same.
   *
   * @param subject as a {@link Hint} has it
   */
  boolean note(StoreId store, String subject) throws SQLException {
    return note(new Incoming(new Place(store.value(), subject), most, new CompletableFuture<>()));
  }

  /** All that {@link #note} does for a store that has no room; nothing is kept. */
  boolean rehearse(StoreId store, String subject) throws SQLException {
    return note(new Incoming(new Place(store.value(), subject), 0, new CompletableFuture<>()));
  }

  private boolean note(Incoming one) throws SQLException {
    if (!incoming.offer(one)) {
      throw new SQLException("too many hints wait to be written");
    }
    try {
      var patience = outage.away() ? SHORT : PATIENCE;
      return one.noted().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      incoming.remove(one);
      outage.failed("a hint could not be written in time");
      throw new SQLException("a hint could not be written in time", e);
    } catch (ExecutionException e) {
      throw new SQLException("a hint could not be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while a hint was written", e);
    }
  }

  private void writeAll() {
    try {
      while (true) {
        var batch = new ArrayList<Incoming>();
        batch.add(incoming.take());
        incoming.drainTo(batch, BATCH - 1);
        batch.stream().collect(groupingBy(Incoming::most)).forEach(this::keep);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void keep(int most, List<Incoming> batch) {
    try {
      var noted = write(batch, most);
      batch.forEach(each -> each.noted().complete(noted.contains(each.place())));
    } catch (SQLException | RuntimeException e) {
      outage.met(e);
      batch.forEach(each -> each.noted().completeExceptionally(e));
    }
  }

  private Set<Place> write(List<Incoming> batch, int most) throws SQLException {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(NOTE)) {
      var stores = batch.stream().map(each -> each.place().store()).toArray();
      var postings = batch.stream().map(each -> each.place().posting()).toArray();
      insert.setTimestamp(1, Timestamp.from(clock.now().truncatedTo(ChronoUnit.MICROS)));
      insert.setArray(2, connection.createArrayOf("text", stores));
      insert.setArray(3, connection.createArrayOf("text", postings));
      insert.setArray(4, connection.createArrayOf("text", stores));
      insert.setInt(5, most);
      try (var rows = insert.executeQuery()) {
        var noted = new HashSet<Place>();
        while (rows.next()) {
          noted.add(new Place(rows.getString(1), rows.getString(2)));
        }
        return noted;
      }
    }
  }

  /** Those whose time has come, of each store the oldest. */
  List<Hint> due(Collection<StoreId> stores, int perStore) throws SQLException {
    try (var connection = database.getConnection();
        var select = connection.prepareStatement(DUE)) {
      select.setArray(
          1, connection.createArrayOf("text", stores.stream().map(StoreId::value).toArray()));
      select.setInt(2, perStore);
      try (var rows = select.executeQuery()) {
        var due = new ArrayList<Hint>();
        while (rows.next()) {
          due.add(
              new Hint(
                  new StoreId(rows.getString(1)),
                  rows.getString(2),
                  rows.getTimestamp(3).toInstant(),
                  rows.getInt(4)));
        }
        return due;
      }
    }
  }

  /** It was worked through; noted anew in the meantime, it waits on. */
  void done(Hint hint) throws SQLException {
    try (var connection = database.getConnection()) {
      about(connection, "delete from hint where store = ? and posting = ? and noted_at = ?", hint);
    }
  }

  /**
   * It could not be worked through.
   *
   * @param pause until it is tried again (real time)
   */
  void postpone(Hint hint, Duration pause) throws SQLException {
    try (var connection = database.getConnection()) {
      about(
          connection,
          """
          update hint set attempts = attempts + 1, not_before = clock_timestamp() + interval '%d ms'
           where store = ? and posting = ? and noted_at = ?"""
              .formatted(pause.toMillis()),
          hint);
    }
  }

  private static void about(Connection connection, String sql, Hint hint) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      statement.setString(1, hint.store().value());
      statement.setString(2, hint.subject());
      statement.setTimestamp(3, Timestamp.from(hint.notedAt()));
      statement.executeUpdate();
    }
  }

  /** How many wait, by store; of all processes. */
  Map<String, Long> waiting() throws SQLException {
    try (var connection = database.getConnection();
        var count = connection.prepareStatement("select store, count(*) from hint group by store");
        var rows = count.executeQuery()) {
      var waiting = new TreeMap<String, Long>();
      while (rows.next()) {
        waiting.put(rows.getString(1), rows.getLong(2));
      }
      return waiting;
    }
  }
}
