package io.orderwatch.kubernetes.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** A label selector as Kubernetes reads it; an empty one takes everything. */
record Selector(JsonNode tree) {

  boolean takes(Map<String, String> labels) {
    return tree.path("matchLabels").properties().stream()
            .allMatch(each -> each.getValue().asText().equals(labels.get(each.getKey())))
        && Doc.each(tree.path("matchExpressions")).allMatch(each -> holds(each, labels));
  }

  private static boolean holds(JsonNode expression, Map<String, String> labels) {
    var label = labels.get(expression.path("key").asText());
    List<String> values = Doc.each(expression.path("values")).map(JsonNode::asText).toList();
    return switch (expression.path("operator").asText()) {
      case "In" -> label != null && values.contains(label);
      case "NotIn" -> label == null || !values.contains(label);
      case "Exists" -> label != null;
      case "DoesNotExist" -> label == null;
      default -> throw new AssertionError("no such operator: " + expression);
    };
  }
}
