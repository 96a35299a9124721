package io.orderwatch.logistics.many.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.approval.edge.Approving;
import io.orderwatch.logistics.many.edge.ManyApi.Result;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.operations.edge.rest.Bodies;
import io.orderwatch.operations.edge.rest.Lines;
import jakarta.inject.Inject;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** Many approvals in one body, as {@link ManyApi} takes many commands. */
@Path("/api")
public class ManyApprovalsApi {

  /**
   * One command that is approved.
   *
   * @param commandId of the command
   * @param reason why, in the person's own words; kept, and told by no event
   * @param requestedBy who approves; not needed, and of no account, where a proxy says it
   */
  public record One(
      @NotNull @Pattern(regexp = "[0-9]{1,20}") String store,
      @NotNull @Pattern(regexp = "[0-9A-Za-z][0-9A-Za-z_-]{0,63}") String posting,
      @NotNull @Pattern(regexp = Asking.ID) String commandId,
      @Nullable @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String reason,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  private final Approving approving;
  private final Asking asking;
  private final Bodies bodies;
  private final OneByOne lines;

  @Inject
  ManyApprovalsApi(Approving approving, Asking asking, Bodies bodies, OneByOne lines) {
    this.approving = approving;
    this.asking = asking;
    this.bodies = bodies;
    this.lines = lines;
  }

  /**
   * Approves many commands that somebody else asked for, one a line. They are answered one a line
   * and in their order, while the body is read: the answers must be read while sending. The same
   * twice is done once.
   */
  @POST
  @Path("/commands/approvals")
  @Consumes(ManyApi.NDJSON)
  @Produces(ManyApi.NDJSON)
  @RequestBody(content = @Content(schema = @Schema(implementation = One.class)))
  @APIResponse(
      responseCode = "200",
      description = "A result a line, in the order of the lines.",
      content = @Content(schema = @Schema(implementation = Result.class)))
  public StreamingOutput approvals(InputStream body) {
    return lines.answer("approvals", body, this::result);
  }

  private Result result(Lines.Line line) throws SQLException {
    var one = bodies.read(OneByOne.text(line), One.class);
    return Result.of(
        line.number(),
        approving.approve(
            new PostingRef(new StoreId(one.store()), new PostingNumber(one.posting())),
            one.commandId(),
            asking.requestedBy(one.requestedBy()),
            one.reason() == null ? "" : one.reason().strip()));
  }
}
