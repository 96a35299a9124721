package io.orderwatch.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** The environment variables that tell a service where everything is. */
public final class Environment {

  private static final String OZON_HOST = "https://api-seller.ozon.ru";
  private static final String SIMULATED_KEYS =
      "1001=sim-key-1001;1002=sim-key-1002;1003=sim-key-1003";

  private Environment() {}

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
    all.put("KAFKA_BOOTSTRAP_SERVERS", around.bootstrapServers());
    all.put("QUARKUS_DATASOURCE_JDBC_URL", around.jdbcUrl());
    all.put("QUARKUS_DATASOURCE_USERNAME", around.user());
    all.put("QUARKUS_DATASOURCE_PASSWORD", around.password());
    all.put("ORDERWATCH_CLOCK", around.clock());
    switch (ozon) {
      case Ozon.Simulated _ -> {
        all.put("ORDERWATCH_OZON_URL", "http://127.0.0.1:" + ports.simulator());
        all.put("ORDERWATCH_OZON_KEYS", SIMULATED_KEYS);
        all.put("ORDERWATCH_OZON_SEND", "true");
        // only this machine reaches it, and the stand-in pushes without a secret
        all.put("ORDERWATCH_INGEST_PUSH_OPEN", "true");
      }
      case Ozon.Real(var clientId, var apiKey, var send) -> {
        all.put("ORDERWATCH_OZON_URL", OZON_HOST);
        all.put("ORDERWATCH_OZON_KEYS", clientId + "=" + apiKey);
        all.put("ORDERWATCH_OZON_SEND", Boolean.toString(send));
      }
    }
    return all;
  }
}
