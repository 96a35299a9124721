package io.orderwatch.compliance.board.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Access;
import io.orderwatch.compliance.board.Changes;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.board.Freshness;
import io.orderwatch.compliance.board.Store;
import io.orderwatch.compliance.board.Store.Index;
import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.health.StoreHealth;
import io.orderwatch.compliance.health.edge.KnownEntitlementRow;
import io.orderwatch.compliance.health.edge.StoreBooks;
import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.mailbox.edge.Outages;
import io.orderwatch.operations.edge.UnreadRecords;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

  private static final Duration HOLDERS_KEPT = Duration.ofSeconds(2);

  /** A record may wait as long on a busy machine. */
  private static final Duration USUAL = Duration.ofSeconds(30);

  private static final Logger LOG = Logger.getLogger(BoardReader.class);

  private static final Filter MOST_URGENT = Filter.open("");

  /**
   * @param now when it was read, by the story's clock
   */
  record Look(Instant now, Changes changes, List<Store> stores) {}

  private final BoardRows rows;
  private final StoreBooks books;
  private final AskingIngest ingest;
  private final UnreadRecords unread;
  private final ScaledClock clock;
  private final Outages outages;
  private final Counted<String, List<Store>> stores = new Counted<>(COUNTS_KEPT);
  private final Counted<String, Optional<Index>> indexes = new Counted<>(INDEX_KEPT);
  private final Counted<Set<String>, List<String>> holders = new Counted<>(HOLDERS_KEPT);
  private final Multi<Look> looks;
  private volatile @Nullable Changes changes;

  /** The time at which this process began to look, which numbers of changes are counted from. */
  private final String epoch;

  BoardReader(
      BoardRows rows,
      StoreBooks books,
      AskingIngest ingest,
      UnreadRecords unread,
      ScaledClock clock,
      Outages outages) {
    this.unread = unread;
    this.outages = outages;
    this.rows = rows;
    this.books = books;
    this.ingest = ingest;
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
      var most = rows.rows(MOST_URGENT, Set.of(), now, WATCHED);
      var before = changes;
      var seen = before == null ? Changes.since(most) : before.seen(most);
      changes = seen;
      return Optional.of(new Look(now, seen, stores()));
    } catch (RuntimeException e) {
      // The stream goes on: a database that is away comes back.
      LOG.logf(
          outages.database().met(e) ? Logger.Level.DEBUG : Logger.Level.WARN,
          "the board could not be read: %s",
          e.getMessage());
      return Optional.empty();
    }
  }

  /** The last number of a change; 0 if nobody has looked yet. */
  long number() {
    var seen = changes;
    return seen == null ? 0 : seen.number();
  }

  /** The strip. */
  List<Store> stores() {
    return stores.of("", this::count);
  }

  /** Who has cases of these stores in hand, by name. */
  List<String> holders(Set<String> scope) {
    return holders.of(scope, () -> rows.holders(scope));
  }

  @ActivateRequestContext
  List<Store> count() {
    var now = clock.now();
    var entitled = KnownEntitlementRow.byStore();
    var asked = ingest.stores();
    var counted = rows.stores(now).values();
    var told = asked.get();
    var behind = behind();
    return counted.stream()
        .map(
            store ->
                whole(
                    store,
                    now,
                    entitled.get(store.id()),
                    AskingIngest.of(told, store.id()).behind(behind)))
        .toList();
  }

  /** How long what order-ingest told has waited to be read here, by the clock of all services. */
  private Duration behind() {
    var waits = unread.behind();
    return waits.compareTo(USUAL) < 0 ? Duration.ZERO : clock.scaled(waits);
  }

  private Store whole(
      Store store, Instant now, @Nullable StoreEntitlement entitled, Freshness fresh) {
    return new Store(
        store.id(),
        store.heard(),
        store.figures(),
        index(store.id(), now),
        entitled == null ? null : Access.of(entitled, now),
        fresh);
  }

  private @Nullable Index index(String store, Instant now) {
    return indexes.of(store, () -> books.health(store, now).map(BoardReader::index)).orElse(null);
  }

  private static Index index(StoreHealth health) {
    var index = health.index(Reading.ALL);
    return new Index(
        index.percent().orElse(null),
        index.zone(health.pack()).name(),
        index.zone(health.pack()).upTo(),
        health.budget(),
        health.pack().zones().stream()
            .map(zone -> new Store.ZoneEnd(zone.name(), zone.upTo()))
            .toList());
  }
}
