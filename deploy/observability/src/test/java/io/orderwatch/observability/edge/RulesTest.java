package io.orderwatch.observability.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.observability.Asked;
import io.orderwatch.observability.Promql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** promtool runs the rules' own tests: {@code deploy/observability/check}. */
class RulesTest {

  private static final Path ROOT = Path.of(System.getProperty("orderwatch.root"));
  private static final Path HOME = ROOT.resolve("deploy/observability");

  /** Lines set as code that are no command of the shell and no SQL. */
  private static final Pattern QUERY = Pattern.compile("^ {4}(?!kubectl|curl| )");

  static Stream<String> alerts() throws IOException {
    return names().stream();
  }

  private static List<Boards> boards() throws IOException {
    return List.of(Boards.read(ROOT), Boards.ofServers(ROOT));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_has_a_test_in_which_it_fires_and_one_in_which_it_does_not(String alert)
      throws IOException {
    assertThat(untested(Set.of(alert), cases())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_says_how_bad_it_is_what_it_means_and_what_to_do(String alert) throws IOException {
    var rule =
        boards().stream()
            .flatMap(each -> each.alerts().stream())
            .filter(each -> each.path("alert").asText().equals(alert))
            .findFirst()
            .orElseThrow();
    assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
    assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
    assertThat(rule.at("/annotations/description").asText()).isNotBlank().endsWith(".");
    assertThat(rule.at("/annotations/runbook_url").asText())
        .isEqualTo("https://orderwatch.io/runbooks/" + alert);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void an_alert_has_a_page_of_at_most_35_lines_that_leads_through(String alert) throws IOException {
    assertThat(Files.readAllLines(HOME.resolve("runbooks/" + alert + ".md")))
        .hasSizeLessThanOrEqualTo(35)
        .contains("## Look", "## Do", "## Over")
        .anyMatch(line -> line.startsWith("**For the seller.** "))
        .first()
        .asString()
        .startsWith("# " + alert + ": ");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void a_page_asks_for_nothing_that_no_dashboard_and_no_alert_asks_for(String alert)
      throws IOException {
    var known = boards().stream().flatMap(each -> each.asked().stream()).map(Asked::name).toList();
    var queries =
        Files.readAllLines(HOME.resolve("runbooks/" + alert + ".md")).stream()
            .filter(line -> QUERY.matcher(line).find())
            .flatMap(line -> Promql.asked(line).stream());
    assertThat(queries.map(Asked::name)).isSubsetOf(known);
  }

  @Test
  void a_page_belongs_to_an_alert_and_alerts_have_names_of_their_own() throws IOException {
    var names = names();
    try (var pages = Files.list(HOME.resolve("runbooks"))) {
      assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
          .containsExactlyInAnyOrderElementsOf(names);
    }
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(10);
  }

  @Test
  void planted_alerts_without_tests_are_caught() {
    var cases = List.of(new Case("Half", true), new Case("Other", false));
    assertThat(untested(Set.of("Half", "None", "Other"), cases))
        .containsExactly(
            "Half never stays quiet in a test",
            "None never fires in a test",
            "None never stays quiet in a test",
            "Other never fires in a test");
  }

  @ParameterizedTest
  @CsvSource({
    "orderwatch.rules.yaml, prometheusrule.yaml, orderwatch",
    "servers.rules.yaml,    serversrule.yaml,    orderwatch-servers"
  })
  void the_rules_for_kubernetes_are_the_rules(String rules, String made, String name)
      throws IOException {
    var file = HOME.resolve("alerts").resolve(made);
    var from = HOME.resolve("alerts").resolve(rules);
    var text = forKubernetes(rules, name, Files.readString(from));
    if (Boolean.getBoolean("orderwatch.write")) {
      Files.writeString(file, text);
    }
    assertThat(Files.readString(file))
        .as(made + ": write it anew with -Dorderwatch.write=true")
        .isEqualTo(text);
    assertThat(Boards.yaml(file).path("spec")).isEqualTo(Boards.yaml(from));
  }

  private record Case(String alert, boolean fires) {}

  private static List<String> names() throws IOException {
    return boards().stream()
        .flatMap(each -> each.alerts().stream())
        .map(rule -> rule.path("alert").asText())
        .toList();
  }

  private static List<Case> cases() throws IOException {
    var cases = new ArrayList<Case>();
    try (var files = Files.newDirectoryStream(HOME.resolve("alerts"), "*_test.yaml")) {
      for (var file : files) {
        for (JsonNode tests : Boards.yaml(file).findValues("alert_rule_test")) {
          tests.forEach(
              test ->
                  cases.add(
                      new Case(
                          test.path("alertname").asText(), !test.path("exp_alerts").isEmpty())));
        }
      }
    }
    return cases;
  }

  private static List<String> untested(Set<String> alerts, List<Case> cases) {
    var untested = new ArrayList<String>();
    for (var alert : new TreeSet<>(alerts)) {
      if (!cases.contains(new Case(alert, true))) {
        untested.add(alert + " never fires in a test");
      }
      if (!cases.contains(new Case(alert, false))) {
        untested.add(alert + " never stays quiet in a test");
      }
    }
    return untested;
  }

  private static String forKubernetes(String file, String name, String rules) {
    return """
        # Made from %s: ./mvnw -pl deploy/observability test -Dorderwatch.write=true
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: %s
          labels:
            app.kubernetes.io/part-of: orderwatch
        spec:
        """
            .formatted(file, name)
        + rules.replaceAll("(?m)^(?=.)", "  ");
  }
}
