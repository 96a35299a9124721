package io.orderwatch.observability.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.observability.Exposed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DashboardsTest {

  private static final Path ROOT = Path.of(System.getProperty("orderwatch.root"));

  private static final Pattern FAULTS =
      Pattern.compile(
          "ALERTS|dead_letters|unknown|unreached|_oldest_|overdue|awaiting|_assigned|5\\.\\.");

  static Stream<JsonNode> dashboards() throws IOException {
    return Boards.read(ROOT).dashboards().values().stream();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void a_dashboard_fits_every_grafana(JsonNode dashboard) {
    assertThat(faults(dashboard)).isEmpty();
  }

  @Test
  void planted_faults_are_caught() throws IOException {
    var dashboard = dashboards().findFirst().orElseThrow().<ObjectNode>deepCopy();
    ((ObjectNode) dashboard.path("time")).put("from", "2026-11-23T00:00:00Z");
    var panel = (ObjectNode) dashboard.path("panels").get(1);
    panel.put("id", 1).set("gridPos", dashboard.path("panels").get(0).path("gridPos"));
    ((ObjectNode) panel.path("datasource")).put("uid", "P1809F7CD0C75ACF3");
    ((ObjectNode) panel.at("/fieldConfig/defaults")).remove("unit");
    assertThat(faults(dashboard))
        .containsExactly(
            "a time that is not relative",
            "panel 1: not alone in its place",
            "panel 1: another has its id",
            "panel 1: its data source is fixed",
            "panel 1: no unit");
  }

  /** Nothing to show reads as a fault of the dashboard, green as all is well. */
  @Test
  void every_figure_of_the_overview_has_thresholds_and_a_fault_that_is_not_there_is_zero()
      throws IOException {
    var overview =
        dashboards()
            .filter(each -> each.path("uid").asText().equals("orderwatch-overview"))
            .findFirst()
            .orElseThrow();
    assertThat(unclear(overview)).isEmpty();
    var planted = overview.<ObjectNode>deepCopy();
    ((ObjectNode) planted.at("/panels/1/fieldConfig/defaults")).remove("thresholds");
    ((ObjectNode) planted.at("/panels/1/targets/0")).put("expr", "sum(dead_letters)");
    assertThat(unclear(planted))
        .containsExactly("panel 2: no thresholds", "panel 2: no 0 when all is well");
  }

  private static List<String> unclear(JsonNode dashboard) {
    var unclear = new ArrayList<String>();
    for (var panel : dashboard.path("panels")) {
      if (panel.path("type").asText().equals("stat")) {
        var name = "panel " + panel.path("id").asText() + ": ";
        var steps = panel.at("/fieldConfig/defaults/thresholds/steps");
        if (steps.isEmpty()) {
          unclear.add(name + "no thresholds");
        }
        var faults = panel.at("/targets/0/expr").asText();
        if (FAULTS.matcher(faults).find() && !faults.endsWith(" or vector(0)")) {
          unclear.add(name + "no 0 when all is well");
        }
      }
    }
    return unclear;
  }

  @Test
  void there_are_five_with_names_of_their_own_that_ask_for_something() throws IOException {
    assertThat(dashboards().map(each -> each.path("uid").asText()))
        .containsExactlyInAnyOrder(
            "orderwatch-overview",
            "orderwatch-passport",
            "orderwatch-pipeline",
            "orderwatch-ozon",
            "orderwatch-jvm");
    assertThat(Boards.read(ROOT).asked()).hasSizeGreaterThan(60);
  }

  @Test
  void what_a_panel_a_variable_or_a_rule_asks_for_in_vain_is_caught() throws IOException {
    var json = new ObjectMapper();
    var dashboards = new TreeMap<Path, JsonNode>();
    dashboards.put(
        Path.of("planted.json"),
        json.readTree(
            """
            {"panels": [{"targets": [{"expr": "sum by (kind) (known_total)"}]}],
             "templating": {"list": [{"query": "prometheus"}, {"query": {"query": "label_values(unknown, job)"}}]}}"""));
    var rules =
        json.readTree(
            """
            {"groups": [{"rules": [{"record": "made:here", "expr": "rate(gone_total[5m])"},
                                   {"alert": "A", "expr": "made:here > 1 and known_total"}]}]}""");
    var planted = new Boards(dashboards, rules);
    assertThat(
            Exposed.read(List.of("known_total 1.0")).missing(planted.asked(), planted.recorded()))
        .containsExactly(
            "gone_total is not exposed", "known_total has no label kind", "unknown is not exposed");
  }

  private static List<String> faults(JsonNode dashboard) {
    var faults = new ArrayList<String>();
    if (!dashboard.at("/time/from").asText().startsWith("now-")
        || !dashboard.at("/time/to").asText().equals("now")) {
      faults.add("a time that is not relative");
    }
    var taken = new HashSet<String>();
    var ids = new HashSet<Integer>();
    for (var panel : dashboard.path("panels")) {
      var name = "panel " + panel.path("id").asText() + ": ";
      if (!places(panel.path("gridPos")).allMatch(taken::add)) {
        faults.add(name + "not alone in its place");
      }
      if (!ids.add(panel.path("id").asInt())) {
        faults.add(name + "another has its id");
      }
      if (!panel.at("/datasource/uid").asText().equals("${datasource}")) {
        faults.add(name + "its data source is fixed");
      }
      if (panel.at("/fieldConfig/defaults/unit").asText().isEmpty()) {
        faults.add(name + "no unit");
      }
      if (panel.path("targets").isEmpty() || panel.path("title").asText().isEmpty()) {
        faults.add(name + "nothing to show");
      }
    }
    for (var variable : dashboard.at("/templating/list")) {
      if (!Set.of("datasource", "query").contains(variable.path("type").asText())) {
        faults.add("a variable that is not asked for: " + variable.path("name"));
      }
    }
    return faults;
  }

  private static Stream<String> places(JsonNode grid) {
    var places = new ArrayList<String>();
    for (var x = 0; x < grid.path("w").asInt(); x++) {
      for (var y = 0; y < grid.path("h").asInt(); y++) {
        places.add((grid.path("x").asInt() + x) + "/" + (grid.path("y").asInt() + y));
      }
    }
    return places.stream();
  }
}
