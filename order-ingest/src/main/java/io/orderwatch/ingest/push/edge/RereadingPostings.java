package io.orderwatch.ingest.push.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.edge.PostingSettings;
import io.orderwatch.ingest.posting.edge.Readings;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Reads just the postings that pushes hint at, one virtual thread a store. What fails is dropped:
 * the next poll brings it.
 */
@ApplicationScoped
class RereadingPostings {

  private static final Logger LOG = Logger.getLogger(RereadingPostings.class);

  /** While Ozon or the database is away, hints are not burnt one after the other (real time). */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final OzonStores stores;
  private final Readings readings;
  private final PushMetrics metrics;
  private final Map<StoreId, Hints> hints = new HashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean open = true;

  RereadingPostings(
      OzonStores stores, Readings readings, PushMetrics metrics, PostingSettings settings) {
    this.stores = stores;
    this.readings = readings;
    this.metrics = metrics;
    stores.all().forEach(ozon -> hints.put(ozon.store(), new Hints(settings.hints())));
    hints.forEach(metrics::waiting);
  }

  void note(StoreId store, PostingNumber posting) {
    var waiting = hints.get(store);
    if (waiting == null || !waiting.note(posting)) {
      metrics.reread(store, "dropped");
    }
  }

  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) StartupEvent event) {
    for (var ozon : stores.all()) {
      var waiting = hints.get(ozon.store());
      if (waiting != null) {
        threads.add(
            Thread.ofVirtual()
                .name("reread-" + ozon.store())
                .start(() -> rereadAll(ozon, waiting)));
      }
    }
  }

  void stop(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
    open = false;
    threads.forEach(Thread::interrupt);
    for (var thread : threads) {
      thread.join(Duration.ofSeconds(3));
    }
  }

  private void rereadAll(OzonSeller ozon, Hints waiting) {
    try {
      while (open) {
        var pause = reread(ozon, waiting.next());
        if (!pause.isZero()) {
          Thread.sleep(pause);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Duration reread(OzonSeller ozon, PostingNumber posting) throws InterruptedException {
    try {
      var reply = readings.reread(ozon, posting);
      metrics.reread(ozon.store(), reply instanceof Reply.Ok<?> ? "read" : "dropped");
      return switch (reply) {
        case Reply.Ok<?> _, Reply.Refused<?> _ -> Duration.ZERO;
        case Reply.Throttled<?>(var after) -> after;
        case Reply.Doubtful<?> _, Reply.Unavailable<?> _ -> PAUSE;
      };
    } catch (SQLException | RuntimeException e) {
      metrics.reread(ozon.store(), "dropped");
      LOG.debugf("a hint of store %s is dropped: %s", ozon.store(), e.getClass().getSimpleName());
      return PAUSE;
    }
  }
}
