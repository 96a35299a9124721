package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.Kustomize.ROOT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/** The four services, and what their own configuration says of them. */
enum Workload {
  ORDER_INGEST("order-ingest"),
  COMPLIANCE("compliance-service"),
  NOTIFICATION("notification-service"),
  LOGISTICS("logistics-service");

  private final String title;
  private final Properties properties = new Properties();

  Workload(String title) {
    this.title = title;
    var file = ROOT.resolve(title).resolve("src/main/resources/application.properties");
    try (InputStream in = Files.newInputStream(file)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> titles() {
    return Arrays.stream(values()).map(Workload::title).toList();
  }

  static boolean has(String title) {
    return titles().contains(title);
  }

  String title() {
    return title;
  }

  String schema() {
    return String.valueOf(properties.getProperty("quarkus.flyway.schemas"));
  }

  /** The topics it subscribes to. */
  List<String> consumes() {
    var topics = properties.getProperty("mp.messaging.incoming.mailbox.topics", "");
    return topics.isEmpty() ? List.of() : List.of(topics.split(","));
  }

  /** Connections to the database that one process holds at most. */
  int connections() {
    return Integer.parseInt(properties.getProperty("quarkus.datasource.jdbc.max-size"));
  }

  Duration shutdown() {
    return Duration.parse("PT" + properties.getProperty("quarkus.shutdown.timeout"));
  }
}
