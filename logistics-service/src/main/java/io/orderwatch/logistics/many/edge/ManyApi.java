package io.orderwatch.logistics.many.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.shipment.edge.Askable;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.shipment.edge.ShipmentCommandRow;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Bodies;
import io.orderwatch.operations.edge.rest.Lines;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/**
 * Many commands in one body, one JSON object a line, answered line by line while the body is read:
 * neither is ever held in whole. A line is decided by the endpoint of its action.
 */
@Path("/api")
public class ManyApi {

  static final String NDJSON = "application/x-ndjson";

  /** With a number of up to 13 digits it is a command id. */
  private static final String KEY = "[0-9A-Za-z._:-]{1,50}";

  /**
   * What every line has; the rest is the body of the action's own endpoint.
   *
   * @param action its word, for example cancel
   * @param type in its place its name in Kafka, for example shipment.cancel.v1
   */
  public record Head(
      @Nullable @Pattern(regexp = "[a-z-]{1,40}") String action,
      @Nullable @Pattern(regexp = "[a-z0-9.-]{1,60}") String type,
      @NotNull @Pattern(regexp = "[0-9]{1,20}") String store,
      @NotNull @Pattern(regexp = "[0-9A-Za-z][0-9A-Za-z_-]{0,63}") String posting,
      @Nullable @Pattern(regexp = Asking.ID) String commandId) {}

  /**
   * What became of a line.
   *
   * @param line its number, from 1; empty lines have one and no answer
   * @param commandId null where there is no command
   * @param state open, proposed (a second person has to approve it), done or refused; null for a
   *     preview and where there is no command
   * @param preview what would happen, where that was asked
   * @param problem what the action's own endpoint would answer
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      long line,
      @Nullable String commandId,
      @Nullable String state,
      Asking.@Nullable Preview preview,
      @Nullable HttpProblem problem) {

    static Result of(long line, Object answer) {
      return switch (answer) {
        case ShipmentCommandRow row ->
            new Result(line, row.commandId, row.isProposed() ? row.word() : row.state, null, null);
        case Asking.Preview preview -> new Result(line, null, null, preview, null);
        default -> throw new IllegalStateException("no endpoint answers so");
      };
    }

    static Result of(long line, HttpProblem problem) {
      var commandId = problem.getParameters().get("commandId");
      return commandId == null
          ? new Result(line, null, null, null, problem)
          : new Result(line, commandId.toString(), "refused", null, problem);
    }
  }

  private final Map<String, Askable<?>> actions = new HashMap<>();
  private final Bodies bodies;
  private final OneByOne lines;

  @Inject
  ManyApi(@All List<Askable<?>> actions, Bodies bodies, OneByOne lines) {
    for (var each : actions) {
      each.words().forEach(word -> this.actions.put(word, each));
    }
    this.bodies = bodies;
    this.lines = lines;
  }

  /**
   * Gives many commands, one a line. They are answered one a line and in their order, while the
   * body is read: the answers must be read while sending. The same body sent twice with the same
   * header is carried out once, also where a line has no commandId.
   *
   * @param idempotencyKey the id of a command without one is this, a colon and the line's number
   */
  @POST
  @Path("/commands")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = Head.class)))
  @APIResponse(
      responseCode = "200",
      description = "A result a line, in the order of the lines.",
      content = @Content(schema = @Schema(implementation = Result.class)))
  public StreamingOutput commands(
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = KEY) String idempotencyKey,
      InputStream body) {
    return lines.answer("commands", body, line -> result(line, preview, idempotencyKey));
  }

  private Result result(Lines.Line line, @Nullable Boolean preview, @Nullable String key)
      throws SQLException {
    var text = OneByOne.text(line);
    var head = bodies.read(text, Head.class);
    return Result.of(line.number(), ask(action(head), head, text, preview, key, line.number()));
  }

  private Askable<?> action(Head head) {
    var field = head.action() == null ? "type" : "action";
    var word = head.action() == null ? head.type() : head.action();
    if (word == null) {
      throw BadInput.inBody("action", "must say what is asked for, or type must");
    }
    var action = actions.get(word);
    if (action == null) {
      throw BadInput.inBody(field, "must be something that can be asked for here");
    }
    return action;
  }

  private <A extends Record> Object ask(
      Askable<A> action,
      Head head,
      byte[] text,
      @Nullable Boolean preview,
      @Nullable String key,
      long number)
      throws SQLException {
    var ask = bodies.read(text, action.body());
    return action
        .ask(
            new StoreId(head.store()),
            new PostingNumber(head.posting()),
            preview,
            key == null || head.commandId() != null ? null : key + ":" + number,
            ask)
        .getEntity();
  }
}
