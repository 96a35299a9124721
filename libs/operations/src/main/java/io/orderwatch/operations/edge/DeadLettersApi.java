package io.orderwatch.operations.edge;

import io.orderwatch.mailbox.edge.DeadLetters;
import io.orderwatch.mailbox.edge.DeadLetters.Selection;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.operations.edge.rest.BadInput;
import io.orderwatch.operations.edge.rest.Refuses;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
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

  private static final String UNKNOWN = "there is no such dead letter";

  private final DeadLetters deadLetters;

  DeadLettersApi(Mailbox mailbox) {
    this.deadLetters = mailbox.deadLetters();
  }

  /**
   * The dead letters, without their data, in their order.
   *
   * @param seq its own number
   * @param key of the record; without a value those that have none
   * @param topic that it came from
   * @param reason why it could not be worked through
   */
  @GET
  public List<DeadLetters.Parked> list(
      @QueryParam("seq") @Nullable Long seq,
      @QueryParam("key") @Nullable String key,
      @QueryParam("topic") @Nullable String topic,
      @QueryParam("reason") @Nullable String reason,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @Context UriInfo asked)
      throws SQLException {
    return deadLetters.list(new Selection(seq, key(key, asked), topic, reason), limit);
  }

  /**
   * Tries dead letters again. By number, key, topic or reason, or several of these; those that hold
   * one key go together.
   *
   * @param seq its own number
   * @param key of the record; without a value those that have none
   * @param topic that it came from
   * @param reason why it could not be worked through
   */
  @POST
  @Path("/redrive")
  @Refuses(status = 404, because = UNKNOWN)
  public DeadLetters.Redriven redrive(
      @QueryParam("seq") @Nullable Long seq,
      @QueryParam("key") @Nullable String key,
      @QueryParam("topic") @Nullable String topic,
      @QueryParam("reason") @Nullable String reason,
      @Context UriInfo asked)
      throws SQLException {
    var redriven = deadLetters.redrive(some(seq, key(key, asked), topic, reason));
    found(seq, redriven.tried());
    return redriven;
  }

  /**
   * Gives dead letters up. By number, key, topic or reason, or several of these.
   *
   * @param seq its own number
   * @param key of the record; without a value those that have none
   * @param topic that it came from
   * @param reason why it could not be worked through
   */
  @DELETE
  @Refuses(status = 404, because = UNKNOWN)
  public Map<String, Integer> discard(
      @QueryParam("seq") @Nullable Long seq,
      @QueryParam("key") @Nullable String key,
      @QueryParam("topic") @Nullable String topic,
      @QueryParam("reason") @Nullable String reason,
      @Context UriInfo asked)
      throws SQLException {
    var discarded = deadLetters.discard(some(seq, key(key, asked), topic, reason));
    found(seq, discarded);
    return Map.of("discarded", discarded);
  }

  /**
   * Tries all dead letters of a key again.
   *
   * @param key of the records
   */
  @POST
  @Path("/{key}/redrive")
  public DeadLetters.Redriven redriveKey(@PathParam("key") String key) throws SQLException {
    return deadLetters.redrive(Selection.of(key));
  }

  /**
   * Gives all dead letters of a key up.
   *
   * @param key of the records
   */
  @DELETE
  @Path("/{key}")
  public Map<String, Integer> discardKey(@PathParam("key") String key) throws SQLException {
    return Map.of("discarded", deadLetters.discard(Selection.of(key)));
  }

  /** The framework takes a parameter without a value for none, and here it asks for no key. */
  private static @Nullable String key(@Nullable String key, UriInfo asked) {
    return key == null && asked.getQueryParameters().containsKey("key") ? "" : key;
  }

  /** All of them are never meant by leaving out everything. */
  private static Selection some(
      @Nullable Long seq, @Nullable String key, @Nullable String topic, @Nullable String reason) {
    var selection = new Selection(seq, key, topic, reason);
    if (selection.equals(Selection.ALL)) {
      throw BadInput.of(Violation.In.query, "seq", "must say which, or key, topic or reason must");
    }
    return selection;
  }

  /** A letter that is named by its number is there, or it is said that it is not. */
  private static void found(@Nullable Long seq, int many) {
    if (seq != null && many == 0) {
      throw new NotFoundException(UNKNOWN);
    }
  }
}
