package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwatch.compliance.board.Around.End;
import io.orderwatch.compliance.board.Freshness;
import io.orderwatch.compliance.board.Freshness.Mark;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over a real socket, with what order-ingest answers and what it never should. */
class AskingIngestTest {

  private static final String TOLD =
      """
      {"now": "2031-01-01T12:00:00Z", "mistakes": [], "new-field": {}, "stores": [
        {"store": "1001", "name": "One", "readUntil": "2031-01-01T11:58:30Z", "polledAt": "2031-01-01T11:59:00Z",
         "outcome": "complete", "pushedAt": "2031-01-01T11:00:00Z", "entitlement": null},
        {"store": "1002", "readUntil": "2031-01-01T11:30:00Z", "outcome": "unavailable", "pushedAt": null},
        {"store": "1003", "readUntil": null, "polledAt": null, "outcome": null, "pushedAt": null}]}
      """;

  private record Asked(String path, String groups) {}

  private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server = server();
  private volatile int status = 200;
  private volatile String answer = TOLD;
  private volatile boolean hangs;

  private static HttpServer server() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() {
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    stopped.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestURI().toString(),
              String.valueOf(exchange.getRequestHeaders().getFirst("X-Groups"))));
      if (hangs) {
        stopped.await();
      }
      var bytes = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private AskingIngest asking(Duration timeout) {
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new AskingIngest(Optional.of(base), timeout, Map.of("X-Groups", "lookers"));
  }

  private static Freshness of(AskingIngest ingest, String store) {
    return AskingIngest.of(ingest.stores().get(), store);
  }

  /** The first glance may be too short for a machine with much to do. */
  private static Freshness told(AskingIngest ingest, String store) {
    return await().until(() -> of(ingest, store), fresh -> fresh.end() != End.SILENT);
  }

  @Test
  void each_store_is_as_fresh_as_it_says_by_its_own_clock() {
    var ingest = asking(Duration.ofSeconds(10));
    assertThat(told(ingest, "1001"))
        .isEqualTo(
            Freshness.told(
                Freshness.missing(End.NONE),
                Instant.parse("2031-01-01T12:00:00Z"),
                Instant.parse("2031-01-01T11:58:30Z"),
                "complete",
                Instant.parse("2031-01-01T11:00:00Z")));
    assertThat(of(ingest, "1002").mark()).isEqualTo(Mark.OLD);
    assertThat(of(ingest, "1002").failed()).isEqualTo("unavailable");
    assertThat(of(ingest, "1003").mark()).isEqualTo(Mark.NEVER);
    assertThat(of(ingest, "1004")).isEqualTo(Freshness.missing(End.NONE));
    assertThat(asked).as("one question for all").hasSize(1);
    assertThat(asked.remove()).isEqualTo(new Asked("/api/stores", "lookers"));
  }

  @Test
  void many_who_look_at_once_ask_once() throws Exception {
    var ingest = asking(Duration.ofSeconds(10));
    try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<java.util.concurrent.Future<Freshness>>();
      for (var n = 0; n < 200; n++) {
        all.add(readers.submit(() -> of(ingest, "1001")));
      }
      for (var each : all) {
        each.get();
      }
    }
    told(ingest, "1001");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | {\"title\":\"Forbidden\"} | FORBIDDEN",
        "404 | {} | SILENT",
        "500 | {} | SILENT",
        "302 | {} | SILENT",
        "200 | '' | SILENT",
        "200 | <html> | SILENT",
        "200 | {} | SILENT",
        "200 | [] | SILENT",
        "200 | {\"now\":\"soon\",\"stores\":[]} | SILENT",
        "200 | {\"now\":\"2031-01-01T12:00:00Z\",\"stores\":{}} | SILENT",
        "200 | {\"now\":\"2031-01-01T12:00:00Z\",\"stores\":[{\"store\":\"1001\",\"readUntil\":7}]} | SILENT",
        "200 | {\"now\":\"2031-01-01T12:00:00Z\",\"stores\":[1,null,[]]} | NONE",
      })
  void rubbish_and_refusals_leave_it_not_known(int code, String said, End end) {
    status = code;
    answer = said;
    var ingest = asking(Duration.ofSeconds(10));
    var fresh =
        await().until(() -> of(ingest, "1001"), each -> !asked.isEmpty() && each.end() == end);
    assertThat(fresh).isEqualTo(Freshness.missing(end));
  }

  @Test
  void nobody_waits_for_what_does_not_answer_longer_than_a_glance() {
    hangs = true;
    var ingest = asking(Duration.ofSeconds(60));
    var began = System.nanoTime();
    for (var n = 0; n < 50; n++) {
      assertThat(of(ingest, "1001")).isEqualTo(Freshness.missing(End.SILENT));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("fifty readers, one glance of 200 ms, and the client is made at the first call")
        .isLessThan(Duration.ofSeconds(5));
    assertThat(asked).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void without_an_address_and_without_anybody_there_it_is_not_known() {
    assertThat(of(new AskingIngest(Optional.empty(), Duration.ofSeconds(1), Map.of()), "1001"))
        .isEqualTo(Freshness.missing(End.NOT_ASKED));
    server.stop(0);
    assertThat(of(asking(Duration.ofSeconds(10)), "1001")).isEqualTo(Freshness.missing(End.SILENT));
    assertThat(List.copyOf(asked)).isEmpty();
  }
}
