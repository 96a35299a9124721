package io.orderwatch.ingest.drift.edge;

import io.orderwatch.ozon.edge.quarkus.Drifts;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How Ozon's API moves away from what is known of it. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class DriftApi {

  private final Drifts drifts;
  private final Endings endings;

  DriftApi(Drifts drifts, Endings endings) {
    this.drifts = drifts;
    this.endings = endings;
  }

  /**
   * @param samples of this process, since it started; at most 1,000, never a value
   * @param endings methods whose end is announced, with the days that are left
   */
  public record Moved(List<Drifts.Sample> samples, List<Endings.Left> endings) {}

  @GET
  @Path("/drift")
  @Operation(summary = "New words, fields and types, vanished fields, and methods that end")
  public Moved drift() {
    return new Moved(drifts.all(), endings.all());
  }
}
