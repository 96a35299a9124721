package io.orderwatch.logistics.ticket.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.cancelling.edge.CancellingSettings;
import io.orderwatch.logistics.shipment.edge.Askable;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.ticket.ReportingStuck;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks Ozon's support where a parcel is. */
@Path("/api")
public class StuckApi implements Askable<StuckApi.Ask> {

  /**
   * Why.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param reason for Ozon's support; nothing about a person, please
   * @param requestedBy who asks; not needed, and of no account, where a proxy says it
   */
  public record Ask(
      @Nullable @Pattern(regexp = Asking.ID) String commandId,
      @NotBlank @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  private final Asking asking;
  private final CancellingPolicy words;

  @Inject
  StuckApi(Asking asking, CancellingSettings words) {
    this(asking, words.policy());
  }

  StuckApi(Asking asking, CancellingPolicy words) {
    this.asking = asking;
    this.words = words;
  }

  /** Drafts a ticket that asks Ozon's support where a parcel is. */
  @POST
  @Path("/postings/{store}/{posting}/stuck")
  public Response report(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = Asking.ID) String idempotencyKey,
      @NotNull @Valid Ask ask)
      throws SQLException {
    return asking.raise(
        Asking.Call.of(store, posting, ask.commandId(), idempotencyKey, preview),
        asking.requestedBy(ask.requestedBy()),
        new ReportingStuck(ask.reason().strip()),
        shipment -> ReportingStuck.against(shipment, words));
  }

  @Override
  public List<String> words() {
    return List.of(ReportingStuck.WORD);
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
