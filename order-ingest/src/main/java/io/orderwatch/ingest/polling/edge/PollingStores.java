package io.orderwatch.ingest.polling.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.polling.edge.Polls.Poll;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Leases;
import io.orderwatch.mailbox.edge.LogMarks;
import io.orderwatch.mailbox.edge.Outages;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Lets each reading of each store that this process holds take its turn when it is due, on a
 * virtual thread for the length of the turn; how many at once, {@link Bounds} says. Where not all
 * can, what is latest for its interval goes first, so that waiting buyers do not wait for what is
 * read once in ten minutes. Of several processes each reads its share of the stores; what one lets
 * go of, another takes over.
 */
@ApplicationScoped
class PollingStores {

  private static final Logger LOG = Logger.getLogger(PollingStores.class);
  private static final Duration LEAST = Duration.ofMillis(300);
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

  /** How often it is looked how others get on (real time). */
  private static final Duration LOOK = Duration.ofSeconds(30);

  /** A round is followed by a pause so many times as long, whatever the interval. */
  private static final int REST = 2;

  private record Turn(StoreId store, String reading) {}

  /**
   * How a reading of a store stands.
   *
   * @param ozon with another key it is due at once
   * @param due of the monotonic clock, in nanoseconds
   * @param every the interval of its turns, in nanoseconds
   */
  record Standing(OzonSeller ozon, long due, long every, int failures, String last) {

    /** How late it is, in its own intervals. */
    double lateness(long now) {
      return (double) (now - due) / every;
    }
  }

  /** A reading of a store whose time has come. */
  private record Ripe(
      Turn turn, Standing standing, OzonSeller ozon, StoreReading reading, Lease lease) {}

  private final OzonStores stores;
  private final StoresHeld held;
  private final List<StoreReading> readings;
  private final Polls polls;
  private final Bounds bounds;
  private final ScaledClock clock;
  private final Duration renewal;
  private final Outages outages;
  private final Map<Turn, Standing> standings = new ConcurrentHashMap<>();
  private final Map<Turn, Thread> running = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Instant startedAt;
  private final PollMetrics metrics;
  private volatile Map<String, Poll> known = Map.of();
  private volatile long tickedAt = System.nanoTime();

  PollingStores(
      OzonStores stores,
      StoresHeld held,
      @All List<StoreReading> readings,
      Polls polls,
      Bounds bounds,
      PollMetrics metrics,
      MailboxSettings mailboxSettings,
      ScaledClock clock,
      Outages outages) {
    this.outages = outages;
    this.stores = stores;
    this.held = held;
    this.readings = readings;
    this.polls = polls;
    this.bounds = bounds;
    this.metrics = metrics;
    this.clock = clock;
    this.renewal = mailboxSettings.lease().dividedBy(4);
    this.startedAt = clock.now();
  }

  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
    if (stores.all().isEmpty()) {
      LOG.warn(
          "no store is configured (orderwatch.ozon.keys, orderwatch.stores.file): Ozon is not read");
    }
    stores.each(store -> metrics.age(store, () -> age(store)));
    tickedAt = System.nanoTime();
    threads.add(Thread.ofVirtual().name("poll-leases").start(this::share));
    threads.add(Thread.ofVirtual().name("poll-turns").start(this::turns));
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    for (var thread : threads) {
      if (!thread.join(Duration.ofSeconds(3))) {
        thread.interrupt();
      }
    }
    var patience = System.nanoTime() + Duration.ofSeconds(3).toNanos();
    for (var thread : running.values()) {
      if (!thread.join(Duration.ofNanos(Math.max(1, patience - System.nanoTime())))) {
        thread.interrupt();
      }
    }
    try {
      polls.write();
      held.release();
    } catch (SQLException e) {
      return; // they end by themselves
    }
  }

  /** How long nobody looked whose turn it is (real time); zero without stores. */
  Duration silence() {
    return threads.isEmpty() || !open()
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - tickedAt);
  }

  /** Takes and renews the stores' leases, also while a slow page is waited for. */
  private void share() {
    var lookedAt = System.nanoTime() - LOOK.toNanos();
    while (open()) {
      try {
        held.share();
        polls.write();
        if (System.nanoTime() - lookedAt >= LOOK.toNanos()) {
          known = polls.all(Polls.POSTINGS);
          lookedAt = System.nanoTime();
        }
      } catch (SQLException | RuntimeException e) {
        LOG.debugf("the stores cannot be shared out: %s", e.getClass().getSimpleName());
      }
      if (!paused(renewal)) {
        return;
      }
    }
  }

  private void turns() {
    do {
      tickedAt = System.nanoTime();
      var free = bounds.turns() - running.size();
      if (free > 0) {
        ripe().stream()
            .sorted(
                Comparator.comparingDouble((Ripe each) -> each.standing().lateness(tickedAt))
                    .reversed())
            .limit(free)
            .forEach(this::start);
      }
    } while (paused(TICK));
  }

  private List<Ripe> ripe() {
    var ripe = new ArrayList<Ripe>();
    for (var ozon : stores.all()) {
      var lease = held.lease(ozon.store());
      for (var reading : readings) {
        var turn = new Turn(ozon.store(), reading.name());
        if (lease.isEmpty()) {
          standings.computeIfPresent(
              turn, (_, was) -> new Standing(was.ozon(), tickedAt, was.every(), 0, was.last()));
          continue;
        }
        var standing =
            standings.compute(
                turn,
                (_, now) ->
                    now != null && now.ozon() == ozon
                        ? now
                        : new Standing(
                            ozon,
                            System.nanoTime(),
                            interval(reading, ozon.store()).toNanos(),
                            0,
                            now == null ? "" : now.last()));
        if (standing.due() - System.nanoTime() <= 0 && !running.containsKey(turn)) {
          ripe.add(new Ripe(turn, standing, ozon, reading, lease.get()));
        }
      }
    }
    return ripe;
  }

  private void start(Ripe ripe) {
    var turn = ripe.turn();
    var thread =
        Thread.ofVirtual()
            .name("poll-" + turn.store() + "-" + turn.reading())
            .unstarted(
                () -> take(turn, ripe.standing(), ripe.ozon(), ripe.reading(), ripe.lease()));
    running.put(turn, thread);
    thread.start();
  }

  private void take(
      Turn turn, Standing standing, OzonSeller ozon, StoreReading reading, Lease lease) {
    var began = System.nanoTime();
    try (var _ = LogMarks.of(turn.store().value(), null)) {
      var ended = round(ozon, reading, lease);
      // The outage is told; what goes on as before is not told anew when it is over.
      var outcome = ended.away() ? standing.last() : ended.outcome();
      if (!outcome.equals(standing.last())) {
        tell(turn, ended);
      }
      var interval = interval(reading, turn.store());
      var took = System.nanoTime() - began;
      var failures = ended.complete() ? 0 : standing.failures() + 1;
      var due =
          ended.complete()
              ? began + Math.max(interval.toNanos(), took * REST)
              : System.nanoTime() + backoff(interval, failures, ended.hold()).toNanos();
      standings.computeIfPresent(
          turn, (_, _) -> new Standing(ozon, due, interval.toNanos(), failures, outcome));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.remove(turn);
    }
  }

  /** Real time. */
  private Duration interval(StoreReading reading, StoreId store) {
    return clock.real(reading.every(store), LEAST);
  }

  private Ended round(OzonSeller ozon, StoreReading reading, Lease lease)
      throws InterruptedException {
    try {
      return reading.read(ozon, lease, this::pause);
    } catch (Leases.Fenced e) {
      return Ended.as("taken_over");
    } catch (SQLException e) {
      return outages.met(e) ? Ended.AWAY : Ended.as("database_" + e.getSQLState());
    } catch (RuntimeException | Error e) {
      // Whatever it is, the next round begins anew, and the mark has not moved.
      LOG.errorf(e, "reading %s of store %s failed", reading.name(), ozon.store());
      return Ended.as(e.getClass().getSimpleName());
    }
  }

  private static void tell(Turn turn, Ended ended) {
    if (ended.complete()) {
      LOG.infof("store %s is read: %s", turn.store(), turn.reading());
    } else {
      LOG.warnf(
          "%s of store %s cannot be read: %s; tried again",
          turn.reading(), turn.store(), ended.outcome());
    }
  }

  /** Grows to a few intervals, so that a clock that runs fast does not lose hours. */
  private static Duration backoff(Duration interval, int failures, Duration hold) {
    var most = min(LONGEST_BACKOFF, interval.multipliedBy(4));
    var backoff = min(most, Duration.ofMillis(250).multipliedBy(1L << Math.min(failures, 10)));
    return hold.compareTo(backoff) > 0 ? hold : backoff;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration age(StoreId store) {
    var poll = polls.here(store, Polls.POSTINGS).orElse(known.get(store.value()));
    var mark = poll == null ? null : poll.mark();
    return Duration.between(mark == null ? startedAt : mark, clock.now());
  }

  private boolean open() {
    return stopping.getCount() > 0;
  }

  private void pause(Duration real) throws InterruptedException {
    if (stopping.await(Math.max(0, real.toNanos()), TimeUnit.NANOSECONDS)) {
      throw new InterruptedException("stopping");
    }
  }

  /** Returns whether to go on. */
  private boolean paused(Duration real) {
    try {
      pause(real);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
