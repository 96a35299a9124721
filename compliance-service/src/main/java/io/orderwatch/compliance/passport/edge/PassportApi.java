package io.orderwatch.compliance.passport.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The passport cases, for the page and for other programs. Times are UTC. */
@Path("/api")
public class PassportApi {

  static final String NO_CASE = "no passport case was ever opened for this posting";

  private static final String STATE = "waiting|expired|supplied|lost|split";

  /**
   * @param now the services' clock
   * @param rate seconds of that clock per second
   * @param opened cases ever opened
   * @param open waiting and expired ones
   * @param split neither saved nor lost: the postings split off them have cases of their own
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

  public record Board(Summary summary, List<PassportCaseRow> open, List<PassportCaseRow> lately) {}

  private final ScaledClock clock;
  private final PassportPolicy policy;

  PassportApi(ScaledClock clock, PassportPolicy policy) {
    this.clock = clock;
    this.policy = policy;
  }

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

  /** All that the page shows, in one answer. */
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

  /** Cases of one state, those that end first at the top. */
  @GET
  @Path("/cases")
  public List<PassportCaseRow> cases(
      @QueryParam("state") @DefaultValue("waiting") @Pattern(regexp = STATE) String state,
      @QueryParam("store") @DefaultValue("%") @Pattern(regexp = "%|[0-9]{1,20}") String store,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    return PassportCaseRow.in(state, store, limit);
  }

  @GET
  @Path("/cases/{store}/{posting}")
  public CaseView one(
      @PathParam("store") StoreId store, @PathParam("posting") PostingNumber posting) {
    return PassportCaseRow.<PassportCaseRow>findByIdOptional(new PostingRef(store, posting).key())
        .map(row -> CaseView.of(row, policy, clock.now()))
        .orElseThrow(() -> new NotFoundException(NO_CASE));
  }
}
