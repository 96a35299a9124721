package io.orderwatch.kubernetes.edge;

import static io.orderwatch.kubernetes.edge.Kustomize.ROOT;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/** The four services, and what their own configuration says of them. */
enum Workload {
  ORDER_INGEST("order-ingest"),
  COMPLIANCE("compliance-service"),
  NOTIFICATION("notification-service"),
  LOGISTICS("logistics-service");

  private static final Map<Workload, Properties> PROPERTIES = new ConcurrentHashMap<>();

  private final String title;

  Workload(String title) {
    this.title = title;
  }

  private String setting(String key, String otherwise) {
    return PROPERTIES.computeIfAbsent(this, Workload::read).getProperty(key, otherwise);
  }

  private static Properties read(Workload workload) {
    var file = ROOT.resolve(workload.title).resolve("src/main/resources/application.properties");
    try (InputStream in = Files.newInputStream(file)) {
      var properties = new Properties();
      properties.load(in);
      return properties;
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
    return setting("quarkus.flyway.schemas", "none");
  }

  /** The topics it subscribes to. */
  List<String> consumes() {
    var topics = setting("mp.messaging.incoming.mailbox.topics", "");
    return topics.isEmpty() ? List.of() : List.of(topics.split(",", -1));
  }

  /** Connections to the database that one process holds at most. */
  int connections() {
    return Integer.parseInt(setting("quarkus.datasource.jdbc.max-size", "none"));
  }

  Duration shutdown() {
    return Duration.parse("PT" + setting("quarkus.shutdown.timeout", "0S"));
  }
}
