package io.orderwatch.contracts.edge;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.Type;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The JSON Schema that an event record implies, with the words of descriptions.properties. */
final class Schemas {

  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  static final String HOME = "https://orderwatch.io/schemas/";
  static final String REF = "^[0-9]{1,20}:[0-9A-Za-z][0-9A-Za-z_-]{0,63}$";

  private final Properties words = words();
  private final Set<String> used = new TreeSet<>();

  ObjectNode of(Class<?> event) {
    var type = event.getAnnotation(Type.class).value();
    var schema = Golden.JSON.createObjectNode();
    schema.put("$schema", DIALECT).put("$id", HOME + type + ".json").put("title", type);
    var definitions = Golden.JSON.createObjectNode();
    schema.setAll(object(event, type, definitions));
    if (!definitions.isEmpty()) {
      schema.set("$defs", definitions);
    }
    return schema;
  }

  /** Words that no schema has asked for so far. */
  Set<String> unused() {
    var unused = new TreeSet<>(words.stringPropertyNames());
    unused.removeAll(used);
    return unused;
  }

  private ObjectNode object(Class<?> shape, String name, ObjectNode definitions) {
    var schema = Golden.JSON.createObjectNode();
    schema.put("description", word(name)).put("type", "object");
    var properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (var component : shape.getRecordComponents()) {
      var property = value(component.getGenericType(), definitions);
      property.put("description", word(name, component));
      properties.set(component.getName(), property);
      if (!Required.isOptional(component)) {
        required.add(component.getName());
      }
    }
    // Consumers have to bear fields that newer producers add.
    schema.put("additionalProperties", true);
    return schema;
  }

  private ObjectNode value(java.lang.reflect.Type type, ObjectNode definitions) {
    var schema = Golden.JSON.createObjectNode();
    switch (type) {
      case ParameterizedType list when list.getRawType() == List.class ->
          schema
              .put("type", "array")
              .set("items", value(list.getActualTypeArguments()[0], definitions));
      case Class<?> c when c == String.class -> schema.put("type", "string");
      case Class<?> c when c == boolean.class || c == Boolean.class ->
          schema.put("type", "boolean");
      case Class<?> c when c == int.class || c == Integer.class ->
          schema.put("type", "integer").put("format", "int32");
      case Class<?> c when c == long.class -> schema.put("type", "integer").put("format", "int64");
      case Class<?> c when c == BigDecimal.class -> schema.put("type", "number");
      case Class<?> c when c == Instant.class ->
          schema.put("type", "string").put("format", "date-time");
      case Class<?> c when c == LocalDate.class ->
          schema.put("type", "string").put("format", "date");
      case Class<?> c when c == StoreId.class ->
          schema.put("type", "string").put("pattern", "^[0-9]{1,20}$");
      case Class<?> c when c == PostingRef.class || c == ChatRef.class ->
          schema.put("type", "string").put("pattern", REF);
      case Class<?> c when c.isEnum() -> {
        var constants = schema.put("type", "string").putArray("enum");
        for (var constant : c.getEnumConstants()) {
          constants.add(((Enum<?>) constant).name());
        }
      }
      case Class<?> c when c.isRecord() -> {
        schema.put("$ref", "#/$defs/" + c.getSimpleName());
        if (!definitions.has(c.getSimpleName())) {
          definitions.set(c.getSimpleName(), object(c, c.getSimpleName(), definitions));
        }
      }
      default -> throw new IllegalStateException("no schema is known for " + type);
    }
    return schema;
  }

  private String word(String shape, RecordComponent component) {
    var own = shape + "." + component.getName();
    return word(words.containsKey(own) ? own : "*." + component.getName());
  }

  /** What descriptions.properties says of a topic, a type, a record or a field. */
  String word(String key) {
    var word = words.getProperty(key);
    if (word == null) {
      throw new IllegalStateException("descriptions.properties has no word on " + key);
    }
    used.add(key);
    return word;
  }

  private static Properties words() {
    var file =
        Golden.CONTRACTS.resolve("src/main/resources/META-INF/orderwatch/descriptions.properties");
    try (Reader reader = Files.newBufferedReader(file)) {
      var words = new Properties();
      words.load(reader);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
