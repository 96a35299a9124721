package io.orderwatch.ingest.polling.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Sql;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * How far each store was read, a mark each reading. Only who holds the store's lease moves it. What
 * this process reads it remembers, and writes down as a set: soon what is news, now and then what
 * only went on. A mark that was not written yet has the next process read a little more.
 */
@Singleton
public class Polls {

  /** The reading whose polls people and dashboards mean. */
  public static final String POSTINGS = "postings";

  /** A mark that only moves on is written down so often (the shared clock's time). */
  private static final Duration KEPT = Duration.ofMinutes(5);

  /** What only moves on waits so long for others to be written with (real time). */
  private static final Duration GATHERED = Duration.ofSeconds(10);

  /** What was read of all stores at once is good for so long (real time). */
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** The odd things of a round are one text, for arrays of arrays must be of one length. */
  private static final String BETWEEN = "\u0001";

  private static final String WRITE =
      """
      with held as (
        select l.name from lease l
          join unnest(?::text[], ?::text[], ?::int8[]) as m(name, owner, epoch)
            on l.name = m.name and l.owner = m.owner and l.epoch = m.epoch
         order by l.name for share of l)
      insert into poll as p (store, reading, mark, polled_at, outcome, odd)
      select u.store, u.reading, u.mark, u.polled_at, u.outcome, string_to_array(u.odd, E'\\x01')
        from unnest(?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::text[], ?::text[])
             as u(store, reading, mark, polled_at, outcome, odd, lease)
       where u.lease in (select name from held) order by 1, 2
      on conflict (store, reading) do update set
        mark = coalesce(excluded.mark, p.mark), polled_at = excluded.polled_at,
        outcome = excluded.outcome, odd = excluded.odd
      returning p.store, p.reading""";

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

    private Poll after(@Nullable Poll before) {
      return mark != null || before == null
          ? this
          : new Poll(before.mark(), polledAt, outcome, odd);
    }

    private boolean goesOnFrom(Poll before) {
      return outcome.equals(before.outcome())
          && odd.equals(before.odd())
          && (mark == null) == (before.mark() == null)
          && polledAt.isBefore(before.polledAt().plus(KEPT));
    }
  }

  private record Place(String store, String reading) {}

  /**
   * @param lease by which it was read last
   * @param written what the database has; null if nothing is known to be there
   */
  private record Remembered(Poll poll, Lease lease, @Nullable Poll written) {
    boolean news() {
      return written == null || !poll.goesOnFrom(written);
    }
  }

  private record All(long at, Map<String, Poll> polls) {}

  private final DataSource database;
  private final Map<Place, Remembered> remembered = new ConcurrentHashMap<>();
  private final Map<String, All> read = new ConcurrentHashMap<>();
  private volatile long gatheredAt = System.nanoTime();

  public Polls(DataSource database) {
    this.database = database;
  }

  /** How this reading of each store stands, whoever reads it. */
  public Map<String, Poll> all(String reading) throws SQLException {
    var all = new TreeMap<>(select(reading));
    remembered.forEach(
        (place, here) -> {
          if (place.reading().equals(reading)) {
            all.merge(place.store(), here.poll(), Polls::later);
          }
        });
    return all;
  }

  private static Poll later(Poll one, Poll other) {
    return one.polledAt().isAfter(other.polledAt()) ? one : other;
  }

  public Optional<Poll> find(StoreId store, String reading) throws SQLException {
    var here = here(store, reading);
    return here.isPresent() ? here : Optional.ofNullable(fresh(reading).get(store.value()));
  }

  /** Only what this process has read itself. */
  Optional<Poll> here(StoreId store, String reading) {
    return Optional.ofNullable(remembered.get(new Place(store.value(), reading)))
        .map(Remembered::poll);
  }

  /** A thousand stores that begin together are looked up in one statement. */
  private synchronized Map<String, Poll> fresh(String reading) throws SQLException {
    var last = read.get(reading);
    if (last == null || System.nanoTime() - last.at() > FRESH.toNanos()) {
      last = new All(System.nanoTime(), select(reading));
      read.put(reading, last);
    }
    return last.polls();
  }

  private Map<String, Poll> select(String reading) throws SQLException {
    try (var connection = database.getConnection();
        var select =
            connection.prepareStatement(
                "select store, mark, polled_at, outcome, odd from poll where reading = ?")) {
      select.setString(1, reading);
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
   * Notes how a round ended; it is written down by {@link #write}.
   *
   * @param poll its mark stays as it was where it is null
   * @return the poll
   */
  public Poll ended(StoreId store, String reading, Poll poll, Lease lease) throws SQLException {
    var before = find(store, reading).orElse(null);
    remembered.compute(
        new Place(store.value(), reading),
        (_, here) ->
            new Remembered(poll.after(before), lease, here == null ? before : here.written()));
    return poll;
  }

  /**
   * Writes down what is news, and from time to time what only went on, as a set. What was read by a
   * lease that somebody else has by now is forgotten.
   */
  void write() throws SQLException {
    var now = System.nanoTime();
    var gathered = now - gatheredAt >= GATHERED.toNanos();
    var due = new TreeMap<String, Map.Entry<Place, Remembered>>();
    remembered.forEach(
        (place, here) -> {
          var soon =
              here.written() == null || !here.poll().outcome().equals(here.written().outcome());
          if (here.news() && (soon || gathered)) {
            due.put(place.store() + "/" + place.reading(), Map.entry(place, here));
          }
        });
    if (gathered) {
      gatheredAt = now;
    }
    if (due.isEmpty()) {
      return;
    }
    var entries = List.copyOf(due.values());
    var written = write(entries);
    for (var each : entries) {
      var place = each.getKey();
      var poll = each.getValue().poll();
      remembered.computeIfPresent(
          place,
          (_, here) ->
              written.contains(place)
                  ? new Remembered(here.poll(), here.lease(), poll)
                  : here.lease().equals(each.getValue().lease()) ? null : here);
    }
  }

  private Set<Place> write(List<Map.Entry<Place, Remembered>> entries) throws SQLException {
    var leases = entries.stream().map(each -> each.getValue().lease()).distinct().toList();
    try (var tx = database.getConnection();
        var write = tx.prepareStatement(WRITE)) {
      write.setArray(1, Sql.texts(tx, leases, Lease::name));
      write.setArray(2, Sql.texts(tx, leases, Lease::owner));
      write.setArray(3, Sql.longs(tx, leases, Lease::epoch));
      write.setArray(4, Sql.texts(tx, entries, each -> each.getKey().store()));
      write.setArray(5, Sql.texts(tx, entries, each -> each.getKey().reading()));
      write.setArray(6, Sql.instants(tx, entries, each -> each.getValue().poll().mark()));
      write.setArray(7, Sql.instants(tx, entries, each -> each.getValue().poll().polledAt()));
      write.setArray(8, Sql.texts(tx, entries, each -> each.getValue().poll().outcome()));
      write.setArray(9, Sql.texts(tx, entries, each -> odd(each.getValue().poll())));
      write.setArray(10, Sql.texts(tx, entries, each -> each.getValue().lease().name()));
      try (var rows = write.executeQuery()) {
        var written = new HashSet<Place>();
        while (rows.next()) {
          written.add(new Place(rows.getString(1), rows.getString(2)));
        }
        return written;
      }
    }
  }

  private static String odd(Poll poll) {
    return String.join(BETWEEN, poll.odd());
  }
}
