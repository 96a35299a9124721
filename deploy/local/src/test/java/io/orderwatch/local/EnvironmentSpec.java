package io.orderwatch.local;

import static io.orderwatch.local.Ozon.Real.AT_OZON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentSpec {

  static final Environment.Around AROUND =
      new Environment.Around("127.0.0.1:9006", "jdbc:x", "user", "password", "real");

  @Test
  void a_service_is_told_everything_it_needs() {
    assertThat(of(ServiceName.NOTIFICATION, new Ozon.Simulated("living")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", "9002"),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", "9010"),
                Map.entry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9006"),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:x"),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", "user"),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", "password"),
                Map.entry("ORDERWATCH_CLOCK", "real"),
                Map.entry("ORDERWATCH_OZON_URL", "http://127.0.0.1:9004"),
                Map.entry(
                    "ORDERWATCH_OZON_KEYS",
                    "1001=simulator-api-key-of-1001;1002=simulator-api-key-of-1002;1003=simulator-api-key-of-1003"),
                Map.entry("ORDERWATCH_OZON_SEND", "true"),
                Map.entry("ORDERWATCH_INGEST_PUSH_OPEN", "true")));
  }

  @Test
  void the_board_is_told_where_those_are_whom_it_asks() {
    assertThat(of(ServiceName.COMPLIANCE, new Ozon.Simulated("living")))
        .containsEntry("ORDERWATCH_BOARD_INGEST_URL", "http://127.0.0.1:9001")
        .containsEntry("ORDERWATCH_BOARD_LOGISTICS_URL", "http://127.0.0.1:9003")
        .containsEntry("ORDERWATCH_BOARD_NOTIFICATION_URL", "http://127.0.0.1:9002");
  }

  @Test
  void ozon_itself_is_only_written_to_if_that_was_said() {
    assertThat(of(ServiceName.LOGISTICS, new Ozon.Real(AT_OZON, "123", "key", false)))
        .containsEntry("ORDERWATCH_OZON_URL", "https://api-seller.ozon.ru")
        .containsEntry("ORDERWATCH_OZON_KEYS", "123=key")
        .containsEntry("ORDERWATCH_OZON_SEND", "false")
        .doesNotContainKeys("ORDERWATCH_INGEST_PUSH_OPEN", "ORDERWATCH_STORES_MODE");
    assertThat(of(ServiceName.LOGISTICS, new Ozon.Real(AT_OZON, "123", "key", true)))
        .containsEntry("ORDERWATCH_OZON_SEND", "true")
        .containsEntry("ORDERWATCH_STORES_MODE", "live");
  }

  @Test
  void settings_of_services_are_passed_on_and_the_launchers_are_not() {
    assertThat(
            Environment.settings(
                Map.of(
                    "ORDERWATCH_PASSPORT_WINDOW", "PT12H",
                    "ORDERWATCH_OZON_CALLS_PER_SECOND", "5",
                    "ORDERWATCH_BACKING", "external",
                    "ORDERWATCH_POSTGRES_PASSWORD", "p",
                    "OZON_API_KEY", "k",
                    "HOME", "/root")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("ORDERWATCH_PASSPORT_WINDOW", "PT12H", "ORDERWATCH_OZON_CALLS_PER_SECOND", "5"));
  }

  @Test
  void beside_the_stand_in_reminders_are_seen_at_any_hour_and_at_ozon_buyers_may_sleep() {
    assertThat(Environment.unlessSaid(new Ozon.Simulated("story.json")))
        .isEqualTo(
            Map.of(
                "ORDERWATCH_PASSPORT_QUIET_HOURS",
                "off",
                "ORDERWATCH_BOARD_DEMO_LOGINS",
                Environment.LOGINS));
    assertThat(Environment.unlessSaid(new Ozon.Real(AT_OZON, "123", "key", true))).isEmpty();
  }

  @Test
  void no_two_parts_share_a_port() {
    var ports = new Ports(9000);
    assertThat(Arrays.stream(ServiceName.values()).map(ports::of))
        .containsExactly(9000, 9001, 9002, 9003);
    assertThat(
            new int[] {ports.simulator(), ports.postgres(), ports.kafka(), ports.kafkaController()})
        .containsExactly(9004, 9005, 9006, 9007);
    assertThat(Arrays.stream(ServiceName.values()).map(ports::management))
        .containsExactly(9008, 9009, 9010, 9011);
    assertThat(ports.base() + Ports.COUNT).as("the next set begins behind them").isEqualTo(9012);
  }

  static Map<String, String> of(ServiceName service, Ozon ozon) {
    return Environment.of(service, new Ports(9000), AROUND, ozon);
  }
}
