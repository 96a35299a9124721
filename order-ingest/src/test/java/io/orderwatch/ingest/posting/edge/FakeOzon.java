package io.orderwatch.ingest.posting.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.Turnstile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A real HTTP server that gives each method's answers in turn, the last one for ever. */
public final class FakeOzon implements AutoCloseable {

  public static final String UNFULFILLED = "/v4/posting/fbs/unfulfilled/list";
  public static final String CHANGED = "/v4/posting/fbs/list";

  public static final StoreId STORE = new StoreId("1001");
  public static final String NOTHING = page(false, "");

  public record Asked(String path, String body) {}

  private record Answer(int status, String body, String retryAfter) {}

  public final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  public FakeOzon() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
    answers(UNFULFILLED, NOTHING);
    answers(CHANGED, NOTHING);
  }

  public void answers(String path, String... bodies) {
    var given = new ArrayDeque<Answer>();
    for (var body : bodies) {
      given.add(new Answer(200, body, ""));
    }
    answers.put(path, given);
  }

  public void refusesFirst(String path, int status, String retryAfter) {
    var given = new ArrayDeque<>(answers.getOrDefault(path, new ArrayDeque<>()));
    given.addFirst(new Answer(status, "{\"code\":3,\"message\":\"bad request\"}", retryAfter));
    answers.put(path, given);
  }

  /** Says no from now on. */
  public void refuses(String path, String message) {
    var no = "{\"code\":7,\"message\":\"%s\"}".formatted(message);
    answers.put(path, new ArrayDeque<>(List.of(new Answer(403, no, ""))));
  }

  public OzonSeller client() {
    return new OzonSeller(url(), STORE, "key", Turnstile.of(1000, 1000), Duration.ofSeconds(10));
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public static String page(boolean hasNext, String cursor, String... postings) {
    return "{\"cursor\":\"%s\",\"has_next\":%s,\"postings\":[%s]}"
        .formatted(cursor, hasNext, String.join(",", postings));
  }

  /** As the list writes it, with everything about people that Ozon may add. */
  public static String posting(String number, String status, String substatus) {
    return """
    {"posting_number":"%s","order_number":"0132112277-0102","status":"%s","substatus":"%s",
     "tpl_integration_type":"hybryd","integration_type_flow":"hybrid_aggregator","tracking_number":"",
     "in_process_at":"2026-11-01T08:00:00Z","shipment_date":"2026-11-04T09:00:00Z",
     "available_actions":["cancel","can_create_chat"],
     "customer":{"name":"Canary Petrov","phone":"+79990001122","address":{"address_tail":"Canary street 7"}},
     "addressee":{"name":"Canary Petrov"},"passport":"4509 123456",
     "products":[{"sku":827098843,"offer_id":"SK-58","quantity":1,"price":{"amount":"35.22","currency":"CNY"}}],
     "analytics_data":{"city":"Canary city","delivery_date_begin":"2026-11-25T08:00:00Z","delivery_date_end":"2026-12-01T20:00:00Z"}}
    """
        .formatted(number, status, substatus);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var path = exchange.getRequestURI().getPath();
      asked.add(
          new Asked(
              path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var left = answers.getOrDefault(path, new ArrayDeque<>(List.of(new Answer(404, "{}", ""))));
      var answer = left.size() > 1 ? left.removeFirst() : left.getFirst();
      if (!answer.retryAfter().isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
      }
      var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
