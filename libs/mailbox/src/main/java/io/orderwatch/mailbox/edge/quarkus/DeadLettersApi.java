package io.orderwatch.mailbox.edge.quarkus;

import io.orderwatch.mailbox.edge.DeadLetters;
import io.orderwatch.mailbox.edge.Mailbox;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Records that could not be worked through: look at them, try again, or give them up. */
@Path("/api/dead-letters")
public class DeadLettersApi {

  private final DeadLetters deadLetters;

  DeadLettersApi(Mailbox mailbox) {
    this.deadLetters = mailbox.deadLetters();
  }

  @GET
  public List<DeadLetters.Parked> list(@QueryParam("limit") @DefaultValue("100") int limit)
      throws SQLException {
    return deadLetters.list(Math.clamp(limit, 1, 1000));
  }

  @POST
  @Path("/{key}/redrive")
  public Map<String, Integer> redrive(@PathParam("key") String key) throws SQLException {
    return Map.of("redriven", deadLetters.redrive(key));
  }

  @DELETE
  @Path("/{key}")
  public Map<String, Integer> discard(@PathParam("key") String key) throws SQLException {
    return Map.of("discarded", deadLetters.discard(key));
  }
}
