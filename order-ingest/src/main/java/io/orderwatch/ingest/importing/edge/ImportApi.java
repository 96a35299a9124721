package io.orderwatch.ingest.importing.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.ingest.importing.edge.Importing.Accepted;
import io.orderwatch.operations.edge.rest.AnyLength;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Bodies;
import io.orderwatch.operations.edge.rest.Lines;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.operations.edge.rest.Streamed;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Where systems bring the postings of stores that are not read from Ozon (docs/import.md). */
@Singleton
@Path("/api")
public class ImportApi {

  static final String NDJSON = "application/x-ndjson";

  /** In bytes; a posting of a hundred products has about 12,000. */
  static final int LONGEST_LINE = 64 * 1024;

  private static final String UNKNOWN = "nothing was uploaded with this key";
  private static final String KEY = "[0-9A-Za-z._:-]{1,64}";

  /**
   * What became of a line, or of a single posting.
   *
   * @param line its number, from 1; null for a single posting. Empty lines have one and no answer
   * @param outcome {@code taken}, {@code repeated} (answered in an earlier upload) or {@code
   *     refused}
   * @param version of the posting now
   * @param problem why it is refused
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      @Nullable Long line,
      String outcome,
      @Nullable String store,
      @Nullable String posting,
      @Nullable Long version,
      @Nullable HttpProblem problem) {

    static Result taken(@Nullable Long line, Accepted accepted, Map<String, Long> versions) {
      var ref = accepted.shown().ref();
      return new Result(
          line, "taken", ref.store().value(), ref.posting().value(), versions.get(ref.key()), null);
    }

    static Result repeated(long line) {
      return new Result(line, "repeated", null, null, null, null);
    }

    static Result of(long line, HttpProblem problem) {
      return new Result(line, "refused", null, null, null, problem);
    }
  }

  /**
   * How far an upload got.
   *
   * @param key the Idempotency-Key
   * @param lines all up to this one were answered
   * @param at when the last of them was
   */
  public record Progress(String key, long lines, Instant at) {}

  private final Importing importing;
  private final Uploads uploads;
  private final Bodies bodies;
  private final ScaledClock clock;

  ImportApi(Importing importing, Uploads uploads, Bodies bodies, ScaledClock clock) {
    this.importing = importing;
    this.uploads = uploads;
    this.bodies = bodies;
    this.clock = clock;
  }

  void anyLength(@Observes Router router) {
    AnyLength.allow(router, "/api/postings/import");
  }

  /** Answers when it is kept. */
  @POST
  @Path("/postings")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Imports one posting of a store that is not read from Ozon")
  @Refuses(status = 409, because = "The store is not one that is imported.")
  public Result posting(@NotNull @Valid ImportedPosting posting) {
    var accepted = importing.accept(posting);
    try {
      return Result.taken(null, accepted, importing.keep(List.of(accepted)));
    } catch (SQLException e) {
      throw Reception.unavailable();
    }
  }

  /**
   * One posting a line, one result a line, while the body is still being sent. After a result with
   * the status 503 nothing more is read: the rest is sent again.
   *
   * @param idempotencyKey names the upload: sent again with it, the lines that were answered are
   *     passed over
   */
  @POST
  @Path("/postings/import")
  @Consumes(NDJSON)
  @Produces(NDJSON)
  @Operation(summary = "Imports many postings, one a line")
  @RequestBody(content = @Content(schema = @Schema(implementation = ImportedPosting.class)))
  @APIResponse(
      responseCode = "200",
      description = "A result a line, in the order of the lines.",
      content = @Content(schema = @Schema(implementation = Result.class)))
  public StreamingOutput postings(
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = KEY) String idempotencyKey,
      InputStream body)
      throws IOException {
    var lines = new Lines(body, LONGEST_LINE);
    var first =
        lines.next().orElseThrow(() -> BadInput.inBody("body", "must have a posting in each line"));
    return Streamed.answer(
        "postings",
        results ->
            new Reception(importing, uploads, bodies, idempotencyKey, clock::now, results)
                .answer(first, lines));
  }

  /**
   * Kept for 30 days.
   *
   * @param key its Idempotency-Key
   */
  @GET
  @Path("/postings/import/{key}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "How far the upload with this Idempotency-Key got")
  @Refuses(status = 404, because = UNKNOWN)
  public Progress progress(@PathParam("key") @Pattern(regexp = KEY) String key)
      throws SQLException {
    return uploads
        .find(key)
        .map(upload -> new Progress(key, upload.lines(), upload.reachedAt()))
        .orElseThrow(() -> new NotFoundException(UNKNOWN));
  }

  @GET
  @Path("/postings/import-schema")
  @Produces("application/schema+json")
  @Operation(summary = "The JSON Schema of a posting to import")
  @APIResponse(
      responseCode = "200",
      description = "posting-import.v1",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  public byte[] schema() throws IOException {
    try (var schema = ImportApi.class.getResourceAsStream("/import/posting-import.v1.json")) {
      return schema.readAllBytes();
    }
  }
}
