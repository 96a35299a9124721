package io.orderwatch.ozon.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A real HTTP server in Ozon's place, which answers as it is told and keeps what it was asked. */
final class StandIn implements AutoCloseable {
  static final String KEY = "11111111-2222-3333-4444-very-secret";

  record Asked(String path, Headers headers, JsonNode body) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final HttpServer server;
  private volatile HttpHandler answer = exchange -> send(exchange, 200, "{}");

  StandIn() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        new Asked(
            exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), Fixtures.json(body)));
    answer.handle(exchange);
  }

  void answers(int status, String body) {
    answers(status, body, Map.of());
  }

  void answers(int status, String body, Map<String, String> headers) {
    answer =
        exchange -> {
          headers.forEach(exchange.getResponseHeaders()::set);
          send(exchange, status, body);
        };
  }

  /** Takes the request and says nothing until closed. */
  void hangs() {
    answer = _ -> await();
  }

  /** Sends the headers and half of the body, then nothing more until closed. */
  void stalls() {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write("{\"result\":".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
          await();
        };
  }

  /** Takes the request and breaks the connection. */
  void breaks() {
    answer = HttpExchange::close;
  }

  private void await() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  URI base() {
    var address = server.getAddress();
    return URI.create("http://" + address.getHostString() + ":" + address.getPort());
  }

  OzonSeller client(Turnstile turnstile, Duration timeout) {
    return new OzonSeller(base(), Fixtures.STORE, KEY, turnstile, timeout);
  }

  OzonSeller client() {
    return client(Turnstile.of(1000, 1000), Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
  }
}
