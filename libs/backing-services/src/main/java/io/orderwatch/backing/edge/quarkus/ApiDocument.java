package io.orderwatch.backing.edge.quarkus;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A service's OpenAPI document, held against what is asked of one, and against what is answered.
 */
public final class ApiDocument {

  private static final String AT = "https://orderwatch.example/openapi.json";
  private static final Pattern ID = Pattern.compile("[a-z][A-Za-z]+");
  private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]+");
  private static final String PROBLEM = "application/problem+json";

  private final String text;
  private final JsonObject document;
  private final JsonSchemaFactory schemas;

  ApiDocument(String text) {
    this.text = text;
    this.document = new JsonObject(text);
    this.schemas =
        JsonSchemaFactory.builder(JsonSchemaFactory.getInstance(VersionFlag.V202012))
            .schemaLoaders(loaders -> loaders.schemas(Map.of(AT, text)))
            .build();
  }

  /** As a service shows it at its own port. */
  public static ApiDocument of(Door door) {
    return new ApiDocument(door.ask("GET /q/openapi?format=json", null).body());
  }

  /** One endpoint: {@code POST /api/tickets/{id}/filed}. */
  private record Operation(String endpoint, JsonObject said) {

    JsonObject responses() {
      return said.getJsonObject("responses", new JsonObject());
    }

    Stream<String> successes() {
      return responses().fieldNames().stream().filter(status -> status.startsWith("2"));
    }

    boolean asked(String request) {
      return Pattern.compile(endpoint.replaceAll("\\{[\\w-]+}", "[^/?]+") + "(\\?.*)?")
          .matcher(request)
          .matches();
    }

    /** How many of its path's parts are fixed: /tickets/mine is nearer than /tickets/{id}. */
    int fixed() {
      return endpoint.replaceAll("\\{[\\w-]+}", "").length();
    }
  }

  private List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    for (var path : document.getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        if (List.of("get", "put", "post", "delete").contains(method.getKey())) {
          operations.add(
              new Operation(
                  method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                  (JsonObject) method.getValue()));
        }
      }
    }
    return operations;
  }

  /** What somebody who writes a client would miss or be misled by. */
  public List<String> faults() {
    var faults = new ArrayList<String>();
    faults.addAll(new OpenAPIV3Parser().readContents(text, null, null).getMessages());
    var ids = new HashSet<String>();
    for (var operation : operations()) {
      faults(operation, (fault, told) -> faults.add(operation.endpoint() + fault + told));
      var id = operation.said().getString("operationId", "");
      if (!ID.matcher(id).matches() || !ids.add(id)) {
        faults.add(operation.endpoint() + " is called what another is, or badly: " + id);
      }
    }
    for (var schema : schemas()) {
      var name = schema.getKey();
      if (!NAME.matcher(name).matches()) {
        faults.add("a schema is called " + name);
      }
      for (var property :
          ((JsonObject) schema.getValue()).getJsonObject("properties", new JsonObject())) {
        if (blank(((JsonObject) property.getValue()).getString("description"))) {
          faults.add("nothing is said of " + name + "." + property.getKey());
        }
      }
    }
    dangling(document, faults);
    return faults;
  }

  private JsonObject schemas() {
    return document
        .getJsonObject("components", new JsonObject())
        .getJsonObject("schemas", new JsonObject());
  }

  private void faults(Operation operation, BiConsumer<String, String> fault) {
    if (blank(operation.said().getString("summary"))) {
      fault.accept(" has no summary", "");
    }
    if (operation.successes().findAny().isEmpty()) {
      fault.accept(" has no success", "");
    }
    for (var each : operation.said().getJsonArray("parameters", new JsonArray())) {
      var parameter = (JsonObject) each;
      if (blank(parameter.getString("description"))) {
        fault.accept(" says nothing of its parameter ", parameter.getString("name"));
      }
    }
    for (var status : operation.responses().fieldNames()) {
      var content = response(operation, status).getJsonObject("content", new JsonObject());
      if (status.equals("204") != content.isEmpty()) {
        fault.accept(" has no body, or one that it should not have, with ", status);
      }
      for (var type : content) {
        var schema = ((JsonObject) type.getValue()).getJsonObject("schema", new JsonObject());
        if (schema.isEmpty()) {
          fault.accept(" has no schema for ", status + " " + type.getKey());
        }
        if (status.compareTo("400") >= 0
            && operation.endpoint().contains(" /api/")
            && !type.getKey().equals(PROBLEM)) {
          fault.accept(" refuses by no problem with ", status);
        }
      }
    }
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private void dangling(Object part, List<String> faults) {
    switch (part) {
      case JsonObject object -> {
        if (object.getValue("$ref") instanceof String ref && at(ref).isEmpty()) {
          faults.add("nothing is at " + ref);
        }
        object.forEach(each -> dangling(each.getValue(), faults));
      }
      case JsonArray array -> array.forEach(each -> dangling(each, faults));
      case null, default -> {}
    }
  }

  private Optional<JsonObject> at(String ref) {
    var at = Optional.of(document);
    for (var part : ref.substring(ref.indexOf('/') + 1).split("/", -1)) {
      at = at.map(each -> each.getJsonObject(part));
    }
    return at;
  }

  private JsonObject response(Operation operation, String status) {
    var response = operation.responses().getJsonObject(status);
    var ref = response.getString("$ref");
    return ref == null ? response : at(ref).orElse(new JsonObject());
  }

  /**
   * Knocks at every endpoint: with nothing, for an answer that it cannot write, and with bodies
   * that it cannot read. What is answered and not documented.
   *
   * @param more what is asked besides
   */
  public List<String> undocumented(Door door, Door.Wrong... more) {
    var wrong = new ArrayList<String>();
    for (var each : more) {
      wrong.addAll(undocumented(each.request(), door.ask(each.request(), each.body())));
    }
    for (var operation : operations()) {
      if (operation.responses().encode().contains("text/event-stream")) {
        continue; // such an answer does not end
      }
      var request = known(operation.endpoint());
      wrong.addAll(undocumented(request, door.ask(request, "")));
      wrong.addAll(undocumented(request, door.ask(request, "{}")));
      wrong.addAll(undocumented(request, door.ask(request, null, "Accept", "application/x-none")));
      if (operation.said().containsKey("requestBody")) {
        wrong.addAll(undocumented(request, door.ask(request, "x", "Content-Type", "text/x-none")));
      }
    }
    return wrong;
  }

  /** With values that are well-formed, and mean nothing. */
  private static String known(String endpoint) {
    return endpoint
        .replace("{store}", "1001")
        .replace("{posting}", "1-1")
        .replace("{category}", "io.orderwatch")
        .replaceAll("\\{\\w+}", "1");
  }

  /**
   * What the document does not say of an answer: its status, its type or its form. Of what is at no
   * endpoint nothing is said.
   */
  public List<String> undocumented(String request, HttpResponse<String> answer) {
    var operation =
        operations().stream()
            .filter(each -> each.asked(request))
            .max((one, other) -> Integer.compare(one.fixed(), other.fixed()));
    if (operation.isEmpty()) {
      return List.of();
    }
    var status = String.valueOf(answer.statusCode());
    var told = request + " is answered with " + status;
    if (!operation.get().responses().containsKey(status)) {
      return List.of(told + ": " + answer.body());
    }
    var content = response(operation.get(), status).getJsonObject("content", new JsonObject());
    var type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    var typed = content.isEmpty() || content.containsKey(type);
    if (content.isEmpty() != answer.body().isEmpty() || !typed) {
      return List.of(told + " of the type " + type);
    }
    return type.endsWith("json")
        ? broken(content.getJsonObject(type), answer.body())
            .map(each -> told + ": " + each)
            .toList()
        : List.of();
  }

  private Stream<String> broken(JsonObject content, String body) {
    var schema = content.getJsonObject("schema").encode().replace("\"#/", "\"" + AT + "#/");
    return schemas
        .getSchema(schema, SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build())
        .validate(body, InputFormat.JSON)
        .stream()
        .map(ValidationMessage::getMessage);
  }
}
