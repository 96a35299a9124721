package io.orderwatch.notification.reminder.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Turnstile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real HTTP server with the four methods a reminder needs, a ledger, and mishaps on demand. */
final class OzonStandIn implements AutoCloseable {

  /** What goes wrong with the next call of a method; then it works again. */
  enum Mishap {
    /** Done, but the connection breaks before the answer. */
    DONE_WITHOUT_ANSWER,
    /** The connection breaks before anything is done. */
    NOT_DONE_WITHOUT_ANSWER,
    /** Done, and the answer is held back until {@link #letGo}. */
    DONE_AND_HELD_BACK,
    TOO_MANY_REQUESTS,
    SUBSCRIPTION_TOO_LOW,
    DENIED,
    /** A gateway's 403: no body, no word. */
    REFUSED_WITHOUT_WORDS,
    NOT_FOUND
  }

  static final String CHAT = "5969c331-2e64-44b7-8a0e-ff9526762c62";
  private static final String OURS = "3000000000817031942";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Texts that reached the buyer. */
  final List<String> ledger = new CopyOnWriteArrayList<>();

  /** What others wrote in the chat. */
  private final List<Object> others = new CopyOnWriteArrayList<>();

  private final Map<String, List<String>> chats = new ConcurrentHashMap<>();

  final List<String> asked = new CopyOnWriteArrayList<>();
  volatile String status = "awaiting_packaging";
  volatile String substatus = Posting.AWAITING_PASSPORT;

  /** Null leaves the field out. */
  volatile @Nullable List<String> actions = List.of("cancel", "can_create_chat");

  /** Null leaves the field out. */
  volatile @Nullable String inProcessAt;

  /** Whether each posting has a chat of its own, or the order one. */
  volatile boolean chatPerPosting;

  volatile Runnable onChatStart = () -> {};
  private final Map<String, Queue<Mishap>> mishaps = new ConcurrentHashMap<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final HttpServer server;

  OzonStandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  OzonSeller client(StoreId store) {
    var base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new OzonSeller(base, store, "a-key", Turnstile.of(500, 500), Duration.ofSeconds(20));
  }

  void goesWrong(String path, Mishap... next) {
    mishaps.put(path, new ArrayDeque<>(List.of(next)));
  }

  void letGo() {
    held.countDown();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = JSON.readTree(exchange.getRequestBody());
    asked.add(path);
    var waiting = mishaps.get(path);
    var mishap = waiting == null ? null : waiting.poll();
    if (mishap == null) {
      send(exchange, 200, carryOut(path, body));
      return;
    }
    switch (mishap) {
      case DONE_WITHOUT_ANSWER -> {
        carryOut(path, body);
        exchange.close();
      }
      case NOT_DONE_WITHOUT_ANSWER -> exchange.close();
      case DONE_AND_HELD_BACK -> {
        var answer = carryOut(path, body);
        await();
        send(exchange, 200, answer);
      }
      case TOO_MANY_REQUESTS ->
          send(exchange, 429, error(8, "You have reached request rate limit per second"));
      case SUBSCRIPTION_TOO_LOW ->
          send(exchange, 403, error(7, "not available with existing subscription"));
      case REFUSED_WITHOUT_WORDS -> {
        exchange.sendResponseHeaders(403, -1);
        exchange.close();
      }
      case NOT_FOUND ->
          send(exchange, 404, error(5, "posting 0132112277-0102-1 was not found in your store"));
      case DENIED -> send(exchange, 403, error(7, "permission denied"));
    }
  }

  private Map<String, Object> posting(String number) {
    var posting = new HashMap<String, Object>();
    posting.put("posting_number", number);
    posting.put("order_number", "0132112277-0102");
    posting.put("status", status);
    posting.put("substatus", substatus);
    if (inProcessAt != null) {
      posting.put("in_process_at", inProcessAt);
    }
    var offered = actions;
    if (offered != null) {
      posting.put("available_actions", offered);
    }
    return posting;
  }

  private Object carryOut(String path, JsonNode body) {
    return switch (path) {
      case "/v3/posting/fbs/get" -> Map.of("result", posting(body.path("posting_number").asText()));
      case "/v1/chat/start" -> {
        onChatStart.run();
        var own = "-of-" + body.path("posting_number").asText();
        yield Map.of("result", Map.of("chat_id", chatPerPosting ? CHAT + own : CHAT));
      }
      case "/v1/chat/send/message" -> {
        var text = body.path("text").asText();
        chats
            .computeIfAbsent(body.path("chat_id").asText(), _ -> new CopyOnWriteArrayList<>())
            .add(text);
        ledger.add(text);
        yield Map.of("result", "success");
      }
      case "/v3/chat/history" ->
          Map.of("has_next", false, "messages", messages(body.path("chat_id").asText()));
      default -> throw new AssertionError(path);
    };
  }

  private List<Object> messages(String chat) {
    var ours =
        chats.getOrDefault(chat, List.of()).stream()
            .<Object>map(text -> message(OURS, "2026-11-23T12:30:01Z", "Seller", text));
    return Stream.concat(ours, others.stream()).toList();
  }

  /** Somebody else than this service writes. */
  void writes(String message, String at, String author, String text) {
    others.add(message(message, at, author, text));
  }

  private static Map<String, Object> message(
      String message, String at, String author, String text) {
    return Map.of(
        "message_id",
        message,
        "created_at",
        at,
        "user",
        Map.of("id", "1", "type", author),
        "data",
        List.of(text.replace(".", "\\.")));
  }

  private static Map<String, Object> error(int code, String message) {
    return Map.of("code", code, "message", message, "details", List.of());
  }

  private void await() {
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, Object body) throws IOException {
    var bytes = JSON.writeValueAsBytes(body);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
  }
}
