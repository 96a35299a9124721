package io.orderwatch.contracts.edge;

import static java.util.stream.Collectors.joining;

import io.orderwatch.contracts.ChatEvent;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.StoreEntitlement;
import io.orderwatch.contracts.StoreHealthState;
import io.orderwatch.contracts.StoreRating;
import io.orderwatch.contracts.Topic;
import io.orderwatch.contracts.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** The AsyncAPI document that the records, the topics and their descriptions imply. */
final class AsyncApi {

  private static final int WIDTH = 108;

  private final Schemas schemas;
  private final Map<Topic, List<String>> types = new HashMap<>();
  private final Map<String, Golden> examples = new HashMap<>();

  /** A record does not say its topic, an event does: those of the golden files are asked. */
  AsyncApi(Schemas schemas) {
    this.schemas = schemas;
    var topics = new HashMap<String, Topic>();
    for (var golden : Golden.all()) {
      Wire.decode(golden.type(), golden.data())
          .ifPresent(event -> topics.put(golden.type(), event.topic()));
      examples.merge(golden.type(), golden, AsyncApi::plain);
    }
    declared(Event.class)
        .filter(topics::containsKey)
        .forEach(
            type ->
                types.merge(
                    topics.get(type),
                    List.of(type),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList()));
  }

  /** Of two that were written, the one without a variant. */
  private static Golden plain(Golden one, Golden other) {
    return other.file().equals(other.type() + ".json") ? other : one;
  }

  String text() {
    return template()
        .replace("# <channels>\n", each(this::channel))
        .replace("# <operations>\n", each(this::operation))
        .replace(
            "# <messages>\n",
            each(topic -> of(topic).stream().map(this::message).collect(joining())));
  }

  private String channel(Topic topic) {
    var messages =
        of(topic).stream()
            .map("      %1$s:\n        $ref: '#/components/messages/%1$s'\n"::formatted)
            .collect(joining());
    return """
      %s:
        address: %s
        title: %s
        description: >-
    %s
        messages:
    %s    bindings:
          kafka:
            topic: %s
            topicConfiguration:
              cleanup.policy: [%s]
              retention.ms: %s
            bindingVersion: 0.5.0
    """
        .formatted(
            name(topic),
            topic.wireName(),
            title(topic),
            folded(schemas.word(topic.wireName())),
            messages,
            topic.wireName(),
            topic.compacted() ? "compact" : "delete",
            topic.compacted() ? "-1" : "3024000000 # 35 days");
  }

  private String operation(Topic topic) {
    var sent = topic == Topic.SHIPMENT_COMMANDS;
    var name = name(topic);
    var messages =
        of(topic).stream()
            .map(type -> "      - $ref: '#/channels/%s/messages/%s'\n".formatted(name, type))
            .collect(joining());
    return """
      %s%s:
        action: %s
        summary: %s
        channel:
          $ref: '#/channels/%s'
        messages:
    %s"""
        .formatted(
            sent ? "send" : "receive",
            name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
            sent ? "send" : "receive",
            sent
                ? "Ask for something to be done with a shipment."
                : "Subscribe to " + topic.wireName() + ".",
            name,
            messages);
  }

  private String message(String type) {
    var golden = Objects.requireNonNull(examples.get(type), type);
    return """
        %1$s:
          name: %1$s
          title: %1$s
          traits:
            - $ref: '#/components/messageTraits/cloudEvent'
            - $ref: '#/components/messageTraits/%3$s'
          headers:
            type: object
            properties:
              ce_type:
                const: %1$s
              ce_dataschema:
                const: %2$s%1$s.json
          payload:
            $ref: schemas/%1$s.json
          examples:
            - name: %4$s
              payload:
    %5$s
    """
        .formatted(
            type,
            Schemas.HOME,
            trait(golden),
            golden.file().replaceFirst("\\.json$", ""),
            golden.text().strip().indent(12).stripTrailing());
  }

  /** Which trait says what the key and the subject are. */
  static String trait(Golden golden) {
    return switch (Wire.decode(golden.type(), golden.data()).orElseThrow()) {
      case Event.OfPosting _ -> "ofPosting";
      case ChatEvent _ -> "ofChat";
      case StoreEntitlement _, StoreRating _, StoreHealthState _ -> "ofStore";
    };
  }

  List<String> of(Topic topic) {
    return types.getOrDefault(topic, List.of());
  }

  private static String each(Function<Topic, String> part) {
    return Arrays.stream(Topic.values()).map(part).collect(joining());
  }

  /** The wire names in the order in which the records stand in the sources. */
  private static Stream<String> declared(Class<?> type) {
    return type.isAnnotationPresent(Type.class)
        ? Stream.of(type.getAnnotation(Type.class).value())
        : Arrays.stream(type.getPermittedSubclasses()).flatMap(AsyncApi::declared);
  }

  /** {@code POSTING_STATE} is {@code postingState} here. */
  private static String name(Topic topic) {
    var words = topic.name().toLowerCase(Locale.ROOT).split("_");
    return words[0]
        + Arrays.stream(words)
            .skip(1)
            .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
            .collect(joining());
  }

  private static String title(Topic topic) {
    var words = topic.name().replace('_', ' ');
    return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String folded(String text) {
    var lines = new StringBuilder("     ");
    var width = 0;
    for (var word : text.split(" ", -1)) {
      if (width + word.length() > WIDTH) {
        lines.append("\n     ");
        width = 0;
      }
      lines.append(' ').append(word);
      width += word.length() + 1;
    }
    return lines.toString();
  }

  private static String template() {
    try {
      var file = Golden.CONTRACTS.resolve("src/test/resources/asyncapi.template.yaml");
      var text = Files.readString(file);
      return text.substring(text.indexOf('\n') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
