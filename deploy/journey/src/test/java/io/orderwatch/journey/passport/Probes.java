package io.orderwatch.journey.passport;

import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.WholeSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Probes the services as Kubernetes would, all the time: what it would have restarted, and who was
 * out of service for a while.
 */
final class Probes implements AutoCloseable {

  /** Longer than a probe's timeout on Kubernetes (deploy/kubernetes) is. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final Duration EVERY = Duration.ofMillis(500);

  private final WholeSet set;
  private final HttpClient http = HttpClient.newHttpClient();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final List<String> failed = Collections.synchronizedList(new ArrayList<>());
  private final Set<ServiceName> started = ConcurrentHashMap.newKeySet();
  private final Set<ServiceName> unready = ConcurrentHashMap.newKeySet();
  private final List<Thread> threads;

  Probes(WholeSet set) {
    this.set = set;
    threads =
        List.of(ServiceName.values()).stream()
            .map(service -> Thread.ofVirtual().start(() -> watch(service)))
            .toList();
  }

  /**
   * Startup is asked for until it is reached, as Kubernetes does; that may take a slow machine a
   * while.
   */
  void awaitStarted() {
    Journey.await(Duration.ofMinutes(1), () -> started.size() == ServiceName.values().length);
  }

  /** Probes after which a pod would be restarted: liveness, and startup that was reached before. */
  List<String> failed() {
    return List.copyOf(failed);
  }

  /** Services that were not ready at some time. */
  Set<ServiceName> unready() {
    return Set.copyOf(unready);
  }

  private void watch(ServiceName service) {
    var base = set.management(service) + "/q/health/";
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        for (var probe : List.of("live", "started")) {
          var status = status(base + probe);
          if (status == 200 && probe.equals("started")) {
            started.add(service);
          }
          if (status != 200 && (probe.equals("live") || started.contains(service))) {
            failed.add(service + " " + probe + " " + status);
          }
        }
        if (status(base + "ready") != 200) {
          unready.add(service);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** 0 without an answer. */
  private int status(String url) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build();
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    for (var thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
