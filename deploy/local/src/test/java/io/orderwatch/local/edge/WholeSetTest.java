package io.orderwatch.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.ServiceName;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeSetTest {

  @TempDir Path root;

  @Test
  void everything_starts_is_told_where_the_others_are_and_is_gone_afterwards() throws Exception {
    var config = config();
    var pids = new ArrayList<Long>();
    try (var set = WholeSet.started(config)) {
      var ingest = environment(set.url(ServiceName.INGEST));
      assertThat(ingest)
          .contains("KAFKA_BOOTSTRAP_SERVERS=" + set.broker().bootstrapServers())
          .contains("QUARKUS_DATASOURCE_JDBC_URL=" + set.database().jdbcUrl("ingest"))
          .contains("ORDERWATCH_CLOCK=real")
          .contains("ORDERWATCH_OZON_URL=http://127.0.0.1:" + config.ports().simulator());
      assertThat(Files.readString(config.logs().resolve("simulator.log")))
          .contains("--scenario, living")
          .contains(
              "http://127.0.0.1:" + config.ports().of(ServiceName.INGEST) + "/ozon/push/{store}");
      try (var admin =
          Admin.create(
              Map.<String, Object>of("bootstrap.servers", set.broker().bootstrapServers()))) {
        assertThat(admin.listTopics().names().get())
            .contains("ozon.postings.v1", "ozon.shipments.v1", "logistics-service.dlq");
      }

      var notification = set.service(ServiceName.NOTIFICATION);
      var before = notification.pid();
      notification.kill();
      assertThat(notification.running()).isFalse();
      assertThat(set.diedByThemselves()).isEmpty();
      notification.start();
      assertThat(notification.ready()).isTrue();
      assertThat(notification.pid()).isNotEqualTo(before);

      assertThat(new ReadingSummaries(set).read().line())
          .contains("cases open 7 of 12")
          .contains("reminders sent 9, buyers answered 3")
          .contains("orders saved 4, lost 1, expired –");
      set.services().forEach(part -> pids.add(part.pid()));
      pids.add(set.simulator().orElseThrow().pid());
      pids.add(set.broker().pid());
      assertThat(pids).allMatch(WholeSetTest::alive);
    }
    assertThat(pids).noneMatch(WholeSetTest::alive);
    assertThat(config.data()).doesNotExist();
    assertThat(Files.readString(config.logs().resolve("order-ingest.log")))
        .contains("stopped in order");
  }

  @Test
  void a_service_that_dies_at_its_start_is_named_with_cause_and_log_and_nothing_is_left()
      throws Exception {
    var config = config();
    var logistics = Integer.toString(config.ports().of(ServiceName.LOGISTICS));
    var set = WholeSet.prepare(config.withEnvironment(Map.of("STAND_IN_DIES", logistics)));
    assertThatThrownBy(() -> set.start(Progress.SILENT))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("logistics-service died at its start (exit code 1)")
        .hasMessageContaining("the schema is newer than this service")
        .hasMessageContaining(config.logs().resolve("logistics-service.log").toString());
    assertThat(set.broker().running()).isFalse();
    assertThat(set.database().running()).isFalse();
    assertThat(set.services()).noneMatch(Part::running);
    assertThat(set.simulator()).get().matches(part -> !part.running());
  }

  @Test
  void a_taken_port_is_named_with_its_owner_and_the_way_out() throws Exception {
    var config = config();
    var port = config.ports().of(ServiceName.INGEST);
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> WholeSet.prepare(config))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining(
              "port " + port + " is taken by process " + ProcessHandle.current().pid() + " (java)")
          .hasMessageContaining("./run --port ");
    }
  }

  @Test
  void what_is_not_built_is_named() {
    var config = config().withPrograms(Programs.built(root));
    assertThatThrownBy(() -> WholeSet.prepare(config))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("quarkus-run.jar is not there");
  }

  @Test
  void two_sets_do_not_share_a_folder() {
    var config = config();
    var claim = Disk.claim(config.data());
    try {
      assertThatThrownBy(() -> WholeSet.prepare(config))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining(config.data().toString());
    } finally {
      Disk.release(claim);
    }
  }

  SetConfig config() {
    return SetConfig.of(root, StandIns.ports(), ScaledClock.real(), new Ozon.Simulated("living"))
        .withPrograms(new StandIns());
  }

  static String environment(String url) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request = HttpRequest.newBuilder(URI.create(url + "/environment")).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
