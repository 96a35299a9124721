package io.orderwatch.compliance.board.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands where order-ingest, notification-service and logistics-service would, over a real socket,
 * with answers as they document them. What is wrong with one stands in the number of the posting:
 * {@code n-500-…}, {@code n-silent-…}, {@code n-half-…}, {@code n-empty-…}, {@code n-nochat-…},
 * {@code n-ozon-…}. Who does not belong to the group {@code look} or {@code act} is refused,
 * whether a proxy's header or a token says so.
 */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

  static final String HOSTILE = "<script>alert('1')</script>\0\"&\u202E";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern POSTING =
      Pattern.compile("(?:/api/postings/\\d+/|posting=|/api/tasks/\\d+\\.)([0-9A-Za-z_-]+)");

  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      var started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.setExecutor(threads);
      started.createContext("/", this::answer);
      started.start();
      server = started;
      var url = "http://127.0.0.1:" + started.getAddress().getPort();
      return Map.of(
          "orderwatch.board.ingest-url", url,
          "orderwatch.board.notification-url", url,
          "orderwatch.board.logistics-url", url,
          "orderwatch.board.timeout", "PT2S");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    stopped.countDown();
    var started = server;
    if (started != null) {
      started.stop(0);
    }
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var asked = exchange.getRequestURI().toString();
      var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      var found = POSTING.matcher(asked);
      var posting = found.find() ? found.group(1) : "";
      var groups = groups(exchange.getRequestHeaders());
      switch (posting.replaceFirst("^n-([a-z0-9]+)-.*", "$1")) {
        case "500" -> send(exchange, 500, "{\"title\":\"Internal Server Error\"}");
        case "silent" -> pause();
        case "half" -> half(exchange);
        case "empty" -> send(exchange, 200, "");
        default -> said(exchange, asked, posting, body, groups);
      }
    }
  }

  /** Others verify the token's signature: here only who sent it is told apart. */
  private static String groups(Headers headers) throws IOException {
    var bearer = headers.getFirst("Authorization");
    if (bearer == null) {
      return String.valueOf(headers.getFirst("X-Groups"));
    }
    var claims = Base64.getUrlDecoder().decode(bearer.split("[ .]", -1)[2]);
    return JSON.readTree(claims).path("groups").path(0).asText();
  }

  private void said(HttpExchange exchange, String asked, String posting, String body, String groups)
      throws IOException {
    if (!groups.matches("(look|act).*")) {
      send(exchange, 403, "{\"title\":\"Forbidden\"}");
    } else if (asked.equals("/api/stores")) {
      send(exchange, 200, JSON.writeValueAsString(stores()));
    } else if (posting.startsWith("n-nochat") && asked.contains("/messages")) {
      send(exchange, 404, "{\"code\":\"no-chat\"}");
    } else if (posting.startsWith("n-ozon") && asked.contains("/messages")) {
      send(exchange, 502, "{\"code\":\"ozon-unavailable\"}");
    } else if (asked.contains("/messages")) {
      send(exchange, 200, JSON.writeValueAsString(messages()));
    } else if (asked.matches("/api/tasks/.*/(sent|skip)\\?store=\\d+")) {
      end(exchange, asked, body);
    } else if (asked.startsWith("/api/tasks?")) {
      send(exchange, 200, JSON.writeValueAsString(tasks(posting)));
    } else if (asked.startsWith("/api/commands?state=proposed")) {
      send(exchange, 200, JSON.writeValueAsString(proposals(asked)));
    } else if (asked.matches(".*/commands/[^/]+/(approve|decline)")) {
      decide(exchange, asked, body);
    } else if (asked.endsWith("/commands") && posting.startsWith("p-")) {
      var store = asked.replaceFirst(".*/postings/(\\d+)/.*", "$1");
      send(exchange, 200, JSON.writeValueAsString(List.of(proposal(store, posting, "boris"))));
    } else if (asked.endsWith("/commands")) {
      var reads = String.valueOf(exchange.getRequestHeaders().getFirst("Accept-Language"));
      send(exchange, 200, JSON.writeValueAsString(commands(reads)));
    } else if (asked.startsWith("/api/tickets?")) {
      send(exchange, 200, JSON.writeValueAsString(tickets(posting)));
    } else {
      send(exchange, 404, "{}");
    }
  }

  private void end(HttpExchange exchange, String asked, String body) throws IOException {
    var id = asked.replaceFirst("/api/tasks/([^/]+)/.*", "$1");
    var said = JSON.readTree(body);
    if (!said.path("requestedBy").asText().equals("anna")) {
      send(exchange, 400, "{\"violations\":[{\"field\":\"requestedBy\"}]}");
    } else if (asked.contains("/skip") && !said.path("reason").asText().equals("NOT_WORTH_IT")) {
      send(exchange, 400, "{\"violations\":[{\"field\":\"reason\"}]}");
    } else if (ended.add(id)) {
      send(exchange, 200, "{}");
    } else {
      send(exchange, 409, "{\"title\":\"Too late\",\"code\":\"skipped\"}");
    }
  }

  /** What two people asked for in two stores, as long as it is not decided. */
  private Object proposals(String asked) {
    var all =
        List.of(
            proposal("7002", "p-3", "vera"),
            proposal("7001", "p-1", "anna"),
            proposal("7001", "p-2", "boris"));
    return object(
        "commands",
        all.stream()
            .filter(each -> !asked.contains("&store=") || asked.endsWith("=" + each.get("store")))
            .filter(each -> !ended.contains(each.get("store") + "/" + each.get("posting")))
            .toList(),
        "next",
        null);
  }

  private static Map<String, @Nullable Object> proposal(String store, String posting, String by) {
    return object(
        "store",
        store,
        "posting",
        posting,
        "commandId",
        "c " + posting,
        "action",
        "cancel",
        "state",
        "proposed",
        "requestedBy",
        by,
        "askedAt",
        "2026-11-01T10:00:0" + posting.charAt(2) + "Z",
        "approveUntil",
        "2031-11-01T18:00:00Z",
        "consequence",
        "This cannot be undone.",
        "comment",
        HOSTILE);
  }

  /** As logistics-service does: one decision a command, and none by who asked. */
  private void decide(HttpExchange exchange, String asked, String body) throws IOException {
    var parts = asked.split("/", -1);
    var by = JSON.readTree(body).path("requestedBy").asText();
    if (!parts[6].equals("c%20" + parts[4])) {
      send(exchange, 404, "{\"title\":\"Not Found\"}");
    } else if (asked.endsWith("/approve") && by.equals("vera") && parts[4].equals("p-3")) {
      send(exchange, 409, "{\"code\":\"same-person\",\"explanation\":\"A second one has to.\"}");
    } else if (!ended.add(parts[3] + "/" + parts[4])) {
      send(exchange, 409, "{\"code\":\"approved-before\",\"explanation\":\"It was approved.\"}");
    } else if (asked.endsWith("/approve")) {
      send(exchange, 202, "{\"state\":\"checked\",\"approvedBy\":\"" + by + "\"}");
    } else {
      send(exchange, 200, "{\"state\":\"refused\",\"code\":\"declined\"}");
    }
  }

  /** By another clock than the page's. */
  private static Object stores() {
    return object(
        "now",
        "2031-05-01T10:00:00Z",
        "stores",
        List.of(
            store("7001", "2031-05-01T09:58:00Z", "complete", "2031-05-01T08:55:00Z"),
            store("7002", "2031-05-01T09:20:00Z", HOSTILE, null),
            store("7003", null, null, null)));
  }

  private static Object store(
      String store, @Nullable String until, @Nullable String outcome, @Nullable String pushed) {
    return object("store", store, "readUntil", until, "outcome", outcome, "pushedAt", pushed);
  }

  private static Object messages() {
    return object(
        "chat",
        "c-1",
        "messages",
        List.of(
            message("seller", "Нужны паспортные данные", false, true),
            message("buyer", HOSTILE, true, false),
            message("robot", "a word that is new", false, null)),
        "more",
        true,
        "new-field",
        1);
  }

  private static Object message(String from, String text, boolean masked, @Nullable Boolean read) {
    return object(
        "id",
        "m",
        "at",
        "2026-11-01T10:00:00Z",
        "from",
        from,
        "text",
        text,
        "masked",
        masked,
        "read",
        read);
  }

  private Object tasks(String posting) {
    return object(
        "tasks",
        List.of(
            task(posting, 1, object("RU", "Текст 1", "EN", "In English")),
            task(posting, 2, null),
            task("another", 1, null)),
        "next",
        null);
  }

  private Object task(String posting, int step, @Nullable Object texts) {
    var id = "7001." + posting + ".1." + step;
    return object(
        "id",
        id,
        "posting",
        posting,
        "kind",
        "reminder",
        "state",
        ended.contains(id) ? "SENT" : "OPEN",
        "due",
        "2026-11-02T10:00:00Z",
        "why",
        "CHAT_NOT_OFFERED",
        "text",
        step == 2 ? HOSTILE : "Текст " + step + " " + posting,
        "texts",
        texts,
        "where",
        object("EN", "Chats, then the order"));
  }

  private static Object commands(String language) {
    return List.of(
        object(
            "action",
            "change-tracking",
            "state",
            "refused",
            "requestedBy",
            "boris",
            "askedAt",
            "2026-11-01T10:00:00Z",
            "settledAt",
            "2026-11-01T10:05:00Z",
            "code",
            "tracking-is-ozons",
            "explanation",
            HOSTILE,
            "alternative",
            language.equals("zh") ? "请联系客服。" : "Ask support."));
  }

  private static Object tickets(String posting) {
    return object(
        "tickets",
        List.of(
            object(
                "id",
                "t-1",
                "posting",
                posting,
                "kind",
                "CHANGE_TRACKING",
                "state",
                "drafted",
                "since",
                "2026-11-01T10:05:00Z",
                "number",
                "",
                "texts",
                object("RU", text("Путь", "Прошу сменить"), "EN", text("Path", "Please change")))));
  }

  private static Object text(String path, String text) {
    return object("topicPath", path, "text", text);
  }

  private static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (var i = 0; i < pairs.length; i += 2) {
      object.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return object;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Begins an answer and never ends it. */
  private void half(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write("{\"messages\":[".getBytes(UTF_8));
    exchange.getResponseBody().flush();
    pause();
  }

  private void pause() {
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
