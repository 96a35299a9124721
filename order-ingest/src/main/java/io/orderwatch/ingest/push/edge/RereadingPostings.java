package io.orderwatch.ingest.push.edge;

import static java.util.stream.Collectors.groupingBy;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.chat.edge.ChatReading;
import io.orderwatch.ingest.polling.edge.Polls;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.ingest.polling.edge.StoresHeld;
import io.orderwatch.ingest.posting.edge.Readings;
import io.orderwatch.ingest.push.edge.Hints.Hint;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads just the postings and chats that pushes hint at, of the stores that this process holds; of
 * each store one after the other. What fails is tried again, until it was read or a complete poll
 * that began after it has brought it.
 */
@ApplicationScoped
class RereadingPostings {

  private static final Logger LOG = Logger.getLogger(RereadingPostings.class);

  /** How often hints are looked for that another process took down (real time). */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration COUNT = Duration.ofSeconds(10);

  /** While Ozon or the database is away, and again and again twice that (real time). */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  /** A posting may be pushed before it can be read (by the clock of all services). */
  private static final Duration YOUNG = Duration.ofMinutes(2);

  /** A poll that began this much later than a push has surely seen what it was about. */
  private static final Duration LATER = Duration.ofMinutes(1);

  private static final int AT_ONCE = 50;

  private final OzonStores stores;
  private final StoresHeld held;
  private final Hints hints;
  private final Readings readings;
  private final ChatReading chats;
  private final Polls polls;
  private final PushMetrics metrics;
  private final Set<StoreId> busy = ConcurrentHashMap.newKeySet();
  private final Semaphore some = new Semaphore(0);
  private final Thread thread = Thread.ofVirtual().name("reread-turns").unstarted(this::turns);
  private volatile boolean open = true;
  private volatile Map<String, Long> waiting = Map.of();

  RereadingPostings(
      OzonStores stores,
      StoresHeld held,
      Hints hints,
      Readings readings,
      ChatReading chats,
      Polls polls,
      PushMetrics metrics) {
    this.stores = stores;
    this.held = held;
    this.hints = hints;
    this.readings = readings;
    this.chats = chats;
    this.polls = polls;
    this.metrics = metrics;
    stores.each(store -> metrics.waiting(store, () -> waiting.getOrDefault(store.value(), 0L)));
  }

  /** Somebody noted a hint. */
  void wake() {
    if (some.availablePermits() == 0) {
      some.release();
    }
  }

  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
    hints.start();
    thread.start();
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    open = false;
    thread.interrupt();
    thread.join(Duration.ofSeconds(3));
    hints.stop();
  }

  private void turns() {
    var countedAt = System.nanoTime() - COUNT.toNanos();
    try {
      while (open) {
        try {
          look();
          if (System.nanoTime() - countedAt >= COUNT.toNanos()) {
            waiting = hints.waiting();
            countedAt = System.nanoTime();
          }
        } catch (SQLException | RuntimeException e) {
          LOG.debugf("hints cannot be looked for: %s", e.getClass().getSimpleName());
        }
        if (some.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          some.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws SQLException {
    var ours =
        stores.all().stream()
            .map(OzonSeller::store)
            .filter(store -> held.lease(store).isPresent() && !busy.contains(store))
            .toList();
    if (ours.isEmpty()) {
      return;
    }
    hints.due(ours, AT_ONCE).stream()
        .collect(groupingBy(Hint::store))
        .forEach(
            (store, due) -> {
              busy.add(store);
              Thread.ofVirtual().name("reread-" + store).start(() -> reread(store, due));
            });
  }

  private void reread(StoreId store, List<Hint> due) {
    try {
      for (var hint : due) {
        var ozon = stores.find(store);
        if (ozon.isEmpty()) {
          return; // it is not ours any more
        }
        var pause = reread(ozon.get(), hint);
        if (!pause.isZero()) {
          Thread.sleep(pause);
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      busy.remove(store);
      wake();
    }
  }

  /** Returns how long to leave the store alone. */
  private Duration reread(OzonSeller ozon, Hint hint) throws InterruptedException {
    try {
      return switch (read(ozon, hint)) {
        case Reply.Ok<?> _ -> {
          done(hint, "read");
          yield Duration.ZERO;
        }
        case Reply.Refused<?>(var why, _, _) when why == Refusal.POSTING_NOT_FOUND -> {
          again(hint, YOUNG);
          yield Duration.ZERO;
        }
        case Reply.Refused<?> _ -> {
          again(hint, LATER);
          yield Duration.ZERO;
        }
        case Reply.Throttled<?>(var after) -> after;
        case Reply.Doubtful<?> _, Reply.Unavailable<?> _ -> {
          again(hint, LATER);
          yield PAUSE;
        }
      };
    } catch (SQLException | RuntimeException e) {
      metrics.reread(ozon.store(), "failed");
      LOG.debugf("a hint of store %s waits on: %s", ozon.store(), e.getClass().getSimpleName());
      return PAUSE;
    }
  }

  private Reply<?> read(OzonSeller ozon, Hint hint) throws SQLException, InterruptedException {
    var chat = hint.chat();
    return chat.isPresent()
        ? chats.reread(ozon, chat.get())
        : readings.reread(ozon, hint.posting());
  }

  private void again(Hint hint, Duration later) throws SQLException {
    var brings = hint.chat().isPresent() ? ChatReading.NAME : Polls.POSTINGS;
    var mark = polls.find(hint.store(), brings).map(Poll::mark);
    if (mark.filter(polled -> polled.isAfter(hint.notedAt().plus(later))).isPresent()) {
      done(hint, "polled");
      return;
    }
    metrics.reread(hint.store(), "postponed");
    var pause = PAUSE.multipliedBy(1L << Math.min(hint.attempts(), 10));
    hints.postpone(hint, pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause);
  }

  private void done(Hint hint, String outcome) throws SQLException {
    hints.done(hint);
    metrics.reread(hint.store(), outcome);
  }
}
