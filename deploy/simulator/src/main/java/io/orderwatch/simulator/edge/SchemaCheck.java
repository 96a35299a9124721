package io.orderwatch.simulator.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds answers against Ozon's published schema, made strict: a field the schema does not know is a
 * violation.
 *
 * <p>Four readings are needed, since the file describes the wire loosely. It never says {@code
 * nullable}, so null is allowed where the method's own official example shows null. Its patterns
 * are pictures (" YYYY-MM-DD"), not expressions, and are dropped. {@code uint64} ids may be text,
 * as in the examples. Fields that Ozon announced after the file's date are listed here.
 */
final class SchemaCheck {

  /** Announced between April and September 2026 (News of the Seller API). */
  private static final Set<String> NEWER_FIELDS = Set.of("integration_type_flow");

  /**
   * Answers of methods that the file leaves out (Russian schema of April 2026, operations
   * PostingAPI_CancelFbsPostingProduct and PostingAPI_MoveFbsPostingToAwaitingDelivery).
   */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "/v2/posting/fbs/product/cancel",
          """
          {"type": "object", "properties": {"result": {"type": "string"}}, "required": ["result"],
           "additionalProperties": false}
          """,
          "/v2/posting/fbs/awaiting-delivery",
          """
          {"type": "object", "properties": {"result": {"type": "boolean"}}, "required": ["result"],
           "additionalProperties": false}
          """);

  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909);

  /** Its example shows an array of what its schema calls an object. */
  private static final String RFBS_RETURNS = "/v2/returns/rfbs/list";

  private final JsonNode document;
  private final int oneIn;
  private final AtomicLong seen = new AtomicLong();
  private final AtomicLong checked = new AtomicLong();
  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final Map<String, Optional<JsonSchema>> schemas = new ConcurrentHashMap<>();

  /**
   * Reads the schema.
   *
   * @param oneIn 1 to check every answer, n for one in n
   */
  SchemaCheck(Path file, int oneIn) throws IOException {
    this.document = Json.MAPPER.readTree(file.toFile());
    this.oneIn = oneIn;
  }

  void sample(String path, Answer answer) {
    if (answer.body().length == 0 || seen.getAndIncrement() % oneIn != 0) {
      return;
    }
    checked.incrementAndGet();
    try {
      var problems = problems(path, answer.http(), Json.tree(answer.body()));
      if (violations.size() < 1000) {
        problems.forEach(problem -> violations.add(path + " " + answer.http() + ": " + problem));
      }
    } catch (IOException e) {
      violations.add(path + " " + answer.http() + ": not JSON");
    }
  }

  /** What is wrong with an answer; nothing if it is as Ozon says. */
  List<String> problems(String path, int http, JsonNode answer) {
    if (path.equals(RFBS_RETURNS) && answer.path("returns").isArray()) {
      return answer
          .path("returns")
          .valueStream()
          .flatMap(
              each -> {
                ObjectNode alone = Json.MAPPER.createObjectNode();
                alone.set("returns", each);
                return problems(path, http, alone).stream();
              })
          .toList();
    }
    var schema = schemas.computeIfAbsent(path + " " + http, _ -> schema(path, http));
    if (schema.isEmpty()) {
      return List.of("the schema knows no answer " + http + " of " + path);
    }
    return schema.get().validate(answer).stream().map(Object::toString).toList();
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  long checked() {
    return checked.get();
  }

  private Optional<JsonSchema> schema(String path, int http) {
    var leftOut = LEFT_OUT.get(path);
    if (leftOut != null && http == 200) {
      return Optional.of(FACTORY.getSchema(leftOut));
    }
    var responses =
        document
            .path("paths")
            .path(leftOut == null ? path : "/v2/posting/fbs/cancel")
            .path("post")
            .path("responses");
    var response = responses.path(Integer.toString(http));
    if (response.isMissingNode()) {
      response = responses.has("default") ? responses.path("default") : responses.path("400");
    }
    var content = response.path("content").path("application/json");
    var ref = content.path("schema").path("$ref");
    if (ref.isMissingNode()) {
      return Optional.empty();
    }
    var nullable = new HashSet<String>();
    namesOfNulls(content, nullable);
    ObjectNode definitions = document.path("components").path("schemas").deepCopy();
    definitions.forEach(schema -> strict((ObjectNode) schema, nullable));
    ObjectNode root = Json.MAPPER.createObjectNode();
    root.put("$ref", ref.asText());
    root.putObject("components").set("schemas", definitions);
    return Optional.of(FACTORY.getSchema(root));
  }

  private static void strict(ObjectNode schema, Set<String> nullable) {
    schema.remove(List.of("pattern", "example", "default", "deprecated"));
    if (schema.path("format").asText("").equals("uint64")) {
      schema.putArray("type").add("integer").add("string");
    }
    if (schema.path("nullable").asBoolean() && schema.path("type").isTextual()) {
      var type = schema.path("type").asText();
      schema.putArray("type").add(type).add("null");
    }
    if (schema.path("items") instanceof ObjectNode items) {
      schema.put("type", "array");
      strict(items, nullable);
    }
    if (schema.path("properties") instanceof ObjectNode properties) {
      properties.forEach(property -> strict((ObjectNode) property, nullable));
      for (var name : names(properties)) {
        if (nullable.contains(name)) {
          allowNull(properties, name);
        }
      }
      NEWER_FIELDS.forEach(name -> properties.putIfAbsent(name, Json.MAPPER.createObjectNode()));
      schema.put("type", "object");
      schema.put("additionalProperties", false);
    }
  }

  private static void allowNull(ObjectNode properties, String name) {
    var either = Json.MAPPER.createObjectNode();
    ArrayNode options = either.putArray("anyOf");
    options.add(properties.path(name));
    options.addObject().put("type", "null");
    properties.set(name, either);
  }

  private static void namesOfNulls(JsonNode node, Set<String> names) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isNull()) {
                  names.add(field.getKey());
                }
              });
    }
    node.forEach(child -> namesOfNulls(child, names));
  }

  private static List<String> names(ObjectNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
