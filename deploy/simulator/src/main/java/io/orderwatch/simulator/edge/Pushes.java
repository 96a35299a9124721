package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import io.orderwatch.simulator.Fact;
import io.orderwatch.simulator.Scenario;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends pushes: per store one after the other in the order of the facts, unless a fault says
 * otherwise. What is not answered with 200 comes again after growing pauses, and is then dropped;
 * pauses are of the world's clock.
 */
final class Pushes implements AutoCloseable {

  private static final List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofMinutes(1),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10),
          Duration.ofMinutes(10));
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LONGEST_HELD = Duration.ofSeconds(1);

  private record Push(String store, Map<String, @Nullable Object> json, int attempt) {
    String type() {
      return String.valueOf(json.get("message_type"));
    }
  }

  private final Scenario scenario;
  private final FaultInjection faults;
  private final Ledger ledger;
  private final Clock clock;
  private final double rate;
  private final Instant from;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final Map<String, BlockingQueue<Push>> queues = new ConcurrentHashMap<>();
  private final List<Thread> senders = new ArrayList<>();
  private volatile boolean closed;

  /**
   * To the scenario's URL, if it has one.
   *
   * @param rate seconds of the world's clock per second of the machine
   * @param from what happened before causes no push
   */
  Pushes(
      Scenario scenario,
      FaultInjection faults,
      Ledger ledger,
      Clock clock,
      double rate,
      Instant from) {
    this.scenario = scenario;
    this.faults = faults;
    this.ledger = ledger;
    this.clock = clock;
    this.rate = rate;
    this.from = from;
    if (!scenario.pushUrl.isEmpty()) {
      scenario.stores.forEach(store -> queues.put(store.id(), pinged(store.id())));
    }
  }

  private BlockingQueue<Push> pinged(String store) {
    var queue = new LinkedBlockingQueue<Push>();
    queue.add(new Push(store, object("message_type", "TYPE_PING", "time", clock.instant()), 1));
    return queue;
  }

  void start() {
    queues.forEach(
        (store, queue) ->
            senders.add(Thread.ofVirtual().name("pushes " + store).start(() -> sendAll(queue))));
  }

  void add(Fact fact) {
    var queue = queues.get(fact.posting().store());
    if (queue != null && !fact.at().isBefore(from)) {
      var json = PushJson.of(fact);
      if (json != null) {
        queue.add(new Push(fact.posting().store(), json, 1));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    senders.forEach(Thread::interrupt);
    http.shutdownNow();
  }

  private void sendAll(BlockingQueue<Push> queue) {
    Queue<Push> held = new ArrayDeque<>();
    try {
      while (!closed) {
        var push = queue.poll(LONGEST_HELD.toMillis(), TimeUnit.MILLISECONDS);
        if (push != null) {
          treat(push, held);
        }
        if (push == null || !held.contains(push)) {
          for (var late = held.poll(); late != null; late = held.poll()) {
            send(late);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void treat(Push push, Queue<Push> held) throws InterruptedException {
    var rates = faults.now();
    var draw = faults.draw();
    var ping = push.type().equals("TYPE_PING");
    if (!ping && draw.chance("missing", rates.pushMissing())) {
      return;
    }
    if (!ping && held.isEmpty() && draw.chance("reordered", rates.pushReordered())) {
      held.add(push);
      return;
    }
    if (!ping && draw.chance("late", rates.pushLate())) {
      later(push, Duration.ofMillis(rates.lateMillis()));
      return;
    }
    send(push);
    if (!ping && draw.chance("duplicate", rates.pushDuplicate())) {
      send(push);
    }
  }

  private void later(Push push, Duration pause) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                Thread.sleep(pause);
                send(push);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void send(Push push) throws InterruptedException {
    var status = post(push);
    if (closed) {
      return;
    }
    write("push_sent", push, status);
    if (status == 200) {
      return;
    }
    if (push.attempt() > PAUSES.size()) {
      write("push_dropped", push, status);
      return;
    }
    var pause = PAUSES.get(push.attempt() - 1).toMillis() / rate;
    later(
        new Push(push.store(), push.json(), push.attempt() + 1),
        Duration.ofMillis(Math.max(100, Math.round(pause))));
  }

  /** The status; 0 if there was no answer. */
  private int post(Push push) throws InterruptedException {
    var url = scenario.pushUrl.replace("{store}", push.store());
    var request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(push.json())))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  private void write(String kind, Push push, int status) {
    ledger.add(
        kind,
        clock.instant(),
        object(
            "store", push.store(),
            "type", push.type(),
            "posting", push.json().get("posting_number"),
            "chat", push.json().get("chat_id"),
            "http", status,
            "attempt", push.attempt()));
  }
}
