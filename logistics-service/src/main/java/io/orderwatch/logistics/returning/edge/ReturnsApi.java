package io.orderwatch.logistics.returning.edge;

import io.orderwatch.contracts.ShipmentCommand.ActOnReturn;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.returning.ActingOnReturn;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.edge.Asking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What comes back: to read, and to act on. Times are UTC. */
@Path("/api/returns")
public class ReturnsApi {

  private static final String PHASES = "asked|refused|disputed|in-transit|other|over";

  /**
   * One of the actions that Ozon offers, with what it demands.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param action Ozon's number of it
   * @param rejectionReasonId Ozon's; needed with -1 and -10, as is the comment
   * @param comment goes to Ozon; nothing about a person, please
   * @param compensation what the buyer is paid, in the currency that Ozon shows for the return;
   *     needed with 1020
   * @param returnForBackWay what he is paid for sending it back, in the same currency
   */
  public record Act(
      @Nullable @Pattern(regexp = Asking.ID) String commandId,
      @NotNull Integer action,
      @Nullable @Positive Integer rejectionReasonId,
      @Nullable @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String comment,
      @Nullable @Positive @Digits(integer = 9, fraction = 2) BigDecimal compensation,
      @Nullable @DecimalMin("0") @Digits(integer = 9, fraction = 2) BigDecimal returnForBackWay,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  /**
   * @param returns in the order of their keys
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(List<ReturnRow> returns, @Nullable String next) {}

  private final Asking asking;
  private final BiFunction<String, Long, Optional<ReturnRow>> returns;

  @Inject
  ReturnsApi(Asking asking) {
    this(asking, ReturnRow::rfbs);
  }

  /**
   * Panache needs the whole service.
   *
   * @param returns a store's return of rFBS by its number
   */
  ReturnsApi(Asking asking, BiFunction<String, Long, Optional<ReturnRow>> returns) {
    this.asking = asking;
    this.returns = returns;
  }

  /**
   * What comes back. In an order that does not change, so that a cursor stays right.
   *
   * @param state where it stands
   * @param due only those for which something comes to pass before this time
   */
  @GET
  public Page all(
      @QueryParam("store") @Nullable @Pattern(regexp = "[0-9]{1,20}") String store,
      @QueryParam("state") @Nullable @Pattern(regexp = PHASES) String state,
      @QueryParam("due") @Nullable Instant due,
      @QueryParam("cursor")
          @DefaultValue("")
          @Pattern(regexp = Asking.CURSOR + "[^\\x00/]+-[0-9]{1,19}", message = Asking.GIVEN)
          String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit) {
    var found = ReturnRow.all(store, state, due, cursor, limit);
    return new Page(found, found.size() < limit ? null : found.getLast().id);
  }

  /**
   * Does with a return of rFBS one of the things that Ozon offers.
   *
   * @param id Ozon's number of the return, its returnId
   */
  @POST
  @Path("/{store}/{id}/actions")
  public Response act(
      @PathParam("store") StoreId store,
      @PathParam("id") @Pattern(regexp = "[1-9][0-9]{0,17}") String id,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = Asking.ID) String idempotencyKey,
      @NotNull @Valid Act act)
      throws SQLException {
    var returnId = Long.parseLong(id);
    var row =
        returns
            .apply(store.value(), returnId)
            .orElseThrow(() -> new NotFoundException("No such return of rFBS was seen."));
    var ref = row.ref();
    int action = act.action();
    var call = Asking.Call.of(ref.store(), ref.posting(), act.commandId(), idempotencyKey, preview);
    return asking.ask(
        call,
        commandId ->
            new ActOnReturn(
                ref,
                commandId,
                returnId,
                action,
                act.rejectionReasonId(),
                act.comment() == null ? "" : act.comment().strip(),
                act.compensation(),
                act.returnForBackWay(),
                asking.requestedBy(act.requestedBy())),
        () -> against(row, action));
  }

  private static Optional<Refusal> against(ReturnRow row, int action) {
    var offered = row.actions();
    return offered == null
        ? Optional.empty()
        : new ActingOnReturn(row.returnId, action, null, null, null).against(offered);
  }
}
