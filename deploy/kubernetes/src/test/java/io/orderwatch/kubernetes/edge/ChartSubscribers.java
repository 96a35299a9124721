package io.orderwatch.kubernetes.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/**
 * The component {@code subscribers} in the chart: its example is a pattern, and there is one of it
 * for each of the list {@code subscribers}.
 */
final class ChartSubscribers {

  static final String COMPONENT = "subscribers";

  /** Helm's condition for any of them to be there. */
  static final String CONDITION = ".Values.subscribers";

  static final String EACH = "{{- range $subscriber := .Values.subscribers }}{{- with $ }}";
  static final String END = "{{- end }}{{- end }}";

  private static final String NAME = "{{ $subscriber.name }}";

  private ChartSubscribers() {}

  static void fill(Doc doc) {
    if (Subscribers.is(doc)) {
      named(doc, Subscribers.USER + NAME);
      ((ObjectNode) doc.at("/metadata"))
          .put(
              Switched.LINES_OF_HELM,
              """
              {{- if $subscriber.commands }}
              annotations:
                %s: "true"
              {{- end }}"""
                  .formatted(Subscribers.MAY_COMMAND));
      var authorization = (ObjectNode) doc.at("/spec/authorization");
      authorization.remove("acls");
      authorization.put(Switched.LINES_OF_HELM, acls());
    } else if (doc.is("NetworkPolicy") && doc.name().startsWith(Subscribers.POLICY)) {
      named(doc, Subscribers.POLICY + NAME);
      ((ObjectNode) doc.at("/spec/ingress/0/from/0/namespaceSelector/matchLabels"))
          .put("kubernetes.io/metadata.name", Switched.OF_HELM + "{{ $subscriber.namespace }}");
    }
  }

  private static void named(Doc doc, String name) {
    ((ObjectNode) doc.at("/metadata")).put("name", Switched.OF_HELM + name);
  }

  private static String acls() {
    var published =
        Subscribers.PUBLISHED.stream().map("\"%s\""::formatted).collect(Collectors.joining(" "));
    return """
    acls:
      - operations:
          - Read
          - Describe
        resource:
          name: "%1$s."
          patternType: prefix
          type: group
    {{- $published := list %2$s }}
    {{- range ternary $published $subscriber.topics (kindIs "string" $subscriber.topics) }}
      - operations:
          - Read
          - Describe
        resource:
          name: {{ . }}
          type: topic
    {{- end }}
    {{- if $subscriber.commands }}
      - operations:
          - Write
          - Describe
        resource:
          name: %3$s
          type: topic
    {{- end }}"""
        .formatted(NAME, published, Subscribers.COMMANDS);
  }
}
