package io.orderwatch.ingest.posting.edge;

import static java.util.Objects.requireNonNullElse;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.polling.edge.Ended;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.polling.edge.StoreReading;
import io.orderwatch.ingest.posting.PollPolicy;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Store;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A store's postings: all that is not finished, then all that changed since the mark. Each page is
 * kept at once; the mark moves only when the last one is. What slips from page to page while we
 * read is in the next round, for windows overlap. Who owes passport data is looked for more often.
 */
@Singleton
class PostingReading implements StoreReading {

  /** Packing deadlines of what is not finished lie within (seller-api.md 2.1). */
  private static final Duration CUTOFF_BACK = Duration.ofDays(90);

  private static final Duration CUTOFF_AHEAD = Duration.ofDays(180);

  /** Ozon refuses more than a year (seller-api.md 2.2). */
  private static final Duration LONGEST = Duration.ofDays(350);

  private final Readings readings;
  private final Polls polls;
  private final PollPolicy policy;
  private final Function<StoreId, Store.Policy> own;
  private final Set<StoreId> waiting = ConcurrentHashMap.newKeySet();

  @Inject
  PostingReading(Readings readings, Polls polls, PostingSettings settings, OzonStores stores) {
    this(
        readings,
        polls,
        settings,
        store -> stores.store(store).map(Store::policy).orElse(Store.Policy.USUAL));
  }

  PostingReading(
      Readings readings,
      Polls polls,
      PostingSettings settings,
      Function<StoreId, Store.Policy> own) {
    this.own = own;
    this.readings = readings;
    this.polls = polls;
    this.policy = settings.policy();
  }

  @Override
  public String name() {
    return Polls.POSTINGS;
  }

  @Override
  public Duration every() {
    return policy.every();
  }

  /** What a store has of its own goes before the settings. */
  @Override
  public Duration every(StoreId store) {
    var given = own.apply(store);
    return waiting.contains(store)
        ? requireNonNullElse(given.pollWaitingEvery(), policy.waitingEvery())
        : requireNonNullElse(given.pollEvery(), policy.every());
  }

  @Override
  public Ended read(OzonSeller ozon, Lease lease, Pause pause)
      throws SQLException, InterruptedException {
    var start = readings.now();
    var from = from(ozon.store(), start);
    var pages = readings.paging(ozon, pause);
    var awaiting = new boolean[1];
    var ended =
        pages.read(
            "poll",
            cursor -> ozon.unfulfilled(start.minus(CUTOFF_BACK), start.plus(CUTOFF_AHEAD), cursor),
            (page, askedAt) -> {
              awaiting[0] |= page.items().stream().anyMatch(PostingReading::awaits);
              return readings.keep(ozon, page, askedAt, lease);
            });
    if (awaiting[0]) {
      waiting.add(ozon.store());
    } else if (ended.complete()) {
      waiting.remove(ozon.store());
    }
    if (ended.odd() || ended.complete()) {
      ended =
          ended.and(
              pages.read(
                  "poll",
                  cursor -> ozon.changed(start.minus(LONGEST), start, from, start, cursor),
                  (page, askedAt) -> readings.keep(ozon, page, askedAt, lease)));
    }
    var mark = ended.complete() ? start : null;
    var poll = new Poll(mark, readings.now(), ended.outcome(), pages.odd());
    polls.ended(ozon.store(), name(), poll, lease);
    return ended;
  }

  private static boolean awaits(OzonPosting posting) {
    return posting.substatus().equals(Posting.AWAITING_PASSPORT);
  }

  private Instant from(StoreId store, Instant now) throws SQLException {
    var poll = polls.find(store, name());
    @Nullable Instant mark = poll.map(Poll::mark).orElse(null);
    if (mark == null) {
      return now.minus(policy.lookBack());
    }
    // A mark of the future is another clock's.
    var from = (mark.isAfter(now) ? now : mark).minus(policy.overlap());
    var earliest = now.minus(LONGEST);
    return from.isBefore(earliest) ? earliest : from;
  }
}
