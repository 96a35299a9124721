package io.orderwatch.simulator.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.orderwatch.simulator.Refused;
import io.orderwatch.simulator.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The Seller API's door: key, limit, fault, method, answer, in this order. A call that is refused
 * at the door or struck by an early fault has no effect.
 */
final class OzonApi implements HttpHandler {

  /** A method of Ozon's, for a store whose key was right. */
  interface Method {
    Answer call(String store, JsonNode body) throws IOException;
  }

  private static final byte[] NGINX =
      """
      <html>
      <head><title>502 Bad Gateway</title></head>
      <body>
      <center><h1>502 Bad Gateway</h1></center>
      <hr><center>nginx</center>
      </body>
      </html>
      """
          .getBytes(StandardCharsets.UTF_8);

  private final Map<String, Method> methods = new HashMap<>();
  private final Marketplace marketplace;
  private final Keys keys;
  private final Scenario.Ids ids;
  private final RateLimit limit;
  private final FaultInjection faults;
  private final CallRecords records;
  private final @Nullable SchemaCheck schema;

  OzonApi(
      Marketplace marketplace,
      Keys keys,
      RateLimit limit,
      FaultInjection faults,
      CallRecords records,
      @Nullable SchemaCheck schema) {
    this.ids = marketplace.scenario().ids;
    this.limit = limit;
    this.faults = faults;
    this.records = records;
    this.schema = schema;
    this.marketplace = marketplace;
    this.keys = keys;
    new PostingCalls(marketplace, faults).register(methods::put);
    new DeliveryCalls(marketplace, faults).register(methods::put);
    new ChatCalls(marketplace).register(methods::put);
    new ReturnCalls(marketplace).register(methods::put);
    new RequestCalls(marketplace).register(methods::put);
    new DisputeCalls(marketplace).register(methods::put);
    new RatingCalls(marketplace).register(methods::put);
    new AccountCalls(marketplace, keys, methods.keySet()).register(methods::put);
  }

  Set<String> paths() {
    return Set.copyOf(methods.keySet());
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = exchange.getRequestBody().readAllBytes();
      var path = exchange.getRequestURI().getPath();
      var store = header(exchange, "Client-Id");
      var method = exchange.getRequestMethod().equals("POST") ? methods.get(path) : null;
      if (method == null) {
        refuse(exchange, path, store, Answer.envelope(404, 5, "404 page not found"));
        return;
      }
      var given = exchange.getRequestHeaders().getFirst("Api-Key");
      var against = keys.against(store, given, path, marketplace.look((_, now) -> now));
      if (against.isPresent()) {
        refuse(exchange, path, store, against.get());
      } else {
        admitted(exchange, path, store, method, body);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void admitted(
      HttpExchange exchange, String path, String store, Method method, byte[] body)
      throws IOException, InterruptedException {
    var left = limit.admit(store);
    exchange.getResponseHeaders().set("Ratelimit-Remaining", Integer.toString(Math.max(left, 0)));
    if (left < 0) {
      exchange.getResponseHeaders().set("Retry-After", "1");
      refuse(exchange, path, store, tooMany());
      return;
    }
    Thread.sleep(Duration.ofMillis(faults.now().latencyMillis()));
    var fault = faults.strikes(path);
    switch (fault) {
      case THROTTLED -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        record(path, store, body, tooMany(), fault);
        send(exchange, tooMany(), "application/json");
      }
      case SERVER_ERROR -> {
        var error = Answer.envelope(500, 13, "Internal error");
        record(path, store, body, error, fault);
        send(exchange, error, "application/json");
      }
      case BAD_GATEWAY -> {
        var error = new Answer(502, NGINX, null, false);
        record(path, store, body, error, fault);
        send(exchange, error, "text/html");
      }
      case NONE -> {
        var answer = answer(path, store, method, body);
        record(path, store, body, answer, fault);
        send(exchange, answer, "application/json");
      }
      case EMPTY_OK -> {
        var answer = answer(path, store, method, body);
        var empty =
            new Answer(200, new byte[0], answer.posting(), answer.effect(), answer.changed());
        record(path, store, body, empty, fault);
        send(exchange, empty, "application/json");
      }
      case SLOW -> {
        var answer = answer(path, store, method, body);
        record(path, store, body, answer, fault);
        Thread.sleep(Duration.ofMillis(faults.now().slowMillis()));
        send(exchange, answer, "application/json");
      }
      case DROPPED -> record(path, store, body, answer(path, store, method, body), fault);
    }
  }

  private Answer answer(String path, String store, Method method, byte[] body) throws IOException {
    var answer = called(store, method, body);
    if (schema != null) {
      schema.sample(path, answer);
    }
    return answer.http() == 200 && answer.body().length > 0
        ? answer.with(Ids.written(ids, path, answer.body()))
        : answer;
  }

  private static Answer called(String store, Method method, byte[] body) throws IOException {
    try {
      return method.call(
          store, body.length == 0 ? Json.MAPPER.createObjectNode() : Json.tree(body));
    } catch (Refused refused) {
      return Answer.of(refused);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      return Answer.envelope(400, 3, "Request validation error: body is not JSON");
    } catch (RuntimeException bug) {
      System.err.println("the simulator failed at a call of store " + store);
      bug.printStackTrace();
      return Answer.envelope(500, 13, "Internal error");
    }
  }

  private static Answer tooMany() {
    return Answer.envelope(429, 8, "You have reached request rate limit per second");
  }

  private void refuse(HttpExchange exchange, String path, String store, Answer answer)
      throws IOException {
    record(path, store, new byte[0], answer, FaultInjection.Kind.NONE);
    send(exchange, answer, "application/json");
  }

  private void record(
      String path, String store, byte[] body, Answer answer, FaultInjection.Kind fault) {
    records.add(path, store, body, answer, fault.wire());
  }

  private static void send(HttpExchange exchange, Answer answer, String type) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(
        answer.http(), answer.body().length == 0 ? -1 : answer.body().length);
    if (answer.body().length > 0) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  private static String header(HttpExchange exchange, String name) {
    var value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
