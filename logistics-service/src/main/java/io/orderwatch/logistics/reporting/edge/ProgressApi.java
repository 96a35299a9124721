package io.orderwatch.logistics.reporting.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.ReportProgress;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.reporting.ReportingProgress;
import io.orderwatch.logistics.shipment.edge.Askable;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes reports of how far parcels are that no integrated carrier follows. */
@Path("/api")
public class ProgressApi implements Askable<ProgressApi.Ask> {

  private static final String STATE = "sent|last-mile|delivered";

  /**
   * How far a parcel is.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param state how far it is
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

  /** Tells Ozon how far a parcel is. */
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

  @Override
  public List<String> words() {
    return List.of(ReportingProgress.WORD, Wire.type(ReportProgress.class));
  }

  @Override
  public Class<Ask> body() {
    return Ask.class;
  }

  @Override
  public Response ask(
      StoreId store,
      PostingNumber posting,
      @Nullable Boolean preview,
      @Nullable String idempotencyKey,
      Ask ask)
      throws SQLException {
    return report(store, posting, preview, idempotencyKey, ask);
  }
}
