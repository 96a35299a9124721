package io.orderwatch.compliance.board.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.backing.edge.quarkus.OwnProcess;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.PostingState;
import io.orderwatch.contracts.edge.Wire;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the operators' page takes beside many open cases, for many who read at once, and what
 * the process holds while cases change and all of them listen. A process of its own; no test of the
 * build, for it takes minutes; see {@code deploy/bench/board}.
 */
class ManyReaders {

  private static final int CASES = Integer.getInteger("orderwatch.cases", 300_000);
  private static final int READERS = Integer.getInteger("orderwatch.readers", 16);
  private static final int MINUTES = Integer.getInteger("orderwatch.minutes", 3);
  private static final String HEAP = System.getProperty("orderwatch.heap", "256m");
  private static final int STORES = 50;
  private static final Duration EACH = Duration.ofSeconds(20);

  private static final List<String> FILTERS =
      List.of(
          "state=waiting&hours=2",
          "state=expired",
          "store=1007",
          "store=1011&hours=6",
          "q=o-12345",
          "state=supplied",
          "lang=ru&hours=24");

  /** What all of them look like, where the list does not tell them apart. */
  private static final Posting POSTING =
      new Posting(
          PostingRef.of("1001", "00000001-0001-1"),
          "o-1",
          1,
          "awaiting_packaging",
          Posting.AWAITING_PASSPORT,
          "aggregator",
          List.of("cancel"),
          "",
          Instant.EPOCH,
          null,
          null,
          List.of(new Posting.Item(1, "a", 2, new Money(new BigDecimal("100.25"), "CNY"))),
          null);

  private final AtomicLong heard = new AtomicLong();
  private volatile boolean listening = true;

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  private Path folder;

  @Test
  void measured() throws Exception {
    var services = BackingServices.shared();
    var database = services.database().fresh();
    database.createSchema("compliance");
    try (var process =
        new OwnProcess(services, database, "compliance", HEAP, folder.resolve("log"), Map.of())) {
      var page = process.url();
      var ready = process.management().resolve("q/health/ready");
      await()
          .atMost(Duration.ofMinutes(2))
          .ignoreExceptions()
          .until(() -> !process.isAlive() || status(ready) == 200);
      assertThat(process.isAlive()).isTrue();
      fill(database);
      read(page, 1, "alone", Duration.ZERO);
      read(page, READERS, "without a pause", Duration.ZERO);
      read(page, READERS, "each once a second", Duration.ofSeconds(1));
      live(process, page, database);
    }
  }

  private static void read(URI page, int readers, String how, Duration pause) throws Exception {
    times(page, readers, pause, _ -> ""); // warm
    say("%d readers, %s: the board %s", readers, how, times(page, readers, pause, _ -> ""));
    say(
        "%d readers, %s: a filter %s",
        readers, how, times(page, readers, pause, n -> "?" + FILTERS.get(n % FILTERS.size())));
    say(
        "%d readers, %s: the charts %s",
        readers, how, times(page, readers, pause, _ -> "board/charts"));
  }

  /** How long whole answers took, of readers that ask again and again. */
  private static String times(URI page, int readers, Duration pause, IntFunction<String> asked)
      throws Exception {
    var took = new ArrayList<Double>();
    var end = System.nanoTime() + EACH.toNanos();
    try (var threads = Executors.newFixedThreadPool(readers)) {
      var reading =
          IntStream.range(0, readers)
              .<Callable<List<Double>>>mapToObj(
                  reader ->
                      () -> {
                        var mine = new ArrayList<Double>();
                        try (var client = HttpClient.newHttpClient()) {
                          for (var n = reader; System.nanoTime() < end; n++) {
                            var began = System.nanoTime();
                            var answer =
                                client.send(
                                    HttpRequest.newBuilder(page.resolve(asked.apply(n))).build(),
                                    BodyHandlers.ofString());
                            mine.add((System.nanoTime() - began) / 1e6);
                            assertThat(answer.statusCode()).isEqualTo(200);
                            assertThat(answer.body()).contains("</html>");
                            Thread.sleep(pause);
                          }
                        }
                        return mine;
                      })
              .toList();
      for (var each : threads.invokeAll(reading)) {
        took.addAll(each.get());
      }
    }
    took.sort(null);
    return "%.0f ms (median), %.0f ms (p99), of %d"
        .formatted(took.get(took.size() / 2), took.get((int) (took.size() * 0.99)), took.size());
  }

  /** All readers listen while a hundred cases a second change. */
  private void live(OwnProcess process, URI page, Database database) throws Exception {
    for (var reader = 0; reader < READERS; reader++) {
      Thread.ofPlatform().daemon().start(() -> listen(page.resolve("board/events")));
    }
    try (var connection = database.dataSourceOf("compliance").getConnection()) {
      for (var minute = 0; minute < MINUTES; minute++) {
        for (var second = 0; second < 60; second++) {
          run(
              connection,
              """
              update passport_case set steps_taken = 1 + (steps_taken + 1) % 3 where key in (
                select key from passport_case where closed_at is null order by deadline_at, key limit 100)""");
          Thread.sleep(1000);
        }
        say(
            "live, minute %d: resident %s, %d lines heard",
            minute + 1, process.memory(), heard.get());
      }
    } finally {
      listening = false;
    }
    assertThat(heard).hasPositiveValue();
  }

  private void listen(URI events) {
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(HttpRequest.newBuilder(events).build(), BodyHandlers.ofLines());
      var lines = answer.body().iterator();
      while (listening && lines.hasNext()) {
        lines.next();
        heard.incrementAndGet();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (listening) {
        say("a listener was cut off: %s", e);
      }
    }
  }

  private static int status(URI address) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** Open cases of all hours, as many in a week that ended as are in a tenth of them. */
  private static void fill(Database database) throws SQLException {
    try (var connection = database.dataSourceOf("compliance").getConnection()) {
      connection.setAutoCommit(false);
      run(
          connection,
          """
          create temporary table filled as
            select n, (1001 + n %% %d) || ':' || lpad(n::text, 8, '0') || '-0001-1' as key, n %% 11 = 0 as over
              from generate_series(1, %d) n"""
              .formatted(STORES, CASES + CASES / 10));
      run(
          connection,
          """
          insert into passport_case (key, state, order_number, version, opened_at, deadline_at, deadline_basis, steps_taken,
                                     reminded_at, sent_step, sent_at, stopped, closed_at)
          select key, case when not over then case when n % 37 = 0 then 'expired' else 'waiting' end
                           when n % 2 = 0 then 'supplied' else 'lost' end,
                 'o-' || n, 1, now() - interval '2 h', now() + (n % 86400) * interval '1 s', 'IN_PROCESS_AT', 1,
                 now() - interval '1 h', 1, now() - interval '1 h', false,
                 case when over then now() - (n % 600000) * interval '1 s' end
            from filled""");
      try (var insert =
          connection.prepareStatement(
              """
              insert into latest_posting (key, store, status, substatus, created_at, changed_at, first_seen, before_end, snapshot,
                                          value_cents, currency)
              select key, split_part(key, ':', 1), 'awaiting_packaging', 'posting_awaiting_passport_data',
                     now() - interval '2 h', now() - (n % 7200) * interval '1 s', now() - interval '2 h', '', ?, 10000 + n % 50000, 'CNY'
                from filled""")) {
        insert.setBytes(1, Wire.encode(new PostingState(POSTING)));
        insert.executeUpdate();
      }
      connection.commit();
      connection.setAutoCommit(true);
      run(connection, "vacuum analyze");
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void say(String text, Object... figures) {
    System.out.printf("many readers, %,d open cases: " + text + "%n", all(figures));
  }

  private static Object[] all(Object... figures) {
    var all = new ArrayList<Object>(List.of(CASES));
    all.addAll(List.of(figures));
    return all.toArray();
  }
}
