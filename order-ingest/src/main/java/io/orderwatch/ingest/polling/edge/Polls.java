package io.orderwatch.ingest.polling.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Leases;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** How far each store was read, a mark each reading. Only who holds the store's lease moves it. */
@Singleton
public class Polls {

  /** The reading whose polls people and dashboards mean. */
  public static final String POSTINGS = "postings";

  /**
   * Where a store's polling stands.
   *
   * @param mark what changed before was seen; null before the first complete round
   * @param polledAt when the last round ended
   * @param outcome one word: {@code complete}, or why not
   * @param odd what of Ozon's answers could not be read in the last round, and how often
   */
  public record Poll(@Nullable Instant mark, Instant polledAt, String outcome, List<String> odd) {

    static final String COMPLETE = "complete";

    public Poll {
      odd = List.copyOf(odd);
    }

    public boolean complete() {
      return outcome.equals(COMPLETE);
    }
  }

  private final DataSource database;

  public Polls(DataSource database) {
    this.database = database;
  }

  /** How this reading of each store stands. */
  public Map<String, Poll> all(String reading) throws SQLException {
    return select(reading, "%");
  }

  public Optional<Poll> find(StoreId store, String reading) throws SQLException {
    return Optional.ofNullable(select(reading, store.value()).get(store.value()));
  }

  /**
   * @param store digits, or % for all
   */
  private Map<String, Poll> select(String reading, String store) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select store, mark, polled_at, outcome, odd from poll where reading = ? and store like ?")) {
      select.setString(1, reading);
      select.setString(2, store);
      try (var rows = select.executeQuery()) {
        var polls = new TreeMap<String, Poll>();
        while (rows.next()) {
          var mark = rows.getTimestamp("mark");
          polls.put(
              rows.getString("store"),
              new Poll(
                  mark == null ? null : mark.toInstant(),
                  rows.getTimestamp("polled_at").toInstant(),
                  rows.getString("outcome"),
                  List.of((String[]) rows.getArray("odd").getArray())));
        }
        return polls;
      }
    }
  }

  /**
   * Writes down how a round ended.
   *
   * @param poll its mark stays as it was where it is null
   * @return the poll
   * @throws Leases.Fenced if somebody else polls the store by now; nothing is written
   */
  public Poll ended(StoreId store, String reading, Poll poll, Lease lease) throws SQLException {
    try (var tx = database.getConnection()) {
      tx.setAutoCommit(false);
      try (var upsert =
          tx.prepareStatement(
              """
              insert into poll as p (store, mark, polled_at, outcome, odd, reading) values (?, ?, ?, ?, ?, ?)
              on conflict (store, reading) do update set
                mark = coalesce(excluded.mark, p.mark), polled_at = excluded.polled_at,
                outcome = excluded.outcome, odd = excluded.odd""")) {
        Leases.hold(tx, lease);
        upsert.setString(1, store.value());
        upsert.setTimestamp(2, poll.mark() == null ? null : Timestamp.from(poll.mark()));
        upsert.setTimestamp(3, Timestamp.from(poll.polledAt()));
        upsert.setString(4, poll.outcome());
        upsert.setArray(5, tx.createArrayOf("text", poll.odd().toArray()));
        upsert.setString(6, reading);
        upsert.executeUpdate();
        tx.commit();
        return poll;
      } finally {
        tx.rollback();
        tx.setAutoCommit(true);
      }
    }
  }
}
