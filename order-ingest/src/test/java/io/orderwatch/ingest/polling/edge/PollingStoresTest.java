package io.orderwatch.ingest.polling.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.ingest.posting.edge.FakeOzon;
import io.orderwatch.ingest.posting.edge.Ingest;
import io.orderwatch.mailbox.edge.Lease;
import io.orderwatch.mailbox.edge.quarkus.MailboxSettings;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonSettings;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes on one database, and what they read. */
class PollingStoresTest {

  private static final Duration LEASE = Duration.ofSeconds(2);
  private static final int STORES = 10;

  private record Ozon(
      URI url, Optional<String> keys, Duration timeout, double callsPerSecond, boolean send)
      implements OzonSettings {}

  private record Given(Duration lease, int batch, Duration settling) implements MailboxSettings {
    @Override
    public Optional<Instant> lookingBackUntil() {
      return Optional.empty();
    }
  }

  /** Notes which stores were read, and by which lease. */
  private record Noted(Set<String> stores) implements StoreReading {
    Noted() {
      this(ConcurrentHashMap.newKeySet());
    }

    @Override
    public String name() {
      return "noted";
    }

    @Override
    public Duration every() {
      return Duration.ofMillis(300);
    }

    @Override
    public Ended read(OzonSeller ozon, Lease lease, Pause pause) {
      stores.add(ozon.store().value());
      return Ended.COMPLETE;
    }
  }

  private final class Pod implements AutoCloseable {
    private final Ingest ingest;
    private final Noted noted = new Noted();
    private final PollingStores polling;
    private boolean open = true;

    Pod(String owner, StoreReading... more) {
      ingest = new Ingest(database, owner, LEASE);
      var stores =
          new OzonStores(
              new Ozon(ozon.url(), Optional.of(keys()), Duration.ofSeconds(10), 100, false),
              Ingest.Waiting.USUAL,
              ingest.clock,
              ingest.registry);
      var readings = new ArrayList<StoreReading>(List.of(more));
      readings.add(noted);
      polling =
          new PollingStores(
              stores,
              new StoresHeld(stores, ingest.mailbox),
              readings,
              ingest.polls,
              ingest.bounds,
              new PollMetrics(ingest.registry),
              new Given(LEASE, 100, Duration.ofSeconds(15)),
              ingest.clock,
              ingest.mailbox.outages());
      polling.start(new StartupEvent());
    }

    /** What it reads from now on. */
    Set<String> reads() {
      noted.stores.clear();
      await().pollDelay(Duration.ofMillis(800)).until(() -> true);
      return Set.copyOf(noted.stores);
    }

    @Override
    public void close() throws InterruptedException {
      if (open) {
        open = false;
        polling.stop(new ShutdownEvent());
        ingest.close();
      }
    }
  }

  private final DataSource database = Ingest.fresh();
  private FakeOzon ozon;

  @BeforeEach
  void start() throws Exception {
    ozon = new FakeOzon();
  }

  @AfterEach
  void stop() {
    ozon.close();
  }

  private static String keys() {
    return IntStream.range(0, STORES)
        .mapToObj(i -> (1001 + i) + "=key")
        .collect(Collectors.joining(";"));
  }

  @Test
  void a_second_process_gets_its_share_and_the_first_takes_it_back_when_that_one_ends()
      throws Exception {
    try (var first = new Pod("a")) {
      await().untilAsserted(() -> assertThat(first.noted.stores).hasSize(STORES));
      try (var second = new Pod("b")) {
        await()
            .atMost(Duration.ofSeconds(20))
            .untilAsserted(
                () -> {
                  var mine = first.reads();
                  var theirs = second.reads();
                  assertThat(mine).hasSize(STORES / 2);
                  assertThat(theirs).hasSize(STORES / 2).doesNotContainAnyElementsOf(mine);
                });
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(first.reads()).hasSize(STORES));
    }
  }

  @Test
  void a_reading_that_dies_of_an_error_is_due_again_and_keeps_no_other_from_its_turn()
      throws Exception {
    var died = ConcurrentHashMap.<String>newKeySet();
    var again = ConcurrentHashMap.<String>newKeySet();
    StoreReading dies =
        new StoreReading() {
          @Override
          public String name() {
            return "dies";
          }

          @Override
          public Duration every() {
            return Duration.ofMillis(300);
          }

          @Override
          public Ended read(OzonSeller ozon, Lease lease, Pause pause) {
            if (died.add(ozon.store().value())) {
              throw new LinkageError("no exception, but an error");
            }
            again.add(ozon.store().value());
            return Ended.COMPLETE;
          }
        };
    try (var process = new Pod("a", dies)) {
      await()
          .untilAsserted(
              () -> {
                assertThat(again).hasSize(STORES);
                assertThat(process.noted.stores).hasSize(STORES);
              });
      assertThat(process.polling.silence()).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void five_seconds_late_of_twenty_go_before_a_minute_late_of_ten() {
    var seconds = Duration.ofSeconds(1).toNanos();
    var now = System.nanoTime();
    var waiting = new PollingStores.Standing(ozon.client(), now - 5 * seconds, 20 * seconds, 0, "");
    var seldom =
        new PollingStores.Standing(ozon.client(), now - 60 * seconds, 600 * seconds, 0, "");

    assertThat(waiting.lateness(now)).isEqualTo(0.25).isGreaterThan(seldom.lateness(now));
  }
}
