package io.orderwatch.contracts.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.orderwatch.contracts.PostingRef;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One schema file per event, each usable alone, and each saying what the record says. */
class SchemaTest {

  static final Path FOLDER = Golden.CONTRACTS.resolve("src/main/resources/schemas");

  static List<Golden> goldens() {
    return Golden.all();
  }

  @Test
  void every_schema_file_belongs_to_an_event() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Wire.types().keySet().stream().map(type -> type + ".json").toList());
    }
  }

  @Test
  void every_schema_file_is_a_schema_of_draft_2020_12() {
    var factory = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    var metaSchema = factory.getSchema(URI.create(Schemas.DIALECT));
    for (var type : Wire.types().keySet()) {
      assertThat(metaSchema.validate(read(type))).as(type).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void every_golden_file_is_what_its_schema_says(Golden golden) {
    assertThat(faults(golden.type(), golden.tree())).isEmpty();
    assertThat(faults(golden.type(), golden.tree().put("addedOneDay", 1))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goldens")
  void an_event_without_a_required_field_or_with_a_wrong_type_is_not(Golden golden) {
    var required = requiredFields(golden.tree(), golden.type());
    assertThat(required).isNotEmpty();
    for (var field : required) {
      assertThat(faults(golden.type(), field.removed())).as(field.path()).isNotEmpty();
      assertThat(faults(golden.type(), field.nulled())).as(field.path()).isNotEmpty();
      assertThat(faults(golden.type(), field.mistyped())).as(field.path()).isNotEmpty();
    }
  }

  @Test
  void a_moment_that_is_none_and_an_unknown_basis_are_refused() {
    var data = "{\"ref\":\"1:a\",\"deadline\":{\"at\":\"%s\",\"basis\":\"%s\"}}";
    var good = data.formatted("2026-11-21T09:14:03Z", "FIRST_SEEN");
    assertThat(faults("passport.expired.v1", parse(good))).isEmpty();
    assertThat(faults("passport.expired.v1", parse(data.formatted("tomorrow", "FIRST_SEEN"))))
        .isNotEmpty();
    assertThat(faults("passport.expired.v1", parse(data.formatted("2026-11-21T09:14:03Z", "X"))))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1:a", "148529:0132112277-0102-1", "12345678901234567890:A_b-9"})
  void the_pattern_of_a_reference_allows_what_a_reference_allows(String key) {
    assertThatCode(() -> PostingRef.parse(key)).doesNotThrowAnyException();
    assertThat(key).matches(Schemas.REF);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ":", "1:", ":a", "a:1", "1:-a", "123456789012345678901:a", "1:a:b"})
  void the_pattern_of_a_reference_refuses_what_a_reference_refuses(String key) {
    assertThatThrownBy(() -> PostingRef.parse(key)).isInstanceOf(IllegalArgumentException.class);
    assertThat(key).doesNotMatch(Schemas.REF);
  }

  /** A field of an event that has to be there. */
  record Field(JsonNode event, JsonPointer at) {

    String path() {
      return at.toString();
    }

    JsonNode removed() {
      var copy = event.deepCopy();
      owner(copy).remove(name());
      return copy;
    }

    JsonNode nulled() {
      var copy = event.deepCopy();
      owner(copy).putNull(name());
      return copy;
    }

    /** No field of an event is a list of lists. */
    JsonNode mistyped() {
      var copy = event.deepCopy();
      owner(copy).putArray(name()).addArray();
      return copy;
    }

    private ObjectNode owner(JsonNode copy) {
      return (ObjectNode) copy.at(at.head());
    }

    private String name() {
      return at.last().getMatchingProperty();
    }
  }

  /** Every field of this event that its schema requires, at any depth. */
  static List<Field> requiredFields(JsonNode event, String type) {
    var schema = read(type);
    return required(event, schema, schema, JsonPointer.empty())
        .map(at -> new Field(event, at))
        .toList();
  }

  private static Stream<JsonPointer> required(
      JsonNode value, JsonNode schema, JsonNode root, JsonPointer at) {
    if (schema.has("$ref")) {
      return required(value, root.at(schema.get("$ref").asText().substring(1)), root, at);
    }
    if (value.isArray()) {
      return Stream.iterate(0, i -> i < value.size(), i -> i + 1)
          .flatMap(i -> required(value.get(i), schema.get("items"), root, at.appendIndex(i)));
    }
    var here = schema.path("required").valueStream().map(name -> at.appendProperty(name.asText()));
    var below =
        value
            .propertyStream()
            .flatMap(
                field ->
                    required(
                        field.getValue(),
                        schema.at("/properties/" + field.getKey()),
                        root,
                        at.appendProperty(field.getKey())));
    return Stream.concat(here, below);
  }

  private static Set<String> faults(String type, JsonNode event) {
    var faults = new TreeSet<String>();
    schema(type).validate(event).stream().map(ValidationMessage::getMessage).forEach(faults::add);
    return faults;
  }

  private static JsonSchema schema(String type) {
    var config = SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(read(type), config);
  }

  private static JsonNode read(String type) {
    try {
      return Golden.tree(Files.readAllBytes(FOLDER.resolve(type + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String text) {
    return Golden.tree(text.getBytes(StandardCharsets.UTF_8));
  }
}
