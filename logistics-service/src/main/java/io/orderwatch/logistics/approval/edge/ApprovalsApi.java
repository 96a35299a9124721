package io.orderwatch.logistics.approval.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.logistics.shipment.edge.ShipmentCommandRow;
import io.orderwatch.operations.edge.rest.Refuses;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** What a second person says of a command that is proposed. */
@Path("/api")
public class ApprovalsApi {

  private static final String COMMAND = "/postings/{store}/{posting}/commands/{commandId}";
  private static final String ID = "[^\\p{Cntrl}]*";
  private static final String OVER =
      "He asked for it himself, it was decided otherwise or too late, or it needs nobody's approval: see its code.";

  /**
   * An approval.
   *
   * @param reason why, in the person's own words; kept, and told by no event
   * @param requestedBy who approves; not needed, and of no account, where a proxy says it
   */
  public record Approval(
      @Nullable @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  /**
   * What is not wanted, and why not.
   *
   * @param reason why, in the person's own words; kept, and told by no event
   * @param requestedBy who declines, perhaps he who asked; not needed, and of no account, where a
   *     proxy says it
   */
  public record Decline(
      @NotBlank @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  private final Approving approving;
  private final Asking asking;

  @Inject
  public ApprovalsApi(Approving approving, Asking asking) {
    this.approving = approving;
    this.asking = asking;
  }

  /**
   * Approves a command that somebody else asked for. It is held to all that is known of the posting
   * now, and goes on as any command. The same twice is done once, and answered likewise.
   */
  @POST
  @Path(COMMAND + "/approve")
  @ResponseStatus(202)
  @APIResponse(
      responseCode = "202",
      description = "The command as it goes on.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ShipmentCommandRow.class)))
  @Refuses(status = 404, because = Approving.UNKNOWN)
  @Refuses(status = 409, because = OVER)
  public ShipmentCommandRow approve(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @PathParam("commandId") @Pattern(regexp = ID) String commandId,
      @NotNull @Valid Approval approval)
      throws SQLException {
    return approving.approve(
        new PostingRef(store, posting),
        commandId,
        asking.requestedBy(approval.requestedBy()),
        approval.reason() == null ? "" : approval.reason().strip());
  }

  /**
   * Declines a command before anything is done; who asked for it withdraws it so. It is refused for
   * that.
   */
  @POST
  @Path(COMMAND + "/decline")
  @Refuses(status = 404, because = Approving.UNKNOWN)
  @Refuses(
      status = 409,
      because = "It was approved, is over otherwise, or needs nobody's approval: see its code.")
  public ShipmentCommandRow decline(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @PathParam("commandId") @Pattern(regexp = ID) String commandId,
      @NotNull @Valid Decline decline)
      throws SQLException {
    return approving.decline(
        new PostingRef(store, posting),
        commandId,
        asking.requestedBy(decline.requestedBy()),
        decline.reason().strip());
  }
}
