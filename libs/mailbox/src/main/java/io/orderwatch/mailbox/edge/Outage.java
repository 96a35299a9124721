package io.orderwatch.mailbox.edge;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether a server is away, as this process sees it. The first failure is a warning that names the
 * cause, the return one line; what fails in between is counted and not logged. Any thread may tell
 * of it.
 */
public final class Outage {

  /**
   * So long (real time) a server must answer before its return is told: connections that broke with
   * it may be met until then.
   */
  private static final Duration HOLDS = Duration.ofSeconds(2);

  /** Too many connections; a standby that takes no writes. */
  private static final Set<String> AWAY = Set.of("53300", "25006");

  private final String server;
  private final Logger log;
  private final AtomicLong failures = new AtomicLong();
  private @Nullable Duration began;
  private @Nullable Duration back;
  private long failed;

  /**
   * @param server with which every line begins, "the database" for example
   */
  public Outage(String server, Logger log) {
    this.server = server;
    this.log = log;
  }

  /**
   * Tells of a failure if it is one of the connection to a database.
   *
   * @return whether it was: then there is nothing more to log
   */
  public boolean met(Throwable failure) {
    if (!ofConnection(failure)) {
      return false;
    }
    failed(failure.toString());
    return true;
  }

  /** An attempt failed because the server cannot be used. */
  public void failed(String cause) {
    failures.incrementAndGet();
    var line = failed(cause, now());
    if (line != null) {
      log.warn(line);
    } else {
      log.debugf("%s is away: %s", server, cause);
    }
  }

  /** The server did what was asked of it. */
  public void answered() {
    var line = answered(now());
    if (line != null) {
      log.info(line);
    }
  }

  /** Whether it was told that the server is away, and not yet that it is back. */
  public synchronized boolean told() {
    return began != null;
  }

  /** Whether nothing was answered since the last failure. */
  public synchronized boolean away() {
    return began != null && back == null;
  }

  /** How many attempts have failed since the process started. */
  public long failures() {
    return failures.get();
  }

  /**
   * What is to be said of it now; null for nothing.
   *
   * @param now on a clock that only goes forward (real time)
   */
  synchronized @Nullable String failed(String cause, Duration now) {
    failed++;
    back = null;
    if (began != null) {
      return null;
    }
    began = now;
    return "%s is away: %s".formatted(server, cause);
  }

  /** As {@link #failed(String, Duration)}. */
  synchronized @Nullable String answered(Duration now) {
    var since = began;
    if (since == null) {
      return null;
    }
    var first = back == null ? now : back;
    back = first;
    if (now.minus(first).compareTo(HOLDS) < 0) {
      return null;
    }
    var line =
        "%s is back after %d s, %d attempts failed"
            .formatted(server, first.minus(since).toSeconds(), failed);
    began = null;
    back = null;
    failed = 0;
    return line;
  }

  /**
   * Whether it says that the database cannot be used now, and not that something is wrong with what
   * was asked of it. A pool that has no connection to give says it without a state.
   */
  public static boolean ofConnection(Throwable failure) {
    SQLException deepest = null;
    for (@Nullable Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SQLException found) {
        deepest = found;
      }
    }
    if (deepest == null) {
      return false;
    }
    var state = deepest.getSQLState();
    return state == null
        || state.startsWith("08")
        || state.startsWith("57P")
        || AWAY.contains(state);
  }

  private static Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }
}
