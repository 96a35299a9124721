package io.orderwatch.operations.edge.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.eclipse.microprofile.openapi.models.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what the framework sees of the code a document that clients can be written from: with
 * the words of the comments, what may be null, names that read well, and by which status each
 * endpoint refuses. Works while a service is built; nothing of it runs.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class Documented implements OASFilter {

  private static final String CSV = "text/csv";
  private static final String LOGIN = "login";

  /** A pattern that is some words to choose from. */
  private static final Pattern WORDS = Pattern.compile("[\\w%-]+(\\|[\\w%-]+)*");

  private final Words words;

  public Documented() {
    this(Words.read(Thread.currentThread().getContextClassLoader()));
  }

  Documented(Words words) {
    this.words = words;
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    List.of("HttpValidationProblem", "Violation")
        .forEach(name -> document.getComponents().removeSchema(name));
    Schemas.inline(document);
    Schemas.each(document, Documented::pattern);
    var types = types(document);
    Schemas.named(document)
        .forEach(
            (name, schema) -> {
              var type = types.get(name);
              if (type != null) {
                describe(schema, type);
              }
            });
    var names = new TreeMap<String, String>();
    types.forEach((name, type) -> names.put(name, named(type)));
    names.put("HttpProblem", Refused.PROBLEM);
    Schemas.rename(document, names);
    Refused.define(document.getComponents());
    var loggedIn = words.of("io.orderwatch.login.edge.LoginSettings").isPresent();
    if (loggedIn) {
      login(document);
    }
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) -> {
              var ofApi = path.startsWith("/api/");
              item.getOperations()
                  .forEach(
                      (method, operation) -> {
                        tables(operation);
                        var sends = method == HttpMethod.POST || method == HttpMethod.PUT;
                        var nature = new Refused.Nature(ofApi, loggedIn, sends);
                        Refused.add(operation, words.refusals(of(operation)), nature);
                        describe(operation);
                      });
            });
    document.setTags(tags(document));
    Schemas.operations(document).forEach(Documented::name);
    Schemas.prune(document);
  }

  /** Whether it is asked for, the settings say: so it may be there or not. */
  private static void login(OpenAPI document) {
    document
        .getComponents()
        .addSecurityScheme(
            LOGIN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description("A token of the issuer, where people and programs must log in."));
    document.setSecurity(
        List.of(
            OASFactory.createSecurityRequirement(),
            OASFactory.createSecurityRequirement().addScheme(LOGIN)));
  }

  /**
   * Ours are Java's, and of the whole text; those of JSON Schema are JavaScript's, and of a part.
   */
  private static void pattern(Schema schema) {
    var pattern = schema.getPattern();
    if (pattern != null && WORDS.matcher(pattern).matches()) {
      schema.setPattern(null);
      schema.setEnumeration(List.of((Object[]) pattern.split("\\|", -1)));
    } else if (pattern != null && !pattern.startsWith("^")) {
      schema.setPattern(
          "^("
              + pattern.replace("\\p{Cntrl}", "\\x00-\\x1f\\x7f").replace("\\p{Graph}", "!-~")
              + ")$");
    }
  }

  /** Which type a schema is of, by the name that the framework gave it. */
  private Map<String, String> types(OpenAPI document) {
    var owners = new HashMap<String, Set<String>>();
    Schemas.operations(document)
        .forEach(
            operation ->
                Schemas.contents(
                    operation,
                    schema ->
                        owners
                            .computeIfAbsent(Schemas.target(schema), _ -> new HashSet<>())
                            .add(api(operation))));
    var types = new TreeMap<String, String>();
    Schemas.named(document)
        .forEach(
            (name, schema) -> {
              var like = words.types(name.replaceFirst("\\d+$", ""), members(schema));
              var mine = owners.getOrDefault(name, Set.of());
              like.stream()
                  .filter(type -> mine.contains(type.replaceFirst("\\$.*", "")))
                  .findFirst()
                  .or(() -> like.stream().filter(type -> !types.containsValue(type)).findFirst())
                  .ifPresent(type -> types.put(name, type));
            });
    return types;
  }

  private static List<String> members(Schema schema) {
    if (schema.getEnumeration() != null) {
      return schema.getEnumeration().stream().map(String::valueOf).toList();
    }
    return schema.getProperties() == null
        ? List.of()
        : List.copyOf(schema.getProperties().keySet());
  }

  private void describe(Schema schema, String type) {
    if (schema.getDescription() == null) {
      words.of(type).ifPresent(schema::setDescription);
    }
    if (schema.getProperties() == null) {
      return;
    }
    var required = new TreeSet<>(Objects.requireNonNullElse(schema.getRequired(), List.of()));
    for (var each : Map.copyOf(schema.getProperties()).entrySet()) {
      var name = each.getKey();
      var property = each.getValue();
      var nullable = words.nullable(type, name);
      if (nullable.orElse(false)) {
        property = orNull(property);
      } else if (nullable.isPresent()) {
        required.add(name);
      }
      if (property.getDescription() == null) {
        words.of(type + "#" + name, name).ifPresent(property::setDescription);
      }
      schema.addProperty(name, property);
    }
    schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
  }

  private static Schema orNull(Schema schema) {
    if (schema.getRef() == null && schema.getType() != null && schema.getEnumeration() == null) {
      if (!schema.getType().contains(SchemaType.NULL)) {
        schema.addType(SchemaType.NULL);
      }
      return schema;
    }
    return OASFactory.createSchema()
        .addAnyOf(schema)
        .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
  }

  /** {@code TicketsApi$Page} is TicketsPage, {@code HoldsApi$Hold} is Hold. */
  private static String named(String type) {
    var parts = type.substring(type.lastIndexOf('.') + 1).split("\\$", -1);
    var name = noun(parts[0]);
    for (var i = 1; i < parts.length; i++) {
      name = joined(name, parts[i]);
    }
    return name;
  }

  private static String noun(String type) {
    return type.replaceFirst("(Api|Row)$", "");
  }

  private static String joined(String outer, String inner) {
    if (outer.endsWith(inner)) {
      return outer;
    }
    return inner.startsWith(outer) || outer.startsWith(inner) ? inner : outer + inner;
  }

  /** The class of an endpoint, of which the framework gave the operation's id. */
  private String api(Operation operation) {
    return words.api(cut(operation)[0]).orElse("");
  }

  private static String[] cut(Operation operation) {
    var id = Objects.requireNonNullElse(operation.getOperationId(), "_");
    var bar = id.lastIndexOf('_');
    return new String[] {id.substring(0, Math.max(bar, 0)), id.substring(bar + 1)};
  }

  /** The method of an endpoint. */
  private String of(Operation operation) {
    return api(operation) + "#" + cut(operation)[1];
  }

  private void describe(Operation operation) {
    var of = of(operation);
    var text = words.of(of + "()").orElse("");
    var end = text.indexOf(". ");
    var first = end < 0 ? text : text.substring(0, end + 1);
    var rest = operation.getSummary() == null ? text.substring(first.length()).strip() : text;
    if (operation.getSummary() == null && !first.isEmpty()) {
      operation.setSummary(first.replaceFirst("\\.$", ""));
    }
    if (operation.getDescription() == null && !rest.isEmpty()) {
      operation.setDescription(rest);
    }
    if (operation.getParameters() != null) {
      for (var parameter : operation.getParameters()) {
        if (parameter.getDescription() == null) {
          words
              .of(of + "(" + parameter.getName() + ")", parameter.getName())
              .ifPresent(parameter::setDescription);
        }
      }
    }
  }

  private List<Tag> tags(OpenAPI document) {
    var tags = new TreeMap<String, @Nullable String>();
    Schemas.operations(document)
        .forEach(
            operation -> tags.put(noun(cut(operation)[0]), words.of(api(operation)).orElse(null)));
    var made = new ArrayList<Tag>();
    tags.forEach((name, text) -> made.add(OASFactory.createTag().name(name).description(text)));
    return made;
  }

  private static void name(Operation operation) {
    var parts = cut(operation);
    if (!parts[0].isEmpty()) {
      operation.setTags(List.of(noun(parts[0])));
      var method = Character.toUpperCase(parts[1].charAt(0)) + parts[1].substring(1);
      var id = joined(noun(parts[0]), method);
      operation.setOperationId(Character.toLowerCase(id.charAt(0)) + id.substring(1));
    }
  }

  /** A table is a text, and says where it goes on if the list has a cursor. */
  private static void tables(Operation operation) {
    for (var response : operation.getResponses().getAPIResponses().values()) {
      var content = response.getContent();
      if (content != null && content.getMediaTypes() != null) {
        List.copyOf(content.getMediaTypes().keySet()).stream()
            .filter(type -> type.startsWith(CSV))
            .forEach(type -> table(type, content, response, operation));
      }
    }
  }

  private static void table(
      String type, Content content, APIResponse response, Operation operation) {
    content.removeMediaType(type);
    content.addMediaType(
        CSV,
        OASFactory.createMediaType()
            .schema(
                OASFactory.createSchema()
                    .addType(SchemaType.STRING)
                    .description("The same as a table, with the names of its columns first.")));
    if (operation.getParameters().stream().anyMatch(each -> each.getName().equals("cursor"))) {
      response.addHeader(
          "Next-Cursor",
          OASFactory.createHeader()
              .description("With CSV: give it as `cursor` for more; absent at the end.")
              .schema(OASFactory.createSchema().addType(SchemaType.STRING)));
    }
  }
}
