package io.orderwatch.logistics.disputing.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.ShipmentCommand.OpenDispute;
import io.orderwatch.contracts.ShipmentCommand.ResumeDelivery;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.shipment.edge.Asking;
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
import org.jspecify.annotations.Nullable;

/** Asks for disputes over postings, and for their end. */
@Path("/api")
public class DisputingApi {

  /**
   * Why.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param reason for the record; nothing about a person, please
   */
  public record Ask(
      @Nullable @Pattern(regexp = Asking.ID) String commandId,
      @NotBlank @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  private final Asking asking;

  @Inject
  public DisputingApi(Asking asking) {
    this.asking = asking;
  }

  /** Opens a dispute over a posting. */
  @POST
  @Path("/postings/{store}/{posting}/dispute")
  public Response dispute(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = Asking.ID) String idempotencyKey,
      @NotNull @Valid Ask ask)
      throws SQLException {
    var call = Asking.Call.of(store, posting, ask.commandId(), idempotencyKey, preview);
    return asking.ask(
        call,
        id ->
            new OpenDispute(
                call.ref(), id, ask.reason().strip(), asking.requestedBy(ask.requestedBy())));
  }

  /** Sends a posting in dispute back to delivery. */
  @POST
  @Path("/postings/{store}/{posting}/back-to-delivery")
  public Response backToDelivery(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = Asking.ID) String idempotencyKey,
      @NotNull @Valid Ask ask)
      throws SQLException {
    var call = Asking.Call.of(store, posting, ask.commandId(), idempotencyKey, preview);
    return asking.ask(
        call,
        id ->
            new ResumeDelivery(
                call.ref(), id, ask.reason().strip(), asking.requestedBy(ask.requestedBy())));
  }
}
