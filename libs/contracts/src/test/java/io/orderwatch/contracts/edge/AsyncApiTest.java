package io.orderwatch.contracts.edge;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The AsyncAPI document says what the records, the topics and the schemas say. */
class AsyncApiTest {

  static final Path RESOURCES = Golden.CONTRACTS.resolve("src/main/resources");
  static final JsonNode DOCUMENT = document();

  /** The wire names of each topic, as the events themselves name it. */
  static final Map<Topic, Set<String>> TYPES =
      Golden.all().stream()
          .collect(
              groupingBy(
                  golden -> Wire.decode(golden.type(), golden.data()).orElseThrow().topic(),
                  mapping(Golden::type, toCollection(TreeSet::new))));

  @Test
  void it_reads_from_the_whole_to_the_parts() {
    assertThat(DOCUMENT.path("asyncapi").asText()).isEqualTo("3.0.0");
    assertThat(names(DOCUMENT))
        .containsExactly(
            "asyncapi",
            "info",
            "defaultContentType",
            "servers",
            "channels",
            "operations",
            "components");
  }

  @Test
  void the_channels_are_the_topics_in_their_order_and_the_dead_letters() {
    var topics = Arrays.stream(Topic.values()).map(Topic::wireName);
    assertThat(
            DOCUMENT.get("channels").valueStream().map(channel -> channel.get("address").asText()))
        .containsExactlyElementsOf(Stream.concat(topics, Stream.of("{service}.dlq")).toList());
    assertThat(DOCUMENT.at("/channels").valueStream())
        .allSatisfy(channel -> assertThat(channel.path("description").asText()).isNotBlank());
  }

  @ParameterizedTest
  @EnumSource
  void every_wire_name_is_in_the_channel_of_its_topic_and_in_no_other(Topic topic) {
    assertThat(names(channel(topic).get("messages")))
        .containsExactlyInAnyOrderElementsOf(TYPES.getOrDefault(topic, Set.of()))
        .allSatisfy(
            type ->
                assertThat(channel(topic).get("messages").get(type).get("$ref").asText())
                    .isEqualTo("#/components/messages/" + type));
  }

  @ParameterizedTest
  @EnumSource
  void a_channel_says_how_long_kafka_keeps_its_records(Topic topic) {
    var kafka = channel(topic).at("/bindings/kafka");
    var configuration = kafka.get("topicConfiguration");
    assertThat(kafka.get("topic").asText()).isEqualTo(topic.wireName());
    assertThat(configuration.at("/cleanup.policy/0").asText())
        .isEqualTo(topic.compacted() ? "compact" : "delete");
    assertThat(configuration.get("retention.ms").asLong())
        .isEqualTo(topic.compacted() ? -1 : Duration.ofDays(35).toMillis());
  }

  @ParameterizedTest
  @EnumSource
  void a_subscriber_receives_every_topic_but_sends_the_commands(Topic topic) {
    var operations =
        DOCUMENT
            .get("operations")
            .valueStream()
            .filter(o -> target(o.get("channel")).equals(channel(topic)))
            .toList();
    assertThat(operations).hasSize(1);
    var operation = operations.getFirst();
    assertThat(operation.get("action").asText())
        .isEqualTo(topic == Topic.SHIPMENT_COMMANDS ? "send" : "receive");
    assertThat(operation.get("messages").valueStream().map(m -> last(m.get("$ref").asText())))
        .containsExactlyElementsOf(names(channel(topic).get("messages")));
  }

  @Test
  void every_message_names_its_type_and_its_schema() {
    var messages = DOCUMENT.at("/components/messages");
    assertThat(names(messages).stream().filter(name -> !name.equals("deadLetter")))
        .containsExactlyInAnyOrderElementsOf(Wire.types().keySet());
    for (var type : Wire.types().keySet()) {
      var message = messages.get(type);
      assertThat(message.get("name").asText()).isEqualTo(type);
      assertThat(message.at("/traits/0/$ref").asText())
          .isEqualTo("#/components/messageTraits/cloudEvent");
      assertThat(message.at("/headers/properties/ce_type/const").asText()).isEqualTo(type);
      assertThat(message.at("/payload/$ref").asText()).isEqualTo("schemas/" + type + ".json");
      assertThat(message.at("/headers/properties/ce_dataschema/const").asText())
          .isEqualTo(target(message.get("payload")).get("$id").asText());
    }
  }

  @Test
  void the_headers_are_those_of_cloud_events_in_binary_mode() {
    var trait = DOCUMENT.at("/components/messageTraits/cloudEvent");
    var headers = trait.at("/headers/properties");
    assertThat(names(headers))
        .containsExactly(
            "ce_specversion",
            "ce_id",
            "ce_source",
            "ce_type",
            "ce_time",
            "ce_subject",
            "ce_dataschema",
            "traceparent",
            "content-type");
    assertThat(texts(trait.at("/headers/required")))
        .containsExactlyInAnyOrderElementsOf(
            names(headers).stream().filter(name -> !name.equals("traceparent")).toList());
    assertThat(headers.at("/content-type/const").asText()).isEqualTo("application/json");
  }

  @Test
  void a_message_says_what_its_key_and_its_subject_are() {
    for (var golden : Golden.all()) {
      var event = Wire.decode(golden.type(), golden.data()).orElseThrow();
      var message = DOCUMENT.at("/components/messages").get(golden.type());
      assertThat(message.get("traits")).hasSize(2);
      var trait = target(message.at("/traits/1"));
      assertThat(event.key())
          .as(golden.file())
          .matches(trait.at("/bindings/kafka/key/pattern").asText());
      var ofStore = event.key().equals(event.store().value());
      assertThat(trait.at("/bindings/kafka/key/pattern").asText().contains(":"))
          .isNotEqualTo(ofStore);
      var subject = trait.at("/headers/properties/ce_subject/description").asText();
      if (event instanceof Event.OfPosting) {
        assertThat(subject).contains("number of the posting");
      } else {
        assertThat(subject).contains(ofStore ? "Client-Id" : "id of the chat");
      }
    }
  }

  @Test
  void a_message_shows_what_was_written_once() {
    for (var type : Wire.types().keySet()) {
      var examples = DOCUMENT.at("/components/messages").get(type).path("examples");
      assertThat(examples).as(type).hasSize(1);
      var golden =
          Golden.all().stream()
              .filter(each -> each.file().equals(examples.at("/0/name").asText() + ".json"))
              .findFirst()
              .orElseThrow();
      assertThat(golden.type()).isEqualTo(type);
      assertThat(examples.at("/0/payload")).isEqualTo(yaml(golden.text()));
    }
  }

  @Test
  void a_dead_letter_says_why_it_lies_there_and_where_it_came_from() {
    var headers = DOCUMENT.at("/components/messages/deadLetter/headers");
    assertThat(names(headers.get("properties")))
        .containsExactly("dlq_reason", "dlq_topic", "dlq_partition", "dlq_offset", "dlq_attempts")
        .containsExactlyElementsOf(texts(headers.get("required")));
    var channel = DOCUMENT.at("/channels/deadLetters");
    assertThat(texts(channel.at("/parameters/service/enum")))
        .containsExactly(
            "order-ingest", "compliance-service", "notification-service", "logistics-service");
    assertThat(channel.at("/bindings/kafka/topicConfiguration/retention.ms").asLong())
        .isEqualTo(Duration.ofDays(30).toMillis());
  }

  @Test
  void every_reference_leads_somewhere() {
    assertThat(DOCUMENT.findValues("$ref")).hasSizeGreaterThan(3 * Wire.types().size());
    assertThat(DOCUMENT.findParents("$ref"))
        .allSatisfy(
            reference ->
                assertThat(target(reference).isObject()).as(reference.toString()).isTrue());
  }

  private static JsonNode channel(Topic topic) {
    return DOCUMENT
        .get("channels")
        .valueStream()
        .filter(channel -> channel.get("address").asText().equals(topic.wireName()))
        .findFirst()
        .orElseThrow();
  }

  /** What a reference leads to: a place in the document, or a file beside it. */
  private static JsonNode target(JsonNode reference) {
    var to = reference.get("$ref").asText();
    try {
      return to.startsWith("#")
          ? DOCUMENT.at(to.substring(1))
          : Golden.tree(Files.readAllBytes(RESOURCES.resolve(to)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String last(String reference) {
    return reference.substring(reference.lastIndexOf('/') + 1);
  }

  private static List<String> names(JsonNode object) {
    return object.propertyStream().map(Map.Entry::getKey).toList();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static JsonNode yaml(String text) {
    try {
      return new YAMLMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode document() {
    try {
      return new YAMLMapper().readTree(Files.readAllBytes(RESOURCES.resolve("asyncapi.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
