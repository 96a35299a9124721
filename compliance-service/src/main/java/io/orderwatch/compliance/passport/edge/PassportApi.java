package io.orderwatch.compliance.passport.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Kinds;
import io.orderwatch.operations.edge.rest.Refuses;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The passport cases, for other programs. Times are UTC. */
@Path("/api")
public class PassportApi {

  static final String NO_CASE = "no passport case was ever opened for this posting";

  private static final String CURSOR = "|[0-9TZ:.-]{20,30}_[0-9A-Za-z:_-]{1,100}";

  private static final String STATE = "waiting|expired|supplied|lost|split";

  /**
   * @param now the services' clock
   * @param rate seconds of that clock per second
   * @param opened cases ever opened
   * @param open waiting and expired ones
   * @param expired those past their deadline that Ozon has not cancelled yet
   * @param saved supplied in time
   * @param lost cancelled
   * @param split neither saved nor lost: the postings split off them have cases of their own
   * @param nextDeadline of those that wait; null if none does
   */
  public record Summary(
      Instant now,
      double rate,
      long opened,
      long open,
      long expired,
      long saved,
      long lost,
      long split,
      @Nullable Instant nextDeadline) {}

  /**
   * @param summary the counts
   * @param open those that end first, at most 200
   * @param lately what ended last, at most 30
   */
  public record Board(Summary summary, List<PassportCaseRow> open, List<PassportCaseRow> lately) {}

  private final ScaledClock clock;
  private final PassportPolicy policy;

  PassportApi(ScaledClock clock, PassportPolicy policy) {
    this.clock = clock;
    this.policy = policy;
  }

  /** How many cases there are, by how they stand. */
  @GET
  @Path("/summary")
  public Summary summary() {
    var waiting = PassportCaseRow.count("state", "waiting");
    var expired = PassportCaseRow.count("state", "expired");
    var next =
        PassportCaseRow.<PassportCaseRow>find("state = ?1 order by deadlineAt", "waiting")
            .firstResultOptional();
    return new Summary(
        clock.now(),
        clock.rate(),
        PassportCaseRow.count(),
        waiting + expired,
        expired,
        PassportCaseRow.count("state", "supplied"),
        PassportCaseRow.count("state", "lost"),
        PassportCaseRow.count("state", "split"),
        next.map(row -> row.deadlineAt).orElse(null));
  }

  /** Counts, the most urgent cases and what ended lately, in one answer. */
  @GET
  @Path("/board")
  public Board board() {
    var open =
        PassportCaseRow.<PassportCaseRow>find(
                "state in ('waiting', 'expired') order by deadlineAt, key")
            .page(0, 200)
            .list();
    return new Board(summary(), open, PassportCaseRow.lately(30));
  }

  /**
   * Cases of one state, those that end first at the top; a table for who accepts text/csv.
   *
   * @param state how it stands
   * @param store its Client-Id; % is all
   * @param cursor what the header {@code Next-Cursor} of the page before says; the last page has
   *     none
   */
  @GET
  @Path("/cases")
  @Produces({MediaType.APPLICATION_JSON, CasesTable.TYPE})
  @APIResponse(
      responseCode = "200",
      description = "The cases; the header Next-Cursor leads on.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.ARRAY, implementation = PassportCaseRow.class)),
        @Content(mediaType = CasesTable.TYPE)
      })
  public RestResponse<Object> cases(
      @QueryParam("state") @DefaultValue("waiting") @Pattern(regexp = STATE) String state,
      @QueryParam("store") @DefaultValue("%") @Pattern(regexp = "%|[0-9]{1,20}") String store,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = CURSOR) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @Context HttpHeaders headers) {
    var mark = cursor.indexOf('_');
    var rows =
        PassportCaseRow.in(
            state,
            store,
            cursor.isEmpty() ? Instant.EPOCH : time(cursor.substring(0, mark)),
            cursor.substring(mark + 1),
            limit + 1);
    var page = rows.subList(0, Math.min(limit, rows.size()));
    var table = headers.getAcceptableMediaTypes().contains(CasesTable.MEDIA);
    var answer =
        RestResponse.ResponseBuilder.<Object>ok(table ? CasesTable.of(page) : page)
            .type(table ? CasesTable.MEDIA.withCharset("utf-8") : MediaType.APPLICATION_JSON_TYPE);
    return rows.size() > limit
        ? answer.header("Next-Cursor", page.getLast().deadlineAt + "_" + page.getLast().key).build()
        : answer.build();
  }

  private static Instant time(String text) {
    try {
      return Kinds.moment(text);
    } catch (DateTimeException e) {
      throw BadInput.of(Violation.In.query, "cursor", "must be the Next-Cursor of the page before");
    }
  }

  /** A case whole. */
  @GET
  @Path("/cases/{store}/{posting}")
  @Refuses(status = 404, because = NO_CASE)
  public CaseView one(
      @PathParam("store") StoreId store, @PathParam("posting") PostingNumber posting) {
    return PassportCaseRow.<PassportCaseRow>findByIdOptional(new PostingRef(store, posting).key())
        .map(row -> CaseView.of(row, policy, clock.now()))
        .orElseThrow(() -> new NotFoundException(NO_CASE));
  }
}
