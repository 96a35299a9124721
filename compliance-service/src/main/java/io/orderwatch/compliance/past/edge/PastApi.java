package io.orderwatch.compliance.past.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.compliance.board.Filter;
import io.orderwatch.compliance.past.Moment;
import io.orderwatch.compliance.past.Unsure;
import io.orderwatch.contracts.Money;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Refuses;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The board as it was at a moment, for other programs. Times are UTC. */
@Path("/api/board/past")
public class PastApi {

  private static final String NOT_KEPT = "nothing is kept of that moment, or nothing was known yet";

  private static final String STATES = "open|waiting|expired|supplied|lost|split";

  private static final String CURSOR =
      "|[0-9TZ:.-]{20,30}~[0-9]{1,20}:[0-9A-Za-z][0-9A-Za-z_-]{0,63}";

  /**
   * A case at that moment.
   *
   * @param order Ozon's number of the order; empty where Ozon shows none
   * @param state waiting, expired, supplied, lost or split
   * @param openedAt when the posting was first seen waiting
   * @param deadline when Ozon was expected to cancel at the latest
   * @param closedAt when it had ended; null while it was open
   * @param stepsTaken how many reminders had been asked for
   * @param steps how many the ladder has today
   * @param nextStep when the next reminder was to come, by the ladder of today; null if none was
   * @param mark how far the last message had got: nothing-sent, unread, read or answered
   * @param stopped whether a person had stopped the reminders
   * @param snoozedUntil until when a person had put them off; null if nobody had
   * @param holder who had it in hand; null if nobody had
   * @param called why a person had been called, in words of passport.escalated.v1, the most serious
   *     first
   * @param zone the IANA name of the buyer's time zone; null where it is not known
   * @param asleep whether it was the buyer's night
   * @param value of the goods, as it is known today; null if it is not
   * @param unsure what of all this cannot be known any more: deadline-moved, story-not-kept or
   *     opened-again
   */
  public record Case(
      String store,
      String posting,
      String order,
      String state,
      Instant openedAt,
      Instant deadline,
      @Nullable Instant closedAt,
      int stepsTaken,
      int steps,
      @Nullable Instant nextStep,
      String mark,
      boolean stopped,
      @Nullable Instant snoozedUntil,
      @Nullable String holder,
      List<String> called,
      @Nullable String zone,
      boolean asleep,
      @Nullable Money value,
      List<String> unsure) {

    static Case of(PastRows.Seen seen, Instant at) {
      var row = seen.row();
      var file = seen.asOf().then().file();
      return new Case(
          row.store(),
          row.posting(),
          row.order(),
          row.state(),
          file.openedAt(),
          row.deadline(),
          row.closedAt(),
          row.stepsTaken(),
          row.steps(),
          row.nextStep(),
          row.mark().word(),
          row.stopped(),
          seen.asOf().snoozed(at),
          row.holder(),
          file.told().causes(),
          row.zone(),
          row.asleep(),
          row.value(),
          seen.asOf().doubts().stream().map(Unsure::word).toList());
    }
  }

  /**
   * @param at the moment that was asked for
   * @param keptFrom from when on the past is kept
   * @param cases as they were at that moment: what was true then, though some of it was heard of
   *     later
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Past(Instant at, Instant keptFrom, List<Case> cases, @Nullable String next) {}

  private final PastRows rows;
  private final ScaledClock clock;

  PastApi(PastRows rows, ScaledClock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * The cases of one state as they were at a moment. Open ones come in the order of their
   * deadlines, others the last to end first.
   *
   * @param at which moment
   * @param store its Client-Id; all if it is left out
   * @param state how they stood; open is waiting or expired
   * @param cursor the {@code next} of the page before
   */
  @GET
  @Refuses(status = 404, because = NOT_KEPT)
  public Past past(
      @QueryParam("at") @NotNull Instant at,
      @QueryParam("store") @DefaultValue("") @Pattern(regexp = "|[0-9]{1,20}") String store,
      @QueryParam("state") @DefaultValue("open") @Pattern(regexp = STATES) String state,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = CURSOR) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    var filter = Filter.read("", store, state, "", "", "", "", cursor);
    if (!cursor.isEmpty() && filter.after() == null) {
      throw BadInput.of(Violation.In.query, "cursor", "must be the next of the page before");
    }
    var now = clock.now();
    var since = rows.knownFrom(now).orElse(null);
    var moment = Moment.read(at.toString(), since, now);
    switch (moment.kind()) {
      case KNOWN -> {}
      case FUTURE, UNREADABLE ->
          throw BadInput.of(Violation.In.query, "at", "must be a moment that is not in the future");
      case TOO_EARLY -> throw new NotFoundException(NOT_KEPT);
    }
    var then = Objects.requireNonNull(moment.at());
    var found = rows.rows(filter, Set.of(), then, limit + 1);
    var page = found.subList(0, Math.min(limit, found.size()));
    return new Past(
        then,
        Objects.requireNonNull(since),
        page.stream().map(seen -> Case.of(seen, then)).toList(),
        found.size() > limit ? page.getLast().row().cursor().toString() : null);
  }
}
