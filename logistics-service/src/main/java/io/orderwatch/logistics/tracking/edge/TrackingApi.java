package io.orderwatch.logistics.tracking.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.ShipmentCommand;
import io.orderwatch.contracts.ShipmentCommand.ChangeTracking;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.shipment.edge.Askable;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.tracking.ChangingTracking;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
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

/** Asks for tracking numbers. */
@Path("/api")
public class TrackingApi implements Askable<TrackingApi.Ask> {

  /**
   * Which number to give a posting.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param trackingNumber the carrier's; blanks and small letters do not matter
   * @param reason why, for the record and for Ozon's support; nothing about a person, please
   * @param confirmed true if a number of no known form is meant as it stands
   * @param requestedBy who asks; not needed, and of no account, where a proxy says it
   * @param waitFor offered: a number that comes too early waits until Ozon offers to take it
   * @param until how long, in UTC, to the second; needed with waitFor
   */
  public record Ask(
      @Nullable @Pattern(regexp = Asking.ID) String commandId,
      @NotBlank @Size(max = 64) @Pattern(regexp = Asking.PLAIN) String trackingNumber,
      @NotBlank @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy,
      @Nullable Boolean confirmed,
      @Nullable @Pattern(regexp = ShipmentCommand.OFFERED) String waitFor,
      @Nullable Instant until) {

    /** One that does not wait. */
    public Ask(
        @Nullable String commandId,
        String trackingNumber,
        String reason,
        @Nullable String requestedBy,
        @Nullable Boolean confirmed) {
      this(commandId, trackingNumber, reason, requestedBy, confirmed, null, null);
    }
  }

  private final Asking asking;

  @Inject
  public TrackingApi(Asking asking) {
    this.asking = asking;
  }

  /** Gives a posting its tracking number, or another one. */
  @POST
  @Path("/postings/{store}/{posting}/tracking-number")
  public Response change(
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
            new ChangeTracking(
                call.ref(),
                id,
                ask.trackingNumber(),
                ask.reason().strip(),
                asking.requestedBy(ask.requestedBy()),
                ask.confirmed(),
                ask.waitFor(),
                ask.until()));
  }

  @Override
  public List<String> words() {
    return List.of(ChangingTracking.WORD, Wire.type(ChangeTracking.class));
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
    return change(store, posting, preview, idempotencyKey, ask);
  }
}
