package io.orderwatch.operations.edge.openapi;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * By which status an endpoint of an API refuses, by its nature. What one refuses for reasons of its
 * own it says itself, by {@link io.orderwatch.operations.edge.rest.Refuses}.
 */
enum Refused {
  BAD_INPUT(
      400, "Something that was given is wrong: `violations` name it, and say what would be right."),
  NOT_LOGGED_IN(401, "People log in here, and there is no valid login or token."),
  NOT_ALLOWED(403, "It takes a role, or one in that store, that whoever asks has not."),
  NOT_ACCEPTABLE(406, "It cannot be written as `Accept` wants it."),
  TOO_LARGE(413, "The body is larger than 1 MB."),
  NOT_SUCH_A_BODY(415, "The body is not of a type that is taken here."),
  AWAY(503, "The database is away: ask again after `Retry-After`.");

  static final String PROBLEM = "Problem";

  private static final String LINES = "application/x-ndjson";
  private static final String JSON = HttpProblem.MEDIA_TYPE.toString();

  private final int status;
  private final String says;

  Refused(int status, String says) {
    this.status = status;
    this.says = says;
  }

  /** As clients come to know it, for example BadInput. */
  private String title() {
    var title = new StringBuilder();
    for (var word : name().split("_", -1)) {
      title.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return title.toString();
  }

  static void define(Components components) {
    components.addSchema(PROBLEM, problem()).addSchema("Violation", violation());
    for (var each : values()) {
      components.addResponse(each.title(), refusal(String.valueOf(each.status), each.says));
    }
  }

  /**
   * What an endpoint does not say itself.
   *
   * @param ofApi whether it is one of ours; Ozon's pushes are refused in Ozon's form
   * @param loggedIn whether people may log in at the service itself
   * @param sends whether something may be sent with it, wanted or not
   */
  record Nature(boolean ofApi, boolean loggedIn, boolean sends) {}

  /**
   * @param own why it refuses for reasons of its own, by the status
   */
  static void add(Operation operation, Map<String, String> own, Nature nature) {
    var responses = operation.getResponses();
    responses
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.compareTo("400") >= 0 && response.getContent() == null) {
                response.setContent(content());
              }
            });
    own.forEach((status, why) -> responses.addAPIResponse(status, refusal(status, why)));
    of(operation, nature).stream()
        .filter(each -> nature.ofApi() || each == NOT_ACCEPTABLE)
        .filter(each -> !responses.hasAPIResponse(String.valueOf(each.status)))
        .forEach(
            each ->
                responses.addAPIResponse(
                    String.valueOf(each.status),
                    OASFactory.createAPIResponse().ref("#/components/responses/" + each.title())));
  }

  private static APIResponse refusal(String status, String why) {
    var refusal = OASFactory.createAPIResponse().description(why).content(content());
    return status.equals("503")
        ? refusal.addHeader(
            "Retry-After",
            OASFactory.createHeader()
                .description("In seconds.")
                .schema(OASFactory.createSchema().addType(SchemaType.INTEGER)))
        : refusal;
  }

  private static Set<Refused> of(Operation operation, Nature nature) {
    var refused = EnumSet.of(NOT_ALLOWED, AWAY);
    if (nature.loggedIn()) {
      refused.add(NOT_LOGGED_IN);
    }
    if (operation.getParameters() != null && !operation.getParameters().isEmpty()) {
      refused.add(BAD_INPUT);
    }
    if (operation.getResponses().getAPIResponses().values().stream().anyMatch(Refused::hasBody)) {
      refused.add(NOT_ACCEPTABLE);
    }
    var body = operation.getRequestBody();
    if (body != null) {
      refused.addAll(List.of(BAD_INPUT, NOT_SUCH_A_BODY));
    }
    // what is read line by line may be of any length
    if (nature.sends() && (body == null || !body.getContent().hasMediaType(LINES))) {
      refused.add(TOO_LARGE);
    }
    return refused;
  }

  private static boolean hasBody(APIResponse response) {
    return response.getContent() != null
        && !response.getContent().getMediaTypes().containsKey(JSON);
  }

  private static Content content() {
    var problem = OASFactory.createSchema().ref(Schemas.REF + PROBLEM);
    return OASFactory.createContent()
        .addMediaType(JSON, OASFactory.createMediaType().schema(problem));
  }

  private static Schema problem() {
    var problem =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .description("Why something was refused (RFC 9457).")
            .addProperty(
                "status",
                OASFactory.createSchema()
                    .addType(SchemaType.INTEGER)
                    .description("The HTTP status."))
            .addProperty("title", text("What kind of refusal it is, for people."))
            .addProperty("detail", text("What is wrong here, for people."))
            .addProperty("instance", text("The path that was asked."))
            .addProperty("code", text("Why, in a word for programs. New words may be added."))
            .addProperty("explanation", text("Why, in the language of `Accept-Language`."))
            .addProperty("alternative", text("What to do instead, for people."))
            .addProperty("field", text("What of the request the code speaks of."))
            .addProperty("commandId", text("The id of the command that was refused."))
            .addProperty("ticketId", text("The ticket that was drafted for it."))
            .addProperty(
                "violations",
                OASFactory.createSchema()
                    .addType(SchemaType.ARRAY)
                    .description("What of the request is wrong; with status 400 and 413.")
                    .items(OASFactory.createSchema().ref(Schemas.REF + "Violation")));
    problem.setRequired(List.of("status", "title"));
    return problem;
  }

  private static Schema violation() {
    var violation =
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .description("One thing that is wrong with a request.")
            .addProperty("field", text("The parameter, or the field of the body: `items[0].sku`."))
            .addProperty(
                "in",
                text("Where it is.")
                    .enumeration(List.of("query", "path", "header", "body", "form", "unknown")))
            .addProperty("message", text("What would be right."));
    violation.setRequired(List.of("field", "in", "message"));
    return violation;
  }

  private static Schema text(String description) {
    return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
  }
}
