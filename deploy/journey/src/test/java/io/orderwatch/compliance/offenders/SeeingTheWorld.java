package io.orderwatch.compliance.offenders;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.compliance.offenders.edge.Innocent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.logging.Logger;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Planted: a pure class that sees the world, once in each member. */
public record SeeingTheWorld(Optional<JsonNode> tree) {

  static String file(Path path) throws IOException {
    return Files.readString(path);
  }

  static String network(HttpClient client, URI uri) {
    return client + uri.toString();
  }

  static boolean database(Connection connection) {
    return connection != null;
  }

  static void threads(ExecutorService threads) {
    threads.close();
  }

  static Thread thread(Runnable work) {
    return new Thread(work);
  }

  static void log() {
    Logger.getLogger("offender").info("seen");
  }

  static String environment() {
    return System.getProperty("user.name", "nobody");
  }

  static void console() {
    System.out.println("seen");
  }

  static Innocent edge() {
    return new Innocent();
  }

  @Incoming("in")
  static void annotated(String payload) {}

  static void machine() {
    Runtime.getRuntime().gc();
  }
}
