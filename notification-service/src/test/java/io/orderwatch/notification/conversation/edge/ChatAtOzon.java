package io.orderwatch.notification.conversation.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** A store's chat at Ozon, and a proxy's header that says who asks. */
public final class ChatAtOzon implements QuarkusTestResourceLifecycleManager {

  static final String STORE = "1001";

  static volatile int status = 200;
  static volatile String history = "{\"messages\": []}";

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      http.createContext("/", ChatAtOzon::answer);
      http.start();
      server = http;
      return Map.of(
          "orderwatch.ozon.url",
          "http://127.0.0.1:" + http.getAddress().getPort(),
          "orderwatch.ozon.keys",
          STORE + "=a-key;1002=a-key");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestURI().getPath()) {
      case "/v3/posting/fbs/get" ->
          send(
              exchange,
              200,
              """
              {"result": {"posting_number": "0132112277-0102-1", "order_number": "0132112277-0102",
                "status": "delivering", "substatus": "", "tracking_number": "RB123456785CN"}}""");
      case "/v3/chat/history" -> send(exchange, status, history);
      default -> send(exchange, 404, "{\"code\": 5, \"message\": \"not found\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
