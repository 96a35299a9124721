package io.orderwatch.compliance.hold.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.passport.edge.PassportCaseRow;
import io.orderwatch.compliance.posting.edge.LatestPostingRow;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.operations.edge.rest.Refuses;
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
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a warehouse must not pack now: postings whose buyer still owes passport data. Times are UTC.
 */
@Path("/api/holds")
public class HoldsApi {

  private static final String UNHEARD = "no such posting was ever heard of";

  private static final String REASON = "passport-data-missing";

  /**
   * @param order Ozon's number of the order
   * @param reason passport-data-missing
   * @param since when the posting was first seen waiting
   * @param until when Ozon is expected to cancel; null if no case was opened
   */
  public record Hold(
      String store,
      String posting,
      String order,
      String reason,
      Instant since,
      @Nullable Instant until) {}

  /**
   * @param now when it was so
   * @param holds what must not be packed now
   * @param next the cursor of the next page; null after the last one
   */
  public record Holds(Instant now, List<Hold> holds, @Nullable String next) {}

  /**
   * @param onHold true: do not pack
   * @param hold null if it is not on hold
   */
  public record Answer(Instant now, boolean onHold, @Nullable Hold hold) {}

  private final ScaledClock clock;

  HoldsApi(ScaledClock clock) {
    this.clock = clock;
  }

  /**
   * The postings on hold, in the order of their keys.
   *
   * @param after the cursor of the page before
   */
  @GET
  public Holds holds(
      @QueryParam("store") @DefaultValue("") @Pattern(regexp = "|[0-9]{1,20}") String store,
      @QueryParam("after")
          @DefaultValue("")
          @Pattern(
              regexp = "|[0-9]{1,20}:[0-9A-Za-z][0-9A-Za-z_-]{0,63}",
              message = "must be one that this list gave")
          String after,
      @QueryParam("limit") @DefaultValue("500") @Min(1) @Max(1000) int limit) {
    var rows = LatestPostingRow.onHold(store, after, limit + 1);
    var page = rows.subList(0, Math.min(limit, rows.size()));
    var cases = cases(page);
    return new Holds(
        clock.now(),
        page.stream().map(row -> hold(row, cases)).toList(),
        rows.size() > limit ? page.getLast().key : null);
  }

  /** Whether one posting may be packed; not found if it was never heard of. */
  @GET
  @Path("/{store}/{posting}")
  @Refuses(status = 404, because = UNHEARD)
  public Answer hold(
      @PathParam("store") StoreId store, @PathParam("posting") PostingNumber posting) {
    var row =
        LatestPostingRow.<LatestPostingRow>findByIdOptional(new PostingRef(store, posting).key())
            .orElseThrow(() -> new NotFoundException(UNHEARD));
    return new Answer(
        clock.now(), row.onHold(), row.onHold() ? hold(row, cases(List.of(row))) : null);
  }

  private static Map<String, PassportCaseRow> cases(List<LatestPostingRow> rows) {
    return PassportCaseRow.<PassportCaseRow>list(
            "key in ?1", rows.stream().map(row -> row.key).toList())
        .stream()
        .collect(Collectors.toMap(row -> row.key, Function.identity()));
  }

  private static Hold hold(LatestPostingRow row, Map<String, PassportCaseRow> cases) {
    var ref = PostingRef.parse(row.key);
    var opened = cases.get(row.key);
    return new Hold(
        ref.store().value(),
        ref.posting().value(),
        row.latestPosting().posting().orderNumber(),
        REASON,
        opened == null ? row.changedAt : opened.openedAt,
        opened == null ? null : opened.deadlineAt);
  }
}
