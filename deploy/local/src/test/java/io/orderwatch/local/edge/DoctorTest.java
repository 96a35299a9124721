package io.orderwatch.local.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.orderwatch.backing.edge.Child;
import io.orderwatch.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./run doctor} as a process of its own. */
@Timeout(120)
class DoctorTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path root;
  @TempDir Path elsewhere;

  private final Ports ports = StandIns.ports();

  @BeforeEach
  void build() throws IOException {
    StandIns.build(root);
  }

  @Test
  void on_a_machine_that_will_do_nothing_fails_and_the_folder_stays_as_it_was() throws Exception {
    var before = files(root);
    try (var ozon = new OzonStandIn(elsewhere)) {
      var looked = doctor(Map.of("ORDERWATCH_OZON_URL", ozon.url()));
      assertThat(looked.lines())
          .contains(
              "This machine", "  ✓ build · everything is built", "  ✓ clock · agrees with Ozon's")
          .contains("  ✓ ports · %d to %d are free".formatted(ports.base(), ports.base() + 11))
          .anyMatch(line -> line.matches("  ✓ JDK · [0-9.+a-zA-Z-]+ .* at .*"))
          .anyMatch(line -> line.startsWith("  ✓ Kafka and PostgreSQL · embedded: "))
          .last()
          .asString()
          .matches("[89] ✓, [01] !, 0 ✗[.] Nothing keeps ./run from working; .*");
      assertThat(looked.exitCode()).isZero();
      assertThat(ozon.summary()).contains("\"calls\":{\"/ 404\":1}");
    }
    assertThat(files(root)).isEqualTo(before);
  }

  @Test
  void with_a_store_it_tells_of_both_and_the_key_is_nowhere() throws Exception {
    try (var ozon = new OzonStandIn(elsewhere)) {
      ozon.key("P5D", List.of("/v3/chat/list"));
      var looked = doctor(at(ozon), "--ozon", "1001");
      assertThat(looked.exitCode()).isEqualTo(1);
      assertThat(looked.lines())
          .contains("Store 1001 at " + ozon.url())
          .anyMatch(line -> line.startsWith("  ! key · is taken, ends on "))
          .anyMatch(line -> line.startsWith("  ✓ postings · "))
          .anyMatch(
              line -> line.startsWith("  ✗ seeing answers · the key does not open /v3/chat/list"))
          .last()
          .asString()
          .contains(" 1 !, 1 ✗");
      assertThat(String.join("\n", looked.lines())).doesNotContain(OzonStandIn.KEY, "\u001b");
      assertThat(ozon.ledger()).isEmpty();
    }
  }

  @Test
  void taken_ports_are_named_with_their_owner_and_a_way_out_that_works() throws Exception {
    try (var _ = new ServerSocket(ports.kafka(), 1, InetAddress.getLoopbackAddress())) {
      var looked = doctor(Map.of("ORDERWATCH_OZON_URL", "http://127.0.0.1:9"), "--json");
      assertThat(looked.exitCode()).isEqualTo(1);
      var told = looked.json();
      assertThat(told.path("ok").asBoolean()).isFalse();
      assertThat(told.path("failed").asInt()).isEqualTo(1);
      assertThat(told.path("warnings").asInt()).isPositive();
      var finding = finding(told, "ports");
      assertThat(finding.path("verdict").asText()).isEqualTo("failed");
      assertThat(finding.path("evidence").asText())
          .startsWith("port %d is taken".formatted(ports.kafka()))
          .contains("by process " + ProcessHandle.current().pid());
      var base = Integer.parseInt(finding.path("fix").asText().replaceAll(".*--port ", ""));
      assertThat(IntStream.range(base, base + Ports.COUNT))
          .allMatch(io.orderwatch.backing.edge.FreePorts::isFree);
      assertThat(finding(told, "clock").path("verdict").asText()).isEqualTo("warning");
    }
  }

  @Test
  void json_is_one_object_of_a_shape_that_stays() throws Exception {
    try (var ozon = new OzonStandIn(elsewhere)) {
      var told = doctor(at(ozon), "--ozon", "1002", "--json").json();
      assertThat(told.fieldNames())
          .toIterable()
          .containsExactly("ok", "failed", "warnings", "findings");
      assertThat(told.path("findings"))
          .hasSize(25)
          .allSatisfy(
              each ->
                  assertThat(each.fieldNames())
                      .toIterable()
                      .containsExactly("id", "verdict", "evidence", "fix"));
      assertThat(finding(told, "subscription").path("verdict").asText()).isEqualTo("warning");
      assertThat(told.path("ok").asBoolean()).isTrue();
    }
  }

  @Test
  void what_the_page_of_a_proxy_hides_is_found_where_java_goes_by_one() throws Exception {
    try (var ozon = new OzonStandIn(elsewhere)) {
      var proxy = java.net.URI.create(ozon.url());
      var variables = new HashMap<>(at(ozon));
      variables.put("ORDERWATCH_OZON_URL", "http://ozon.invalid");
      variables.put(
          "JAVA_TOOL_OPTIONS", "-Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=" + proxy.getPort());
      var looked = doctor(variables, "--ozon", "1001");
      assertThat(looked.lines())
          .anyMatch(line -> line.contains("http://ozon.invalid is reached by the proxy 127.0.0.1"));
    }
  }

  @Test
  void what_is_missing_and_what_is_stale_is_said_and_not_built() throws Exception {
    Files.delete(root.resolve("order-ingest/target/quarkus-app/quarkus-run.jar"));
    var looked = doctor(Map.of("ORDERWATCH_OZON_URL", "http://127.0.0.1:9"));
    assertThat(looked.lines())
        .contains("  ! build · parts that are not built: 1 · ./run builds them");
    assertThat(looked.exitCode()).isZero();
  }

  @Test
  void wrong_usage_is_exit_code_2() throws Exception {
    assertThat(doctor(Map.of(), "--speed", "5").exitCode()).isEqualTo(2);
    var withoutKey = doctor(Map.of("OZON_API_KEY", ""), "--ozon", "1001");
    assertThat(withoutKey.exitCode()).isEqualTo(2);
    assertThat(withoutKey.lines()).singleElement().asString().contains("OZON_API_KEY");
    var odd = doctor(Map.of("OZON_API_KEY", "a key"), "--ozon", "1001");
    assertThat(odd.lines()).singleElement().asString().doesNotContain("a key");
  }

  private record Looked(int exitCode, List<String> lines) {

    JsonNode json() throws IOException {
      assertThat(lines).hasSize(1);
      return JSON.readTree(lines.getFirst());
    }
  }

  private static Map<String, String> at(OzonStandIn ozon) {
    return Map.of("ORDERWATCH_OZON_URL", ozon.url(), "OZON_API_KEY", OzonStandIn.KEY);
  }

  private Looked doctor(Map<String, String> variables, String... more) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Child.java(),
                "-Dorderwatch.root=" + root,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "doctor",
                "--port",
                "" + ports.base()));
    command.addAll(List.of(more));
    var environment = new HashMap<>(Map.of("ORDERWATCH_BACKING", "embedded"));
    environment.putAll(variables);
    var child = Child.start(command, environment, elsewhere.resolve("doctor.log"));
    assertThat(child.gone(Duration.ofSeconds(60))).isTrue();
    var lines =
        Files.readAllLines(child.log()).stream()
            .filter(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
            .toList();
    Files.delete(child.log());
    return new Looked(child.exitCode().orElseThrow(), lines);
  }

  private static JsonNode finding(JsonNode told, String id) {
    for (var finding : told.path("findings")) {
      if (finding.path("id").asText().equals(id)) {
        return finding;
      }
    }
    throw new AssertionError(id + " is not among " + told);
  }

  private static List<String> files(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      return all.map(Path::toString).sorted().toList();
    }
  }
}
