package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Changes;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.board.Store.Index;
import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.health.edge.StoreBooks;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One reader of the database for everybody who looks at the board: counts are at most a second old
 * where counting is quick, and what is live is read once for all. Nobody looks, nothing is read.
 * Waiting is in the machine's time.
 */
@ApplicationScoped
class BoardReader {

  /** Of the most urgent open rows, what changes is told. */
  static final int WATCHED = 500;

  private static final Duration TICK = Duration.ofSeconds(2);
  private static final Duration INDEX_KEPT = Duration.ofMinutes(1);
  private static final Duration COUNTS_KEPT = Duration.ofSeconds(1);

  /** Counting takes at most a fifth of the database's time. */
  private static final int REST = 4;

  private static final Logger LOG = Logger.getLogger(BoardReader.class);

  private static final Filter MOST_URGENT = Filter.read("", "", "", "", "", "");

  /**
   * @param now when it was read, by the story's clock
   */
  record Look(Instant now, Changes changes, List<Store> stores) {}

  private record Reckoned(Index index, long at) {}

  private final BoardRows rows;
  private final StoreBooks books;
  private final ScaledClock clock;
  private final ReentrantLock counting = new ReentrantLock();
  private final Map<String, Reckoned> indexes = new HashMap<>();
  private final Multi<Look> looks;
  private volatile @Nullable List<Store> stores;
  private volatile @Nullable Changes changes;
  private volatile long countAgain;

  /** The time at which this process began to look, which numbers of changes are counted from. */
  private final String epoch;

  BoardReader(BoardRows rows, StoreBooks books, ScaledClock clock) {
    this.rows = rows;
    this.books = books;
    this.clock = clock;
    this.epoch = Long.toString(clock.machine().millis(), Character.MAX_RADIX);
    this.looks =
        Multi.createFrom()
            .ticks()
            .every(TICK)
            .onOverflow()
            .drop()
            .emitOn(Infrastructure.getDefaultWorkerPool())
            .onItem()
            .transformToMultiAndConcatenate(_ -> Multi.createFrom().items(this.look().stream()))
            .broadcast()
            .withCancellationAfterLastSubscriberDeparture()
            .toAllSubscribers();
  }

  String epoch() {
    return epoch;
  }

  /** What is seen from now on, every other second, by all who subscribe. */
  Multi<Look> looks() {
    return looks;
  }

  private Optional<Look> look() {
    try {
      var now = clock.now();
      var most = rows.rows(MOST_URGENT, now, WATCHED);
      var before = changes;
      var seen = before == null ? Changes.since(most) : before.seen(most);
      changes = seen;
      return Optional.of(new Look(now, seen, stores()));
    } catch (RuntimeException e) {
      // The stream goes on: a database that is away comes back.
      LOG.warnf("the board could not be read: %s", e.getMessage());
      return Optional.empty();
    }
  }

  /** The last number of a change; 0 if nobody has looked yet. */
  long number() {
    var seen = changes;
    return seen == null ? 0 : seen.number();
  }

  /** The strip: one thread counts, the others take what was counted last. */
  List<Store> stores() {
    var known = stores;
    if (known == null) {
      counting.lock();
    } else if (System.nanoTime() < countAgain || !counting.tryLock()) {
      return known;
    }
    try {
      var counted = stores;
      if (counted != null && System.nanoTime() < countAgain) {
        return counted;
      }
      return count();
    } finally {
      counting.unlock();
    }
  }

  @ActivateRequestContext
  List<Store> count() {
    var began = System.nanoTime();
    var now = clock.now();
    var counted =
        rows.stores(now).values().stream()
            .map(
                store ->
                    new Store(store.id(), store.heard(), store.figures(), index(store.id(), now)))
            .toList();
    stores = counted;
    var ended = System.nanoTime();
    countAgain = ended + Math.max(COUNTS_KEPT.toNanos(), REST * (ended - began));
    return counted;
  }

  private @Nullable Index index(String store, Instant now) {
    var kept = indexes.get(store);
    if (kept == null || System.nanoTime() - kept.at() > INDEX_KEPT.toNanos()) {
      kept =
          books
              .health(store, now)
              .map(health -> new Reckoned(index(health), System.nanoTime()))
              .orElse(null);
      if (kept == null) {
        return null;
      }
      indexes.put(store, kept);
    }
    return kept.index();
  }

  private static Index index(StoreHealth health) {
    var index = health.index(Reading.ALL);
    return new Index(
        index.percent().orElse(null),
        index.zone(health.pack()).name(),
        index.zone(health.pack()).upTo(),
        health.budget());
  }
}
