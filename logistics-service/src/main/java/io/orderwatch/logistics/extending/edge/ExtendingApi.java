package io.orderwatch.logistics.extending.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.ShipmentCommand.ExtendDelivery;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.shipment.edge.Askable;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.operations.edge.rest.BadInput;
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

/** Asks for later deliveries. */
@Path("/api")
public class ExtendingApi implements Askable<ExtendingApi.Ask> {

  /**
   * To when a delivery is to be moved. Times are UTC, to the second.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param from when the window begins
   * @param to when it ends; after from
   * @param reason why, for the record and for Ozon's support; nothing about a person, please
   * @param requestedBy who asks; not needed, and of no account, where a proxy says it
   */
  public record Ask(
      @Nullable @Pattern(regexp = Asking.ID) String commandId,
      @NotNull Instant from,
      @NotNull Instant to,
      @NotBlank @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  private final Asking asking;

  @Inject
  public ExtendingApi(Asking asking) {
    this.asking = asking;
  }

  /** Moves the time at which a posting is delivered. */
  @POST
  @Path("/postings/{store}/{posting}/delivery-window")
  public Response extend(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = Asking.ID) String idempotencyKey,
      @NotNull @Valid Ask ask)
      throws SQLException {
    if (!ask.from().isBefore(ask.to())) {
      throw BadInput.inBody("to", "must be after from");
    }
    var call = Asking.Call.of(store, posting, ask.commandId(), idempotencyKey, preview);
    return asking.ask(
        call,
        id ->
            new ExtendDelivery(
                call.ref(),
                id,
                ask.from(),
                ask.to(),
                ask.reason().strip(),
                asking.requestedBy(ask.requestedBy())));
  }

  @Override
  public List<String> words() {
    return List.of(ExtendingDelivery.WORD, Wire.type(ExtendDelivery.class));
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
    return extend(store, posting, preview, idempotencyKey, ask);
  }
}
