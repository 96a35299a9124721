package io.orderwatch.operations.edge.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Where a document has schemas. */
final class Schemas {

  static final String REF = "#/components/schemas/";

  private Schemas() {}

  /** All of a document, the inner ones after those that they are in. */
  static void each(OpenAPI document, Consumer<Schema> seen) {
    named(document).values().forEach(each -> each(each, seen));
    operations(document).forEach(operation -> contents(operation, seen));
    var responses = document.getComponents().getResponses();
    if (responses != null) {
      responses.values().forEach(response -> content(response.getContent(), seen));
    }
  }

  /** All of an operation, parameters too. */
  static void contents(Operation operation, Consumer<Schema> seen) {
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(parameter -> each(parameter.getSchema(), seen));
    }
    if (operation.getRequestBody() != null) {
      content(operation.getRequestBody().getContent(), seen);
    }
    operation
        .getResponses()
        .getAPIResponses()
        .values()
        .forEach(response -> content(response.getContent(), seen));
  }

  static Stream<Operation> operations(OpenAPI document) {
    return document.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream());
  }

  static Map<String, Schema> named(OpenAPI document) {
    var schemas = document.getComponents().getSchemas();
    return schemas == null ? Map.of() : schemas;
  }

  static void each(@Nullable Schema schema, Consumer<Schema> seen) {
    if (schema != null) {
      seen.accept(schema);
      inner(schema).forEach(each -> each(each, seen));
    }
  }

  private static void content(@Nullable Content content, Consumer<Schema> seen) {
    if (content != null && content.getMediaTypes() != null) {
      content.getMediaTypes().values().forEach(type -> each(type.getSchema(), seen));
    }
  }

  private static List<Schema> inner(Schema schema) {
    var inner = new ArrayList<Schema>();
    if (schema.getProperties() != null) {
      inner.addAll(schema.getProperties().values());
    }
    Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema())
        .filter(Objects::nonNull)
        .forEach(inner::add);
    Stream.of(schema.getAllOf(), schema.getAnyOf(), schema.getOneOf())
        .filter(Objects::nonNull)
        .forEach(inner::addAll);
    return inner;
  }

  /** The name of what a schema refers to; empty if it refers to nothing. */
  static String target(Schema schema) {
    return schema.getRef() == null ? "" : schema.getRef().substring(REF.length());
  }

  static void rename(OpenAPI document, Map<String, String> names) {
    each(
        document,
        schema -> {
          var name = names.get(target(schema));
          if (name != null) {
            schema.setRef(REF + name);
          }
        });
    var renamed = new TreeMap<String, Schema>();
    named(document).forEach((name, schema) -> renamed.put(names.getOrDefault(name, name), schema));
    document.getComponents().setSchemas(renamed);
  }

  /** What is only a text or a number of some form is said where it is used. */
  static void inline(OpenAPI document) {
    each(
        document,
        schema -> {
          var meant = named(document).get(target(schema));
          if (meant != null && meant.getProperties() == null && meant.getEnumeration() == null) {
            schema.setRef(null);
            schema.setType(meant.getType());
            schema.setFormat(meant.getFormat());
            schema.setPattern(meant.getPattern());
          }
        });
  }

  /** Leaves out what nothing refers to. */
  static void prune(OpenAPI document) {
    var used = new HashSet<String>();
    operations(document)
        .forEach(operation -> contents(operation, schema -> use(document, schema, used)));
    var responses = document.getComponents().getResponses();
    if (responses != null) {
      responses
          .values()
          .forEach(
              response -> content(response.getContent(), schema -> use(document, schema, used)));
    }
    var left = new TreeMap<>(named(document));
    left.keySet().retainAll(used);
    document.getComponents().setSchemas(left);
  }

  private static void use(OpenAPI document, Schema schema, Set<String> used) {
    var name = target(schema);
    if (!name.isEmpty() && used.add(name)) {
      each(named(document).get(name), inner -> use(document, inner, used));
    }
  }
}
