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
import java.util.regex.Pattern;

/** The four services, and what their configuration says of them. */
enum Workload {
  ORDER_INGEST("order-ingest"),
  COMPLIANCE("compliance-service"),
  NOTIFICATION("notification-service"),
  LOGISTICS("logistics-service");

  /** What the four have in common. */
  private static final String COMMON =
      "libs/operations/src/main/resources/META-INF/microprofile-config.properties";

  private static final Pattern MANAGEMENT = Pattern.compile("QUARKUS_MANAGEMENT_PORT=(\\d+)");

  private static final Map<Workload, Properties> PROPERTIES = new ConcurrentHashMap<>();

  private final String title;

  Workload(String title) {
    this.title = title;
  }

  private String setting(String key, String otherwise) {
    return PROPERTIES.computeIfAbsent(this, Workload::read).getProperty(key, otherwise);
  }

  private static Properties read(Workload workload) {
    var properties = new Properties();
    for (var file :
        List.of(COMMON, workload.title + "/src/main/resources/application.properties")) {
      try (InputStream in = Files.newInputStream(ROOT.resolve(file))) {
        properties.load(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return properties;
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
    return topics("mp.messaging.incoming.mailbox.topics");
  }

  /** The topics it writes, its dead letters aside. */
  List<String> writes() {
    return topics("orderwatch.topics.written");
  }

  private List<String> topics(String key) {
    var topics = setting(key, "");
    return topics.isEmpty() ? List.of() : List.of(topics.split(",", -1));
  }

  /** Connections to the database that one process holds at most. */
  int connections() {
    return Integer.parseInt(setting("quarkus.datasource.jdbc.max-size", "none"));
  }

  /** The port at which every image answers for health and metrics. */
  static int management() {
    try {
      var image = Files.readString(ROOT.resolve("deploy/images/Dockerfile"));
      var port = MANAGEMENT.matcher(image);
      return port.find() ? Integer.parseInt(port.group(1)) : -1;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Duration shutdown() {
    return Duration.parse("PT" + setting("quarkus.shutdown.timeout", "0S"));
  }
}
