package io.orderwatch.notification.reminder.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.operations.edge.rest.Requester;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What became of the messages to buyers, and what awaits a person. Times are UTC. */
@Path("/api")
public class ReminderApi {

  private static final String ALL = "%";
  private static final String NO_STORE = "no such store";

  /** Callers older than the parameter do not say who they are. */
  private static final String UNKNOWN = "unknown";

  /**
   * How many messages there are of each kind.
   *
   * @param now the services' clock
   * @param sent read or not
   * @param suppressed left out, for the reason was gone
   * @param failed refused by Ozon, and nobody can send them
   * @param awaitingOperator a person has to send them
   * @param planned not due, or on their way
   */
  public record Summary(
      Instant now, long sent, long suppressed, long failed, long awaitingOperator, long planned) {}

  private final Mailbox mailbox;
  private final OzonStores stores;
  private final Requester requester;
  private final ScaledClock clock;

  ReminderApi(Mailbox mailbox, OzonStores stores, Requester requester, ScaledClock clock) {
    this.mailbox = mailbox;
    this.requester = requester;
    this.stores = stores;
    this.clock = clock;
  }

  /** How many messages there are of each kind. */
  @GET
  @Path("/summary")
  public Summary summary() {
    return new Summary(
        clock.now(),
        ReminderStepRow.count("state", "sent"),
        ReminderStepRow.count("state", "suppressed"),
        ReminderStepRow.count("state", "failed"),
        ReminderStepRow.count("state", ReminderStepRow.AWAITING),
        ReminderStepRow.count("state", "planned"));
  }

  /**
   * The steps of reminders: those that await a person by their deadline, else what changed last
   * first. The header Next-Cursor leads on; what changes meanwhile comes to the front.
   *
   * @param state what became of them; % is all
   * @param store its Client-Id; % is all
   * @param cursor what the header {@code Next-Cursor} of the page before says; the last page has
   *     none
   */
  @GET
  @Path("/reminders")
  @Refuses(status = 404, because = NO_STORE)
  public RestResponse<List<ReminderStepRow>> reminders(
      @QueryParam("state")
          @DefaultValue(ALL)
          @Pattern(regexp = "%|planned|sent|suppressed|failed|awaiting-operator")
          String state,
      @QueryParam("store") @DefaultValue(ALL) @Pattern(regexp = "%|[0-9]{1,20}") String store,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = Cursor.PATTERN) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
    var after = Optional.of(cursor).filter(text -> !text.isEmpty()).map(Cursor::parse);
    var found = ReminderStepRow.in(state, store, after, limit + 1);
    if (found.isEmpty() && !store.equals(ALL) && stores.find(new StoreId(store)).isEmpty()) {
      throw new NotFoundException(NO_STORE);
    }
    if (found.size() <= limit) {
      return RestResponse.ok(found);
    }
    var page = found.subList(0, limit);
    return RestResponse.ResponseBuilder.ok(page)
        .header("Next-Cursor", page.getLast().cursor(state).text())
        .build();
  }

  /**
   * A person has sent in the seller's cabinet what awaited him.
   *
   * @param step of the ladder, 1 for the first
   * @param requestedBy who he is, unless a proxy says so; who does not say it yet is kept as
   *     unknown
   */
  @POST
  @Path("/reminders/{store}/{posting}/steps/{step}/sent-by-hand")
  @APIResponse(responseCode = "204", description = "It is kept.")
  @Refuses(status = 404, because = "no such step of this posting")
  @Refuses(status = 409, because = "It awaits nobody, or the deadline has passed.")
  public void sentByHand(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @PathParam("step") int step,
      @QueryParam("requestedBy") @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*")
          String requestedBy)
      throws SQLException {
    var ref = new PostingRef(store, posting);
    var row =
        ReminderStepRow.latest(ref.key(), step)
            .orElseThrow(() -> new NotFoundException("no such step of this posting"));
    if (!row.state.equals(ReminderStepRow.AWAITING)) {
      throw new ClientErrorException(
          "this step does not await an operator, it is " + row.state, Status.CONFLICT);
    }
    var now = clock.now();
    if (!now.isBefore(row.deadlineAt)) {
      throw new ClientErrorException("the deadline has passed", Status.CONFLICT);
    }
    var said = new Reminder.SentByHand(ref, row.round, step, now, by(requestedBy));
    mailbox.tell(
        ReminderFeature.NAME,
        List.of(new Input(ref.key(), "by-hand/" + row.id, now, said)),
        Optional.empty());
  }

  private String by(@Nullable String said) {
    return requester
        .known()
        .or(() -> Optional.ofNullable(said).map(String::strip).filter(name -> !name.isEmpty()))
        .orElse(UNKNOWN);
  }
}
