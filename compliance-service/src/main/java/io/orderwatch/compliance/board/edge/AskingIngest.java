package io.orderwatch.compliance.board.edge;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.compliance.board.Around.End;
import io.orderwatch.compliance.board.Around.Part;
import io.orderwatch.compliance.board.Freshness;
import io.orderwatch.operations.edge.rest.Visitors;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks order-ingest how fresh is what it knows of each store: one question for all who look, and
 * nobody waits for its answer longer than a glance. Whoever looks sees of it what he may see of the
 * board. All times here are real.
 */
@Singleton
class AskingIngest {

  private static final Duration KEPT = Duration.ofSeconds(2);

  /** An answer is shown while the next one is on its way, but not for longer. */
  private static final Duration GOOD = Duration.ofSeconds(20);

  private static final Duration GLANCE = Duration.ofMillis(200);

  /**
   * @param soon the answer, or after a glance that there is none yet
   */
  private record Asked(
      CompletableFuture<Part<Map<String, Freshness>>> answer,
      CompletableFuture<Part<Map<String, Freshness>>> soon) {}

  private record Heard(Part<Map<String, Freshness>> answer, long at) {}

  private final Neighbour ingest;
  private final Map<String, String> headers;
  private final Counted<String, Asked> asked = new Counted<>(KEPT);
  private volatile @Nullable Heard heard;
  private volatile Map<String, Freshness> known = Map.of();

  @Inject
  AskingIngest(BoardSettings settings, Visitors visitors) {
    this(settings.ingestUrl(), settings.timeout(), visitors.ourselves());
  }

  /**
   * @param headers by which it knows that we may look at all stores
   */
  AskingIngest(Optional<URI> base, Duration timeout, Map<String, String> headers) {
    this.ingest = new Neighbour(base, timeout);
    this.headers = headers;
  }

  /** By store: asked now, read when it is wanted. */
  Supplier<Part<Map<String, Freshness>>> stores() {
    if (!ingest.reachable()) {
      return () -> Part.missing(End.NOT_ASKED);
    }
    var newest = asked.of("", this::ask);
    return () -> read(newest);
  }

  private Part<Map<String, Freshness>> read(Asked newest) {
    if (newest.answer().isDone()) {
      return newest.answer().join();
    }
    var last = heard;
    return last != null && System.nanoTime() - last.at() < GOOD.toNanos()
        ? last.answer()
        : newest.soon().join();
  }

  /** How fresh a store is by that answer. */
  static Freshness of(Part<Map<String, Freshness>> told, String store) {
    var stores = told.what();
    return stores == null
        ? Freshness.missing(told.end())
        : stores.getOrDefault(store, Freshness.missing(End.NONE));
  }

  private Asked ask() {
    var answer =
        ingest
            .get("/api/stores", headers)
            .thenApply(
                said -> {
                  var part = Parts.read(said, this::stores);
                  var stores = part.what();
                  known = stores == null ? known : stores;
                  heard = new Heard(part, System.nanoTime());
                  return part;
                });
    var soon =
        answer
            .copy()
            .completeOnTimeout(Part.missing(End.SILENT), GLANCE.toMillis(), TimeUnit.MILLISECONDS);
    return new Asked(answer, soon);
  }

  private Map<String, Freshness> stores(JsonNode said) {
    var now = Parts.time(said, "now");
    var stores = new HashMap<String, Freshness>();
    Parts.each(said.path("stores"))
        .forEach(
            each -> {
              var store = Parts.text(each, "store");
              stores.put(
                  store,
                  Freshness.told(
                      known.getOrDefault(store, Freshness.missing(End.NONE)),
                      now,
                      Parts.maybe(each, "readUntil"),
                      Parts.text(each, "outcome"),
                      Parts.maybe(each, "pushedAt")));
            });
    return Map.copyOf(stores);
  }
}
