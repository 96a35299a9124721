package io.orderwatch.logistics.cancelling.edge;

import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.ShipmentCommand.Cancel;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.edge.Wire;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.shipment.edge.Askable;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.ozon.CancelReason;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
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

/** Asks for cancellations. */
@Path("/api")
public class CancellingApi implements Askable<CancellingApi.Ask> {

  private static final String ID = "[0-9A-Za-z._:-]{1,64}";
  private static final String PLAIN = "[^\\p{Cntrl}]*";

  /**
   * What to cancel a posting with.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param reasonId one of the reasons that Ozon allows for this posting
   * @param comment goes to Ozon and is needed for reason 402; nothing about a person, please
   * @param override why to cancel although the buyer's passport data is only awaited
   * @param items what to cancel of the posting, with a comment; all of it if not said
   * @param requestedBy who asks; not needed, and of no account, where a proxy says it
   */
  public record Ask(
      @Nullable @Pattern(regexp = ID) String commandId,
      @NotNull @Positive Long reasonId,
      @Nullable @Size(max = 500) @Pattern(regexp = PLAIN) String comment,
      @Nullable @Size(max = 100) @Pattern(regexp = PLAIN) String requestedBy,
      @Nullable @Size(max = 500) @Pattern(regexp = PLAIN) String override,
      @Nullable @Size(min = 1, max = 100) List<@NotNull @Valid Item> items) {

    /** Of the whole posting. */
    public Ask(
        @Nullable String commandId,
        Long reasonId,
        @Nullable String comment,
        @Nullable String requestedBy,
        @Nullable String override) {
      this(commandId, reasonId, comment, requestedBy, override, null);
    }
  }

  /**
   * Some pieces of one product.
   *
   * @param sku Ozon's product id
   * @param quantity how many pieces
   */
  public record Item(@NotNull @Positive Long sku, @NotNull @Positive Integer quantity) {}

  private final Asking asking;

  @Inject
  public CancellingApi(Asking asking) {
    this.asking = asking;
  }

  /** Cancels a posting, or some pieces of it. */
  @POST
  @Path("/postings/{store}/{posting}/cancel")
  public Response cancel(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = ID) String idempotencyKey,
      @NotNull @Valid Ask ask)
      throws SQLException {
    long reasonId = ask.reasonId();
    var comment = ask.comment() == null ? "" : ask.comment().strip();
    if (reasonId == CancelReason.OTHER && comment.isEmpty()) {
      throw BadInput.inBody("comment", "must not be empty with reason 402");
    }
    var items = ask.items();
    if (items != null && comment.isEmpty()) {
      throw BadInput.inBody("comment", "must not be empty with items");
    }
    var call = Asking.Call.of(store, posting, ask.commandId(), idempotencyKey, preview);
    return asking.ask(
        call,
        id ->
            new Cancel(
                call.ref(),
                id,
                reasonId,
                comment,
                asking.requestedBy(ask.requestedBy()),
                ask.override() == null ? "" : ask.override().strip(),
                items == null
                    ? null
                    : items.stream().map(each -> new Goods(each.sku(), each.quantity())).toList()));
  }

  @Override
  public List<String> words() {
    return List.of(Cancelling.WORD, Wire.type(Cancel.class));
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
    return cancel(store, posting, preview, idempotencyKey, ask);
  }
}
