package io.orderwatch.notification.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.backing.edge.quarkus.Backed;
import io.orderwatch.backing.edge.quarkus.Door;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the overview dashboard asks of every service. */
@QuarkusTest
@QuarkusTestResource(
    value = Backed.class,
    initArgs = {
      @ResourceArg(name = "schema", value = Ground.SCHEMA),
      @ResourceArg(name = "topics", value = Ground.TOPICS),
    })
class MetricsTest {

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource("/")
  URI service;

  @SuppressWarnings("NullAway.Init") // set by the framework
  @TestHTTPResource(management = true)
  URI management;

  @Test
  void version_and_send_mode_are_told() {
    assertThat(metrics())
        .containsPattern(
            "(?m)^orderwatch_info\\{send=\"(true|false)\",version=\"[0-9][^\"]*\",?} 1\\.0$");
  }

  @Test
  void the_pool_of_connections_is_told() {
    assertThat(metrics())
        .containsPattern("(?m)^agroal_active_count\\{.*} ")
        .containsPattern("(?m)^agroal_awaiting_count\\{.*} ");
  }

  @Test
  void how_old_what_is_unread_is_and_who_reads_are_told_of_every_topic() {
    assertThat(metrics())
        .containsPattern("(?m)^mailbox_unread_oldest_seconds\\{topic=\"ozon.passports.v1\",?} ")
        .containsPattern("(?m)^mailbox_unread_records\\{topic=\"ozon.passports.v1\",?} ")
        .containsPattern("(?m)^mailbox_partitions ")
        .containsPattern("(?m)^mailbox_partitions_assigned ");
  }

  @Test
  void health_and_metrics_are_answered_at_the_management_port_and_nothing_else_there() {
    var door = new Door(service);
    var asked = new Door(management);
    assertThat(asked.managed()).isEqualTo(Door.MANAGED);
    assertThat(door.managed()).isEmpty();
    for (var path : List.of("/api/summary", "/api/dead-letters", "/api/log-levels", "/q/openapi")) {
      assertThat(door.ask("GET " + path, null).statusCode()).as(path).isEqualTo(200);
      assertThat(asked.ask("GET " + path, null).statusCode()).as(path).isEqualTo(404);
    }
  }

  private String metrics() {
    return new Door(management).ask("GET /q/metrics", null, "Accept", "text/plain").body();
  }
}
