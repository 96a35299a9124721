package io.orderwatch.contracts.edge;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.Topic;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/** What docs/events.md says: every event by its topic, with the names of its fields. */
final class EventsPage {

  private static final String BEGINNING =
      """
      # Events

      Made from the records of `libs/contracts` and their descriptions by `./mvnw -pl libs/contracts test -Dcontracts.write=true`; the links lead to
      the schemas, which say what each field holds. A field with `?` may be missing. How to read them is told in [subscribing.md](subscribing.md).
      """;

  private final Schemas schemas;
  private final AsyncApi topics;

  EventsPage(Schemas schemas, AsyncApi topics) {
    this.schemas = schemas;
    this.topics = topics;
  }

  String text() {
    return BEGINNING + Arrays.stream(Topic.values()).map(this::topic).collect(joining());
  }

  private String topic(Topic topic) {
    return """

    ## %s

    %s

    | event | says | fields |
    |---|---|---|
    %s"""
        .formatted(
            topic.wireName(),
            schemas.word(topic.wireName()),
            topics.of(topic).stream().map(this::row).collect(joining()));
  }

  private String row(String type) {
    var schema = schemas.of(Objects.requireNonNull(Wire.types().get(type), type));
    var required = schema.get("required").valueStream().map(JsonNode::asText).toList();
    return "| [`%1$s`](../libs/contracts/src/main/resources/schemas/%1$s.json) | %2$s | %3$s |\n"
        .formatted(
            type,
            schema.get("description").asText().replace("|", "\\|"),
            schema
                .get("properties")
                .propertyStream()
                .map(Map.Entry::getKey)
                .map(each -> "`" + each + "`" + (required.contains(each) ? "" : "?"))
                .collect(joining(", ")));
  }
}
