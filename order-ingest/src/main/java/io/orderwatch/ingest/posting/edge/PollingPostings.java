package io.orderwatch.ingest.posting.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.PollPolicy;
import io.orderwatch.ingest.posting.edge.Polls.Poll;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.Leases;
import io.orderwatch.mailbox.edge.LogMarks;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Reads each store round after round, one virtual thread a store. Of several processes one polls a
 * store; another takes over when its lease ends.
 */
@ApplicationScoped
class PollingPostings {

  private static final Logger LOG = Logger.getLogger(PollingPostings.class);
  private static final Duration LEAST = Duration.ofMillis(300);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

  private final OzonStores stores;
  private final Leases leases;
  private final Readings readings;
  private final Polls polls;
  private final OzonMetrics metrics;
  private final PollPolicy policy;
  private final ScaledClock clock;
  private final Duration renewal;
  private final Duration interval;
  private final Map<StoreId, Lease> held = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Instant startedAt;
  private volatile Map<String, Poll> known = Map.of();

  PollingPostings(
      OzonStores stores,
      Mailbox mailbox,
      Readings readings,
      Polls polls,
      OzonMetrics metrics,
      PostingSettings settings,
      MailboxSettings mailboxSettings,
      ScaledClock clock) {
    this.stores = stores;
    this.leases = mailbox.leases();
    this.readings = readings;
    this.polls = polls;
    this.metrics = metrics;
    this.policy = settings.policy();
    this.clock = clock;
    this.renewal = mailboxSettings.lease().dividedBy(4);
    this.interval = clock.real(policy.every(), LEAST);
    this.startedAt = clock.now();
  }

  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
    if (stores.all().isEmpty()) {
      LOG.warn("no store is configured (orderwatch.ozon.keys): Ozon is not read");
      return;
    }
    threads.add(Thread.ofVirtual().name("poll-leases").start(this::renew));
    for (var ozon : stores.all()) {
      metrics.pollAge(ozon.store(), () -> age(ozon.store()));
      threads.add(Thread.ofVirtual().name("poll-" + ozon.store()).start(() -> rounds(ozon)));
    }
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    stopping.countDown();
    for (var thread : threads) {
      if (!thread.join(Duration.ofSeconds(3))) {
        thread.interrupt();
      }
    }
    for (var lease : held.values()) {
      try {
        leases.release(lease);
      } catch (SQLException e) {
        return; // they end by themselves
      }
    }
  }

  /** Takes and renews the stores' leases, also while a slow page is waited for. */
  private void renew() {
    while (open()) {
      try {
        for (var ozon : stores.all()) {
          leases
              .take("poll-" + ozon.store())
              .ifPresentOrElse(
                  lease -> held.put(ozon.store(), lease), () -> held.remove(ozon.store()));
        }
        known = polls.all();
        pause(renewal);
      } catch (InterruptedException e) {
        return;
      } catch (SQLException | RuntimeException e) {
        held.clear();
        pauseUnlessInterrupted(renewal);
      }
    }
  }

  private void rounds(OzonSeller ozon) {
    var round = new PollRound(ozon, readings, polls, policy, this::pause);
    var last = "";
    var failures = 0;
    try (var _ = LogMarks.of(ozon.store().value(), null)) {
      while (open()) {
        var began = System.nanoTime();
        var lease = Optional.ofNullable(held.get(ozon.store()));
        if (lease.isEmpty()) {
          last = "";
          pause(LEAST);
          continue;
        }
        var ended = round(round, lease.get());
        if (!ended.outcome().equals(last)) {
          tell(ozon.store(), ended);
          last = ended.outcome();
        }
        failures = ended.complete() ? 0 : failures + 1;
        var rest =
            ended.complete()
                ? interval.minusNanos(System.nanoTime() - began)
                : backoff(failures, ended.hold());
        pause(rest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PollRound.Ended round(PollRound round, Lease lease) throws InterruptedException {
    try {
      return round.read(lease);
    } catch (Leases.Fenced e) {
      return new PollRound.Ended("taken_over", Duration.ZERO);
    } catch (SQLException e) {
      return new PollRound.Ended("database_" + e.getSQLState(), Duration.ZERO);
    } catch (RuntimeException e) {
      // Whatever it is, the next round begins anew, and the mark has not moved.
      LOG.errorf(e, "polling store %s failed", round.store());
      return new PollRound.Ended(e.getClass().getSimpleName(), Duration.ZERO);
    }
  }

  private static void tell(StoreId store, PollRound.Ended ended) {
    if (ended.complete()) {
      LOG.infof("store %s is read", store);
    } else {
      LOG.warnf("store %s cannot be read: %s; tried again", store, ended.outcome());
    }
  }

  /** Grows to a few intervals, so that a clock that runs fast does not lose hours. */
  private Duration backoff(int failures, Duration hold) {
    var most = min(LONGEST_BACKOFF, interval.multipliedBy(4));
    var backoff = min(most, Duration.ofMillis(250).multipliedBy(1L << Math.min(failures, 10)));
    return hold.compareTo(backoff) > 0 ? hold : backoff;
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private Duration age(StoreId store) {
    var poll = known.get(store.value());
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

  private void pauseUnlessInterrupted(Duration real) {
    try {
      pause(real);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
