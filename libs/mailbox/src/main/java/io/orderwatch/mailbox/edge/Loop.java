package io.orderwatch.mailbox.edge;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * A thread that takes turns: at once while there is work or after a wake-up, else after a pause
 * that grows. Errors pause it, nothing ends it.
 */
final class Loop implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Loop.class);
  private static final Duration LEAST = Duration.ofMillis(5);
  private static final Duration MOST = Duration.ofMillis(250);

  interface Turn {
    /** Returns whether there may be more to do at once. */
    boolean take() throws Exception;
  }

  private final Turn turn;
  private final Thread thread;
  private final Trouble trouble;
  private final Outage database;
  private volatile boolean running = true;
  private volatile boolean woken;
  private volatile long turnedAt = System.nanoTime();

  Loop(String name, Outage database, Turn turn) {
    this.turn = turn;
    this.database = database;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
    this.trouble = new Trouble(name, LOG);
  }

  void start() {
    thread.start();
  }

  void wake() {
    woken = true;
    LockSupport.unpark(thread);
  }

  /** How long ago the last turn ended. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - turnedAt);
  }

  String name() {
    return thread.getName();
  }

  private void run() {
    var pause = LEAST;
    while (running) {
      woken = false;
      try {
        pause = turn.take() ? Duration.ZERO : longer(pause);
        trouble.over();
      } catch (InterruptedException e) {
        return;
      } catch (Leases.Fenced e) {
        LOG.warn(e.getMessage());
        pause = MOST;
      } catch (Exception e) {
        if (running && !database.met(e)) {
          trouble.came(e.toString());
        }
        pause = MOST;
      }
      turnedAt = System.nanoTime();
      if (!woken && running && !pause.isZero()) {
        LockSupport.parkNanos(pause.toNanos());
      }
      if (woken) {
        pause = Duration.ZERO;
      }
    }
  }

  private static Duration longer(Duration pause) {
    var next = pause.isZero() ? LEAST : pause.multipliedBy(2);
    return next.compareTo(MOST) > 0 ? MOST : next;
  }

  /** Lets the turn that is being taken end, for at most five seconds. */
  @Override
  public void close() {
    running = false;
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    wake();
    try {
      if (!thread.join(Duration.ofSeconds(5))) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
