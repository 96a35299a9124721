package io.orderwatch.local.edge;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A process that looks to the launcher like a service or like the simulator. */
final class StandIn {

  private StandIn() {}

  public static void main(String[] args) throws Exception {
    var name = Optional.ofNullable(System.getenv("STAND_IN_DIES")).orElse("");
    var port = port(List.of(args));
    if (name.equals(Integer.toString(port))) {
      System.out.println("starting");
      throw new IllegalStateException("the schema is newer than this service");
    }
    System.out.println("arguments " + List.of(args));
    var server = server(port);
    answer(server, "/simulator/health", "{}");
    answer(server, "/simulator/summary", "{\"answered\":3}");
    answer(server, "/environment", new TreeMap<>(System.getenv()).toString());
    answer(
        server,
        "/api/summary",
        "{\"open\":7,\"opened\":12,\"saved\":4,\"lost\":1,\"nextDeadline\":\"2030-01-01T00:00:00Z\",\"sent\":9}");
    server.start();
    managed();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped in order")));
  }

  /** A service has a second port for whoever asks how it fares; the simulator has not. */
  private static void managed() throws IOException {
    var port = System.getenv("QUARKUS_MANAGEMENT_PORT");
    if (port != null) {
      var server = server(Integer.parseInt(port));
      answer(server, "/q/health/ready", "{}");
      server.start();
    }
  }

  private static HttpServer server(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }

  private static int port(List<String> args) {
    var at = args.indexOf("--port");
    return Integer.parseInt(at < 0 ? System.getenv("QUARKUS_HTTP_PORT") : args.get(at + 1));
  }

  private static void answer(HttpServer server, String path, String body) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
          }
        });
  }
}
