package io.orderwatch.logistics.shipping.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.ShipmentCommand.SetShipmentDate;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.shipment.edge.Askable;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
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

/** Asks for shipping dates. */
@Path("/api")
public class ShipmentDateApi implements Askable<ShipmentDateApi.Ask> {

  /**
   * By when the posting will be handed over. In UTC, to the second.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param date when, in UTC, to the second
   * @param reason why, for the record; nothing about a person, please
   */
  public record Ask(
      @Nullable @Pattern(regexp = Asking.ID) String commandId,
      @NotNull Instant date,
      @NotBlank @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  private final Asking asking;

  @Inject
  public ShipmentDateApi(Asking asking) {
    this.asking = asking;
  }

  /** Says by when a posting will be handed over. */
  @POST
  @Path("/postings/{store}/{posting}/shipment-date")
  public Response set(
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
            new SetShipmentDate(
                call.ref(),
                id,
                ask.date(),
                ask.reason().strip(),
                asking.requestedBy(ask.requestedBy())));
  }

  @Override
  public List<String> words() {
    return List.of(SettingShipmentDate.WORD, Wire.type(SetShipmentDate.class));
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
    return set(store, posting, preview, idempotencyKey, ask);
  }
}
