package io.orderwatch.ingest.push.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.ingest.posting.edge.PostingSettings;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Pushes of our own before anybody hears that we are ready: code that never ran is slow, and Ozon
 * counts the time of the first answer as of any other. They go the way of all pushes up to the
 * database, know a secret that nobody else has, and leave nothing: no hint, no figure.
 */
@Singleton
class Rehearsal {

  private static final Logger LOG = Logger.getLogger(Rehearsal.class);

  /** Then we are ready all the same: the database may be away (real time). */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  private static final int AT_ONCE = 8;
  private static final int OK = 200;
  private static final int SECRET_BYTES = 16;

  private final OzonStores stores;
  private final int pushes;
  private final String secret;
  private final PushDoor door;
  private volatile long startedAt = System.nanoTime();
  private final AtomicInteger answered = new AtomicInteger();
  private volatile boolean over;

  Rehearsal(OzonStores stores, PostingSettings settings) {
    this.stores = stores;
    this.pushes = settings.pushRehearsed();
    var random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    this.secret = HexFormat.of().formatHex(random);
    this.door = new PushDoor(Optional.of(secret), /* open= */ false);
    this.over = pushes == 0;
  }

  void started(@Observes StartupEvent event) {
    startedAt = System.nanoTime();
  }

  void rehearse(@ObservesAsync HttpServerStart event, HttpServer server) {
    try {
      stores.all().stream()
          .map(OzonSeller::store)
          .findAny()
          .ifPresent(store -> push(server.getLocalBaseUri(), store));
    } finally {
      over = true;
    }
  }

  /** Whether who gives this is we ourselves, before we are ready. */
  boolean lets(String given) {
    return !over() && door.lets(given);
  }

  String secret() {
    return secret;
  }

  /** Whether Ozon's pushes may come. */
  boolean over() {
    return over || System.nanoTime() - startedAt > LONGEST.toNanos();
  }

  /** How many pushes of ours were taken. */
  int answered() {
    return answered.get();
  }

  private void push(URI service, StoreId store) {
    var left = new AtomicInteger(pushes);
    var request = request(service, store);
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var each = 0; each < AT_ONCE; each++) {
        threads.execute(() -> push(client, request, left));
      }
    }
    LOG.debugf("%d of %d pushes rehearsed", answered.get(), pushes);
  }

  private void push(HttpClient client, HttpRequest request, AtomicInteger left) {
    try {
      while (!over() && left.getAndDecrement() > 0) {
        if (client.send(request, BodyHandlers.discarding()).statusCode() == OK) {
          answered.incrementAndGet();
        }
      }
    } catch (IOException e) {
      LOG.debugf("no rehearsal: %s", e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest request(URI service, StoreId store) {
    return HttpRequest.newBuilder(service.resolve("/ozon/push/" + store.value() + "/" + secret))
        .timeout(LONGEST)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                """
                {"message_type": "TYPE_DELIVERY_DATE_CHANGED", "seller_id": "%s", "posting_number": "rehearsal-1"}"""
                    .formatted(store.value())))
        .build();
  }
}
