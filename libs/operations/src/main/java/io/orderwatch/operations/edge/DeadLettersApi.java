package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.DeadLetters;
import io.orderwatch.mailbox.edge.DeadLetters.Selection;
import io.orderwatch.mailbox.edge.Mailbox;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records that could not be worked through: look at them, try again, or give them up; by their own
 * number, key, topic or reason.
 */
@Path("/api/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public class DeadLettersApi {

  private final DeadLetters deadLetters;

  DeadLettersApi(Mailbox mailbox) {
    this.deadLetters = mailbox.deadLetters();
  }

  @GET
  public List<DeadLetters.Parked> list(
      @QueryParam("seq") @Nullable Long seq,
      @QueryParam("key") @Nullable String key,
      @QueryParam("topic") @Nullable String topic,
      @QueryParam("reason") @Nullable String reason,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit)
      throws SQLException {
    return deadLetters.list(new Selection(seq, key, topic, reason), limit);
  }

  @POST
  @Path("/redrive")
  public Map<String, Integer> redrive(
      @QueryParam("seq") @Nullable Long seq,
      @QueryParam("key") @Nullable String key,
      @QueryParam("topic") @Nullable String topic,
      @QueryParam("reason") @Nullable String reason)
      throws SQLException {
    return Map.of("redriven", deadLetters.redrive(some(seq, key, topic, reason)));
  }

  @DELETE
  public Map<String, Integer> discard(
      @QueryParam("seq") @Nullable Long seq,
      @QueryParam("key") @Nullable String key,
      @QueryParam("topic") @Nullable String topic,
      @QueryParam("reason") @Nullable String reason)
      throws SQLException {
    return Map.of("discarded", deadLetters.discard(some(seq, key, topic, reason)));
  }

  @POST
  @Path("/{key}/redrive")
  public Map<String, Integer> redrive(@PathParam("key") String key) throws SQLException {
    return Map.of("redriven", deadLetters.redrive(Selection.of(key)));
  }

  @DELETE
  @Path("/{key}")
  public Map<String, Integer> discard(@PathParam("key") String key) throws SQLException {
    return Map.of("discarded", deadLetters.discard(Selection.of(key)));
  }

  /** All of them are never meant by leaving out everything. */
  private static Selection some(
      @Nullable Long seq, @Nullable String key, @Nullable String topic, @Nullable String reason) {
    var selection = new Selection(seq, key, topic, reason);
    if (selection.equals(Selection.ALL)) {
      throw new BadRequestException("say which: seq, key, topic or reason");
    }
    return selection;
  }
}
