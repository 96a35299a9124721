package io.orderwatch.logistics.shipment.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.wording.edge.Readers;
import io.orderwatch.operations.edge.rest.Refuses;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what became of commands. Times are UTC. */
@Path("/api")
public class CommandsApi {

  /**
   * Cancellations by what became of them.
   *
   * @param cancelled done at Ozon
   * @param refused by a rule or by Ozon
   * @param open not ended
   */
  public record Summary(Instant now, long cancelled, long refused, long open) {}

  /**
   * @param commands posting by posting
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(List<ShipmentCommandRow> commands, @Nullable String next) {}

  /** Open is all that has not ended. */
  private static final String STATE =
      "open|accepted|proposed|waiting|checked|executing|unknown|done|refused";

  private static final String UNKNOWN = "No such command was given for this posting.";

  private static final String ACTION = "[a-z-]{1,40}";

  private final Clock clock;
  private final Readers readers;

  @Inject
  CommandsApi(ScaledClock clock, Readers readers) {
    this.clock = clock.asClock();
    this.readers = readers;
  }

  /** What was asked of one posting, the first asked first. */
  @GET
  @Path("/postings/{store}/{posting}/commands")
  public List<ShipmentCommandRow> commands(
      @PathParam("store") StoreId store, @PathParam("posting") PostingNumber posting) {
    return told(ShipmentCommandRow.of(new PostingRef(store, posting)));
  }

  /**
   * What was asked of all postings, posting by posting. In an order that does not change, so that a
   * cursor stays right.
   *
   * @param state open is all that has not ended
   * @param action its word, for example cancel
   */
  @GET
  @Path("/commands")
  public Page all(
      @QueryParam("store") @Nullable @Pattern(regexp = "[0-9]{1,20}") String store,
      @QueryParam("state") @Nullable @Pattern(regexp = STATE) String state,
      @QueryParam("action") @Nullable @Pattern(regexp = ACTION) String action,
      @QueryParam("cursor")
          @DefaultValue("")
          @Pattern(regexp = Asking.CURSOR + "[^\\x00]+", message = Asking.GIVEN)
          String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit) {
    var found = ShipmentCommandRow.all(store, state, action, cursor, limit);
    return new Page(told(found), found.size() < limit ? null : found.getLast().id);
  }

  /** What became of one command. */
  @GET
  @Path("/postings/{store}/{posting}/commands/{commandId}")
  @Refuses(status = 404, because = UNKNOWN)
  public ShipmentCommandRow command(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @PathParam("commandId") @Pattern(regexp = "[^\\p{Cntrl}]*") String commandId) {
    return ShipmentCommandRow.find(new PostingRef(store, posting), commandId)
        .orElseThrow(() -> new NotFoundException(UNKNOWN))
        .in(readers.language());
  }

  private List<ShipmentCommandRow> told(List<ShipmentCommandRow> found) {
    var language = readers.language();
    found.forEach(row -> row.in(language));
    return found;
  }

  /** How many cancellations there are, by what became of them. */
  @GET
  @Path("/summary")
  public Summary summary() {
    return new Summary(
        clock.instant(), cancellations("done"), cancellations("refused"), cancellations("open"));
  }

  private static long cancellations(String state) {
    return ShipmentCommandRow.count("action = ?1 and state = ?2", Cancelling.WORD, state);
  }
}
