package io.orderwatch.observability.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.orderwatch.observability.Asked;
import io.orderwatch.observability.Promql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The dashboards and rules of {@code deploy/observability}.
 *
 * @param dashboards by file
 * @param rules the groups of rules
 */
public record Boards(TreeMap<Path, JsonNode> dashboards, JsonNode rules) {

  private static final Pattern VALUES = Pattern.compile("label_values\\((.+),\\s*(\\w+)\\)");

  /**
   * @param root of the repository
   */
  public static Boards read(Path root) throws IOException {
    var home = root.resolve("deploy/observability");
    var dashboards = new TreeMap<Path, JsonNode>();
    try (var files = Files.newDirectoryStream(home.resolve("dashboards"), "*.json")) {
      for (var file : files) {
        dashboards.put(file, new ObjectMapper().readTree(Files.readString(file)));
      }
    }
    return new Boards(dashboards, yaml(home.resolve("alerts/orderwatch.rules.yaml")));
  }

  /** The rules for Kafka and PostgreSQL, which no service of ours exposes anything for. */
  static Boards ofServers(Path root) throws IOException {
    return new Boards(
        new TreeMap<>(), yaml(root.resolve("deploy/observability/alerts/servers.rules.yaml")));
  }

  static JsonNode yaml(Path file) throws IOException {
    return new YAMLMapper().readTree(Files.readString(file));
  }

  /** Every alert and recording rule. */
  List<JsonNode> allRules() {
    var all = new ArrayList<JsonNode>();
    rules.path("groups").forEach(group -> group.path("rules").forEach(all::add));
    return all;
  }

  List<JsonNode> alerts() {
    return allRules().stream().filter(rule -> rule.has("alert")).toList();
  }

  /** All that the dashboards, their variables and the rules ask for. */
  public List<Asked> asked() {
    var asked = new ArrayList<Asked>();
    allRules().forEach(rule -> asked.addAll(Promql.asked(rule.path("expr").asText())));
    for (var dashboard : dashboards.values()) {
      dashboard.findValues("expr").forEach(expr -> asked.addAll(Promql.asked(expr.asText())));
      dashboard
          .at("/templating/list")
          .forEach(variable -> asked.addAll(values(variable.at("/query/query").asText())));
    }
    return asked;
  }

  /** What a variable's {@code label_values(selector, label)} asks for. */
  private static List<Asked> values(String query) {
    var values = VALUES.matcher(query);
    return values.matches()
        ? Promql.asked("sum by (%s) (%s)".formatted(values.group(2), values.group(1)))
        : List.of();
  }

  /** The names that recording rules make. */
  public Set<String> recorded() {
    var names = new LinkedHashSet<String>();
    allRules().stream()
        .filter(rule -> rule.has("record"))
        .forEach(rule -> names.add(rule.path("record").asText()));
    return names;
  }
}
