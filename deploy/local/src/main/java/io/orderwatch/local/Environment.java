package io.orderwatch.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The environment variables that tell a service where everything is. */
public final class Environment {

  private static final String SIMULATED_KEYS =
      "1001=simulator-api-key-of-1001;1002=simulator-api-key-of-1002;1003=simulator-api-key-of-1003";

  /** Who there is at the board beside the stand-in; nobody has a password. */
  public static final String LOGINS =
      "viewer=viewer;operator=operator;operator-1001=operator@1001;admin=admin";

  /** What the launcher and the servers it starts are told, and no service. */
  private static final Set<String> OURS =
      Set.of(
          "ORDERWATCH_BACKING",
          "ORDERWATCH_IMAGE_TAG",
          "ORDERWATCH_KAFKA",
          "ORDERWATCH_KAFKA_IMAGE",
          "ORDERWATCH_POSTGRES",
          "ORDERWATCH_POSTGRES_IMAGE",
          "ORDERWATCH_POSTGRES_PASSWORD",
          "ORDERWATCH_POSTGRES_USER");

  private Environment() {}

  /** The settings of services among these variables; {@link #of} goes before them. */
  public static Map<String, String> settings(Map<String, String> variables) {
    return variables.entrySet().stream()
        .filter(each -> each.getKey().startsWith("ORDERWATCH_") && !OURS.contains(each.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /**
   * What a service is told unless somebody says otherwise. Beside the stand-in whoever looks on
   * sees reminders at whatever hour he begins, and chooses at the board who he is.
   */
  public static Map<String, String> unlessSaid(Ozon ozon) {
    return switch (ozon) {
      case Ozon.Simulated _ ->
          Map.of("ORDERWATCH_PASSPORT_QUIET_HOURS", "off", "ORDERWATCH_BOARD_DEMO_LOGINS", LOGINS);
      case Ozon.Real _ -> Map.of();
    };
  }

  /**
   * Where Kafka and PostgreSQL are and what time it is.
   *
   * @param jdbcUrl with the service's own schema
   * @param clock as {@code ScaledClock} writes itself
   */
  public record Around(
      String bootstrapServers, String jdbcUrl, String user, String password, String clock) {}

  public static Map<String, String> of(ServiceName service, Ports ports, Around around, Ozon ozon) {
    var all = new LinkedHashMap<String, String>();
    all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    all.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service)));
    all.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
    all.put("KAFKA_BOOTSTRAP_SERVERS", around.bootstrapServers());
    all.put("QUARKUS_DATASOURCE_JDBC_URL", around.jdbcUrl());
    all.put("QUARKUS_DATASOURCE_USERNAME", around.user());
    all.put("QUARKUS_DATASOURCE_PASSWORD", around.password());
    all.put("ORDERWATCH_CLOCK", around.clock());
    if (service == ServiceName.COMPLIANCE) {
      all.put("ORDERWATCH_BOARD_INGEST_URL", "http://127.0.0.1:" + ports.of(ServiceName.INGEST));
      all.put(
          "ORDERWATCH_BOARD_LOGISTICS_URL", "http://127.0.0.1:" + ports.of(ServiceName.LOGISTICS));
      all.put(
          "ORDERWATCH_BOARD_NOTIFICATION_URL",
          "http://127.0.0.1:" + ports.of(ServiceName.NOTIFICATION));
    }
    switch (ozon) {
      case Ozon.Simulated _ -> {
        all.put("ORDERWATCH_OZON_URL", "http://127.0.0.1:" + ports.simulator());
        all.put("ORDERWATCH_OZON_KEYS", SIMULATED_KEYS);
        all.put("ORDERWATCH_OZON_SEND", "true");
        // only this machine reaches it, and the stand-in pushes without a secret
        all.put("ORDERWATCH_INGEST_PUSH_OPEN", "true");
      }
      case Ozon.Real(var url, var clientId, var apiKey, var send) -> {
        all.put("ORDERWATCH_OZON_URL", url);
        all.put("ORDERWATCH_OZON_KEYS", clientId + "=" + apiKey);
        all.put("ORDERWATCH_OZON_SEND", Boolean.toString(send));
        if (send) {
          all.put("ORDERWATCH_STORES_MODE", "live"); // who says so means this store
        }
      }
    }
    return all;
  }
}
