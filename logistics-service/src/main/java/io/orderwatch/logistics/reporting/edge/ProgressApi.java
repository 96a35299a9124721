package io.orderwatch.logistics.reporting.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.ReportProgress;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.shipment.edge.Asking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Takes reports of how far parcels are that no integrated carrier follows. */
@Path("/api")
public class ProgressApi {

  private static final String STATE = "sent|last-mile|delivered";

  /**
   * How far a parcel is.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param requestedBy who asks; not needed, and of no account, where a proxy says it
   * @param waitFor offered: a report that comes too early waits until Ozon offers to take it
   * @param until how long, in UTC, to the second; needed with waitFor
   */
  public record Ask(
      @Nullable @Pattern(regexp = Asking.ID) String commandId,
      @NotNull @Pattern(regexp = STATE) String state,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy,
      @Nullable @Pattern(regexp = ShipmentCommand.OFFERED) String waitFor,
      @Nullable Instant until) {}

  private final Asking asking;

  @Inject
  public ProgressApi(Asking asking) {
    this.asking = asking;
  }

  /** 202 with what became of it so far; 409 with a code if a rule or Ozon refuses. */
  @POST
  @Path("/postings/{store}/{posting}/progress")
  public Response report(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = Asking.ID) String idempotencyKey,
      @NotNull @Valid Ask ask)
      throws SQLException {
    asking.requireUntil(ask.waitFor(), ask.until());
    var call = Asking.Call.of(store, posting, ask.commandId(), idempotencyKey, preview);
    return asking.ask(
        call,
        id ->
            new ReportProgress(
                call.ref(),
                id,
                ask.state(),
                asking.requestedBy(ask.requestedBy()),
                ask.waitFor(),
                ask.until()));
  }
}
