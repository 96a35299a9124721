package io.orderwatch.logistics.shipment.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.logistics.cancelling.Cancelling;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Clock;
import java.time.Instant;

/** Tells what became of commands. Times are UTC. */
@Path("/api")
public class CommandsApi {

  /** Cancellations by what became of them. */
  public record Summary(Instant now, long cancelled, long refused, long open) {}

  private final Clock clock;

  @Inject
  CommandsApi(ScaledClock clock) {
    this.clock = clock.asClock();
  }

  @GET
  @Path("/postings/{store}/{posting}/commands/{commandId}")
  public ShipmentCommandRow command(
      @PathParam("store") StoreId store,
      @PathParam("posting") PostingNumber posting,
      @PathParam("commandId") @Pattern(regexp = "[^\\p{Cntrl}]*") String commandId) {
    return ShipmentCommandRow.find(new PostingRef(store, posting), commandId)
        .orElseThrow(() -> new NotFoundException("No such command was given for this posting."));
  }

  @GET
  @Path("/summary")
  public Summary summary() {
    return new Summary(
        clock.instant(), cancellations("done"), cancellations("refused"), cancellations("open"));
  }

  private static long cancellations(String state) {
    return ShipmentCommandRow.count("action = ?1 and state = ?2", Cancelling.WORD, state);
  }
}
