package io.orderwatch.local.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.orderwatch.backing.edge.BackingServices;
import io.orderwatch.backing.edge.Child;
import io.orderwatch.local.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as a process of its own, with stand-ins where the services would be. */
class LauncherTest {

  @TempDir Path root;

  @BeforeEach
  void build() throws IOException {
    StandIns.build(root);
  }

  @Test
  void it_runs_for_the_given_time_shows_everything_and_leaves_nothing_behind() throws Exception {
    var ports = StandIns.ports();
    var launcher = launch("--seconds", "2", "--port", "" + ports.base());
    assertThat(launcher.gone(Duration.ofSeconds(90))).isTrue();
    var output = Files.readString(launcher.log());
    assertThat(launcher.exitCode()).as(output).hasValue(0);
    assertThat(output)
        .containsSubsequence(
            "[1/8] checks", "✓", "[2/8] Kafka", "✓", "[7/8] logistics", "✓", "[8/8] simulator", "✓")
        .contains("http://127.0.0.1:" + ports.base() + "/ ")
        .contains("http://127.0.0.1:" + (ports.base() + 2) + "/q/swagger-ui")
        .contains("http://127.0.0.1:" + (ports.base() + 10) + "/q/health")
        .contains("http://127.0.0.1:" + (ports.base() + 10) + "/q/metrics")
        .contains("jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/orderwatch")
        .contains("not for production")
        .contains("cases open 7 of 12, next dies in ")
        .containsSubsequence("Stopping the services", "✓");
    assertThat(childrenIn(root)).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void ctrl_c_stops_everything_in_order() throws Exception {
    var launcher = launch("--port", "" + StandIns.ports().base());
    await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> Files.readString(launcher.log()).contains("cases open") || !launcher.alive());
    assertThat(launcher.alive()).as(Files.readString(launcher.log())).isTrue();
    assertThat(childrenIn(root)).isNotEmpty();

    assertThat(new ProcessBuilder("kill", "-INT", "" + launcher.pid()).start().waitFor()).isZero();

    assertThat(launcher.gone(Duration.ofSeconds(40))).isTrue();
    assertThat(launcher.exitCode()).hasValue(130);
    assertThat(childrenIn(root)).isEmpty();
    assertThat(Files.readString(root.resolve(".orderwatch/logs/order-ingest.log")))
        .contains("stopped in order");
  }

  @Test
  void a_start_that_fails_says_why_and_leaves_nothing_behind() throws Exception {
    Files.delete(root.resolve("order-ingest/target/quarkus-app/quarkus-run.jar"));
    Files.createFile(root.resolve("order-ingest/target/quarkus-app/quarkus-run.jar"));
    var launcher = launch(servers(), "--port", "" + StandIns.ports().base());
    assertThat(launcher.gone(Duration.ofSeconds(90))).isTrue();
    var output = Files.readString(launcher.log());
    assertThat(launcher.exitCode()).as(output).hasValue(1);
    assertThat(output)
        .contains("[5/8] order-ingest         … ✗")
        .contains("Not started: order-ingest died at its start (exit code 1): ")
        .contains(root.resolve(".orderwatch/logs/order-ingest.log").toString());
    assertThat(childrenIn(root)).isEmpty();
  }

  @Test
  void at_ozon_it_takes_the_address_and_the_settings_of_its_environment() throws Exception {
    try (var ozon = new OzonStandIn(root)) {
      var variables = new HashMap<>(servers());
      variables.put("OZON_API_KEY", OzonStandIn.KEY);
      variables.put("ORDERWATCH_OZON_URL", ozon.url());
      variables.put("ORDERWATCH_OZON_SEND", "true");
      variables.put("ORDERWATCH_CLOCK", "2026-01-01T00:00:00Z/2026-01-01T00:00:00Z/480.0");
      variables.put("ORDERWATCH_PASSPORT_WINDOW", "PT12H");
      var ports = StandIns.ports();
      var launcher =
          launch(variables, "--ozon", "1001", "--seconds", "5", "--port", "" + ports.base());
      await()
          .atMost(Duration.ofSeconds(90))
          .until(() -> Files.readString(launcher.log()).contains("Ozon is ") || !launcher.alive());
      assertThat(Files.readString(launcher.log()))
          .containsSubsequence("[2/8] Ozon", "✓", "[8/8] logistics", "✓")
          .contains(
              "Ozon is " + ozon.url() + " in real time, store 1001; nothing is sent to anyone")
          .doesNotContain("simulator", OzonStandIn.KEY);
      assertThat(WholeSetTest.environment("http://127.0.0.1:" + ports.of(ServiceName.NOTIFICATION)))
          .contains("ORDERWATCH_OZON_URL=" + ozon.url() + ",")
          .contains("ORDERWATCH_OZON_KEYS=1001=" + OzonStandIn.KEY + ",")
          .contains("ORDERWATCH_OZON_SEND=false,")
          .contains("ORDERWATCH_CLOCK=real,")
          .contains("ORDERWATCH_PASSPORT_WINDOW=PT12H,");
      assertThat(launcher.gone(Duration.ofSeconds(60))).isTrue();
      assertThat(launcher.exitCode()).hasValue(0);
      assertThat(ozon.ledger()).isEmpty();
    }
  }

  @Test
  void a_key_that_ozon_refuses_ends_the_start_with_what_to_do_before_anything_runs()
      throws Exception {
    try (var ozon = new OzonStandIn(root)) {
      var variables = new HashMap<>(servers());
      variables.put("OZON_API_KEY", "not-" + OzonStandIn.KEY);
      variables.put("ORDERWATCH_OZON_URL", ozon.url());
      var launcher = launch(variables, "--ozon", "1001", "--port", "" + StandIns.ports().base());
      assertThat(launcher.gone(Duration.ofSeconds(60))).isTrue();
      assertThat(launcher.exitCode()).hasValue(1);
      assertThat(Files.readString(launcher.log()))
          .contains("[2/8] Ozon                 … ✗")
          .contains("Not started: key · Ozon does not take this key for this Client-Id · copy both")
          .contains("more: ./run doctor --ozon 1001")
          .doesNotContain("Kafka   ", OzonStandIn.KEY);
      assertThat(childrenIn(root)).isEmpty();
    }
  }

  @Test
  void kept_time_goes_on_where_it_stopped() {
    var data = root.resolve("kept");
    var first = KeptTime.in(data).resumed(480);
    var later = first.now().plus(Duration.ofDays(3));
    KeptTime.in(data).remember(later);
    assertThat(KeptTime.in(data).resumed(480).start()).isEqualTo(later);
  }

  @Test
  void an_unknown_option_is_one_line_and_exit_code_2() throws Exception {
    var launcher = launch("--sped", "5");
    assertThat(launcher.gone(Duration.ofSeconds(30))).isTrue();
    assertThat(launcher.exitCode()).hasValue(2);
    assertThat(Files.readAllLines(launcher.log()))
        .containsExactly("there is no --sped (./run --help shows what there is)");
  }

  /** Names a pair of servers that is there, for tests of what does not start one. */
  static Map<String, String> servers() {
    var shared = BackingServices.shared();
    var database = shared.database().fresh();
    return Map.of(
        "ORDERWATCH_BACKING", "external",
        "ORDERWATCH_KAFKA", shared.broker().bootstrapServers(),
        "ORDERWATCH_POSTGRES", database.jdbcUrl(),
        "ORDERWATCH_POSTGRES_USER", database.user(),
        "ORDERWATCH_POSTGRES_PASSWORD", database.password());
  }

  Child launch(String... args) {
    return launch(Map.of(), args);
  }

  Child launch(Map<String, String> environment, String... args) {
    var command = new ArrayList<String>();
    if (System.getProperty("os.name").equals("Linux")) {
      // Child makes its processes deaf to Ctrl-C; this one is to hear it
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.addAll(
        List.of(
            Child.java(),
            "-Dorderwatch.root=" + root,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(args));
    return Child.start(command, environment, root.resolve("launcher.log"));
  }

  /** Processes whose command line names this test's folder, besides the launcher. */
  static List<String> childrenIn(Path root) {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(command -> command.contains(root.toString()))
        .filter(command -> !command.contains(Main.class.getName()))
        .toList();
  }
}
