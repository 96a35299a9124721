package io.orderwatch.logistics.live.edge;

import io.orderwatch.mailbox.edge.Outages;
import io.orderwatch.mailbox.edge.Trouble;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reads the changes of commands once for all who follow them. Each follower has his own position:
 * those who have read equally far share one query, who is slow or was away has his own until he has
 * caught up, and nobody is given more before he has taken what he was given.
 */
@Singleton
public class Following {

  /** How many changes a follower is given at a time. */
  static final int PAGE = 200;

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration TIDY = Duration.ofMinutes(10);

  private static final class Follower {
    private final MultiEmitter<? super Change> emitter;
    private final Predicate<Change> wanted;
    private final AtomicInteger untaken;
    private volatile long at;

    Follower(
        MultiEmitter<? super Change> emitter,
        long from,
        Predicate<Change> wanted,
        AtomicInteger untaken) {
      this.emitter = emitter;
      this.at = from;
      this.wanted = wanted;
      this.untaken = untaken;
    }

    void give(List<Change> page) {
      var mine = page.stream().filter(wanted).toList();
      untaken.addAndGet(mine.size());
      mine.forEach(emitter::emit);
      at = page.getLast().position();
    }
  }

  private final Changes changes;
  private final Duration kept;
  private final Outages outages;
  private final Set<Follower> followers = ConcurrentHashMap.newKeySet();
  private final Thread thread = Thread.ofPlatform().name("live").daemon().unstarted(this::run);
  private final Trouble trouble = new Trouble("following", Logger.getLogger(Following.class));
  private volatile boolean running = true;
  private long tidiedAt = System.nanoTime() - TIDY.toNanos();

  @Inject
  Following(Changes changes, LiveSettings settings, Outages outages) {
    this(changes, settings.kept(), outages);
  }

  Following(Changes changes, Duration kept, Outages outages) {
    this.outages = outages;
    this.changes = changes;
    this.kept = kept;
  }

  void start(@Observes StartupEvent event) {
    thread.start();
  }

  void stop(@Observes ShutdownEvent event) {
    running = false;
    LockSupport.unpark(thread);
    followers.forEach(each -> each.emitter.complete());
  }

  /**
   * All changes after a position, then those that come.
   *
   * @param wanted the others are passed over
   */
  public Multi<Change> after(long position, Predicate<Change> wanted) {
    var untaken = new AtomicInteger();
    return Multi.createFrom()
        .<Change>emitter(
            emitter -> {
              var follower = new Follower(emitter, position, wanted, untaken);
              emitter.onTermination(() -> followers.remove(follower));
              followers.add(follower);
            },
            BackPressureStrategy.BUFFER)
        .onItem()
        .invoke(_ -> untaken.decrementAndGet());
  }

  private void run() {
    while (running) {
      var more = false;
      try {
        more = turn();
        tidy();
        trouble.over();
      } catch (SQLException | RuntimeException e) {
        if (!outages.database().met(e)) {
          trouble.came(e.toString());
        }
      }
      if (!more) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** Whether somebody may be given more at once. */
  private boolean turn() throws SQLException {
    var last = changes.place();
    var behind =
        followers.stream()
            .filter(each -> each.at < last && each.untaken.get() == 0)
            .collect(Collectors.groupingBy(each -> each.at));
    for (var each : behind.entrySet()) {
      var page = changes.after(each.getKey(), PAGE);
      if (!page.isEmpty()) {
        each.getValue().forEach(follower -> follower.give(page));
      }
    }
    return !behind.isEmpty();
  }

  private void tidy() throws SQLException {
    if (System.nanoTime() - tidiedAt > TIDY.toNanos()) {
      tidiedAt = System.nanoTime();
      changes.forget(kept);
    }
  }
}
