package io.orderwatch.ingest.polling.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Database;
import io.orderwatch.backing.edge.quarkus.OwnProcess;
import io.orderwatch.ingest.posting.edge.FakeOzon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the whole service costs while Ozon shows nothing new, and how soon it tells of a change: a
 * process of its own beside a server that answers at once. No test of the build, for it takes
 * minutes; see {@code deploy/bench/stores}.
 */
class IdleStores {

  private static final int STORES = Integer.getInteger("orderwatch.stores", 200);
  private static final int POSTINGS = Integer.getInteger("orderwatch.postings", 200);
  private static final int SECONDS = Integer.getInteger("orderwatch.seconds", 60);
  private static final int CHANGES = Integer.getInteger("orderwatch.changes", 100);
  private static final String HEAP = System.getProperty("orderwatch.heap", "256m");
  private static final String WAITING = "posting_awaiting_passport_data";
  private final Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  /** What the database counts. */
  private record Counted(long commits, long rows) {}

  private final Set<String> changed = ConcurrentHashMap.newKeySet();

  @SuppressWarnings("NullAway.Init") // set by JUnit
  @TempDir
  private Path folder;

  @Test
  void measured() throws Exception {
    var services = BackingServices.shared();
    var database = services.database().fresh();
    database.createSchema("ingest");
    var ozon = ozon();
    var keys =
        IntStream.range(0, STORES)
            .mapToObj(i -> store(i) + "=key")
            .collect(Collectors.joining(";"));
    var environment =
        Map.of(
            "ORDERWATCH_OZON_URL",
            "http://127.0.0.1:" + ozon.getAddress().getPort(),
            "ORDERWATCH_OZON_KEYS",
            keys);
    try (var process =
        new OwnProcess(services, database, "ingest", HEAP, folder.resolve("log"), environment)) {
      measure(process, database);
    } finally {
      ozon.stop(0);
    }
  }

  private void measure(OwnProcess process, Database database) throws Exception {
    var began = System.nanoTime();
    await()
        .pollInterval(Duration.ofSeconds(1))
        .atMost(Duration.ofMinutes(15))
        .until(() -> !process.isAlive() || read(database) == STORES);
    assertThat(process.isAlive()).isTrue();
    say("read the first time in %d s", Duration.ofNanos(System.nanoTime() - began).toSeconds());
    Thread.sleep(Duration.ofSeconds(90)); // until what every store is read for at the start is over
    var before = counted(database);
    Thread.sleep(Duration.ofSeconds(SECONDS));
    var after = counted(database);
    say("commits a second: %.1f", (after.commits() - before.commits()) / (double) SECONDS);
    say("rows written a minute: %.0f", (after.rows() - before.rows()) * 60.0 / SECONDS);
    say("resident: %s, heap at most %s", process.memory(), HEAP);
    changes(database, "waiting", 1);
    changes(database, "other", 2);
    say("resident after the changes: %s", process.memory());
  }

  /** One store in ten has a buyer who owes data: those with the digit given change one posting. */
  private void changes(Database database, String which, int last) throws Exception {
    var stores =
        new ArrayList<>(
            IntStream.range(0, STORES)
                .filter(i -> last == 1 ? i % 10 == 1 : i % 10 != 1)
                .mapToObj(IdleStores::store)
                .toList());
    Collections.shuffle(stores);
    var took = new ArrayList<Double>();
    var due = new HashMap<String, Long>();
    for (var store : stores.subList(0, Math.min(CHANGES, stores.size()))) {
      changed.add(store);
      due.put(store, System.nanoTime());
      Thread.sleep(200);
      seen(database, due, took);
    }
    for (var end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        !due.isEmpty() && System.nanoTime() < end; ) {
      Thread.sleep(200);
      seen(database, due, took);
    }
    Collections.sort(took);
    assertThat(due).isEmpty();
    say(
        "%s: a change is an event after %.1f s (median), %.1f s (p99), of %d",
        which, took.get(took.size() / 2), took.get((int) (took.size() * 0.99)), took.size());
  }

  private static void seen(Database database, Map<String, Long> due, List<Double> took)
      throws SQLException {
    try (var connection = database.dataSourceOf("ingest").getConnection();
        var select =
            connection.prepareStatement(
                "select store from known_posting where store = any(?) and status = 'delivering'")) {
      select.setArray(1, connection.createArrayOf("text", due.keySet().toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          var since = due.remove(rows.getString(1));
          took.add((System.nanoTime() - since) / 1e9);
        }
      }
    }
  }

  private static void say(String text, Object... figures) {
    System.out.printf("idle stores: %d stores of %d: " + text + "%n", all(figures));
  }

  private static Object[] all(Object... figures) {
    var all = new ArrayList<Object>(List.of(STORES, POSTINGS));
    all.addAll(List.of(figures));
    return all.toArray();
  }

  private static String store(int number) {
    return "" + (100001 + number);
  }

  private static int read(Database database) {
    try (var connection = database.dataSourceOf("ingest").getConnection();
        var select =
            connection.prepareStatement(
                "select count(*) from poll where reading = 'postings' and outcome = 'complete'");
        var row = select.executeQuery()) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      return 0;
    }
  }

  private static Counted counted(Database database) throws SQLException {
    try (var connection = database.dataSourceOf("ingest").getConnection();
        var select =
            connection.prepareStatement(
                """
                select xact_commit, tup_inserted + tup_updated + tup_deleted
                  from pg_stat_database where datname = current_database()""");
        var row = select.executeQuery()) {
      row.next();
      return new Counted(row.getLong(1), row.getLong(2));
    }
  }

  /** Answers at once, the same page again and again. */
  private HttpServer ozon() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 500);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
    return server;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var store = exchange.getRequestHeaders().getFirst("Client-Id");
      var bytes = body(exchange.getRequestURI(), store, asked).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private String body(URI path, String store, String asked) {
    return switch (path.getPath()) {
      case "/v4/posting/fbs/unfulfilled/list" -> page(store, cursor(asked));
      case "/v4/posting/fbs/list" -> FakeOzon.page(false, "");
      case "/v1/roles" ->
          "{\"expires_at\":\"%s\",\"roles\":[]}".formatted(begun.plus(Duration.ofDays(80)));
      case "/v1/seller/info" -> "{\"subscription\":{\"type\":\"PREMIUM_PLUS\"}}";
      case "/v1/returns/list", "/v2/returns/rfbs/list" -> "{\"returns\":[],\"has_next\":false}";
      case "/v3/chat/list" -> "{\"chats\":[],\"has_next\":false,\"cursor\":\"\"}";
      case "/v1/rating/index/fbs/info" -> "{\"index\":0.1}";
      case "/v1/rating/index/fbs/posting/list" ->
          "{\"errors\":[],\"has_next\":false,\"cursor\":\"\"}";
      case "/v2/conditional-cancellation/list" -> "{\"result\":[],\"last_id\":0}";
      default -> "{}";
    };
  }

  private static int cursor(String asked) {
    var at = asked.indexOf("\"cursor\":\"") + "\"cursor\":\"".length();
    var text = asked.substring(at, asked.indexOf('"', at));
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private String page(String store, int from) {
    var end = Math.min(from + 100, POSTINGS);
    var postings =
        IntStream.range(from, end).mapToObj(i -> posting(store, i)).toArray(String[]::new);
    return FakeOzon.page(end < POSTINGS, end < POSTINGS ? "" + end : "", postings);
  }

  private String posting(String store, int number) {
    var owes = number == 7 && store.endsWith("2");
    var now = number == 7 && changed.contains(store);
    return FakeOzon.posting(
        "%s-%04d-1".formatted(store, number),
        now ? "delivering" : owes ? "awaiting_packaging" : "awaiting_deliver",
        now ? "posting_in_carriage" : owes ? WAITING : "posting_created");
  }
}
