package io.orderwatch.ingest.polling.edge;

import static java.util.stream.Collectors.toMap;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.edge.PostingSettings;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How much of reading Ozon goes on at once, however many stores there are: pages, which take
 * memory, and connections to the database, of which some are kept in reserve.
 */
@Singleton
public class Bounds {

  /** Relay, timers, calls, leases, pushes, and one for people. */
  static final int RESERVE = 6;

  /** Work that a bound applies to. */
  @FunctionalInterface
  public interface Work<T> {
    T run() throws SQLException;
  }

  /** A page that is asked for or being kept. */
  private record InFlight(StoreId store, long since) {}

  /** So many turns for a page, for some of them wait for Ozon or the database. */
  private static final int TURNS_A_PAGE = 2;

  private final Semaphore pages;
  private final Semaphore connections;
  private final int turns;
  private final Set<InFlight> inFlight = ConcurrentHashMap.newKeySet();

  @Inject
  Bounds(
      PostingSettings settings,
      @ConfigProperty(name = "quarkus.datasource.jdbc.max-size") int poolSize) {
    this(settings.pages(), poolSize - RESERVE);
    if (poolSize <= RESERVE) {
      throw new IllegalStateException(
          "quarkus.datasource.jdbc.max-size is %d, of which %d are kept in reserve: nothing is left to read with"
              .formatted(poolSize, RESERVE));
    }
  }

  public Bounds(int pages, int connections) {
    this.pages = new Semaphore(pages, true);
    this.connections = new Semaphore(connections, true);
    this.turns = pages * TURNS_A_PAGE;
  }

  /** How many stores may be read at once. */
  int turns() {
    return turns;
  }

  /** Waits for room for a page, then does what makes it. */
  public <T> T page(StoreId store, Work<T> work) throws SQLException, InterruptedException {
    pages.acquire();
    var page = new InFlight(store, System.nanoTime());
    inFlight.add(page);
    try {
      return work.run();
    } finally {
      inFlight.remove(page);
      pages.release();
    }
  }

  /** Waits for a connection that may be used for reading, then does what needs it. */
  public <T> T connection(Work<T> work) throws SQLException {
    connections.acquireUninterruptibly();
    try {
      return work.run();
    } finally {
      connections.release();
    }
  }

  /** How long each store's oldest page has been in flight (real time). */
  Map<String, Duration> inFlight() {
    var now = System.nanoTime();
    return inFlight.stream()
        .collect(
            toMap(
                page -> page.store().value(),
                page -> Duration.ofNanos(now - page.since()),
                (one, other) -> one.compareTo(other) > 0 ? one : other));
  }
}
