package io.orderwatch.logistics.request.edge;

import io.orderwatch.contracts.ShipmentCommand.AnswerCancellationRequest;
import io.orderwatch.logistics.request.AnsweringRequest;
import io.orderwatch.logistics.shipment.edge.Asking;
import io.orderwatch.operations.edge.rest.BadInput;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests of buyers and carriers to cancel: to read, and to answer. Times are UTC. */
@Path("/api/cancellation-requests")
public class RequestsApi {

  private static final String STORE = "[0-9]{1,20}";
  private static final String ID = "[1-9][0-9]{0,17}";

  /**
   * Finds the requests with a number of Ozon's.
   *
   * <p>Panache needs the whole service.
   */
  @FunctionalInterface
  interface Requests {
    List<RequestRow> numbered(long cancellationId, @Nullable String store);
  }

  /**
   * An answer.
   *
   * @param commandId chosen by who asks: the same id is carried out once; else the header
   *     Idempotency-Key, else one is made
   * @param comment goes to Ozon and is needed for a refusal; nothing about a person, please
   */
  public record Answer(
      @Nullable @Pattern(regexp = Asking.ID) String commandId,
      @Nullable @Size(max = 500) @Pattern(regexp = Asking.PLAIN) String comment,
      @Nullable @Size(max = 100) @Pattern(regexp = Asking.PLAIN) String requestedBy) {}

  /**
   * @param requests in the order of their keys
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(List<RequestRow> requests, @Nullable String next) {}

  private final Asking asking;
  private final Requests requests;

  @Inject
  RequestsApi(Asking asking) {
    this(asking, RequestRow::numbered);
  }

  RequestsApi(Asking asking, Requests requests) {
    this.asking = asking;
    this.requests = requests;
  }

  /**
   * The requests to cancel. In an order that does not change, so that a cursor stays right.
   *
   * @param state Ozon's word
   * @param due only those that wait and that Ozon approves by itself before this time
   */
  @GET
  public Page all(
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store,
      @QueryParam("state") @Nullable @Pattern(regexp = "on_approval|approved|rejected")
          String state,
      @QueryParam("due") @Nullable Instant due,
      @QueryParam("cursor")
          @DefaultValue("")
          @Pattern(regexp = Asking.CURSOR + "[0-9]{1,19}", message = Asking.GIVEN)
          String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(500) int limit) {
    var found = RequestRow.all(store, state, due, cursor, limit);
    return new Page(found, found.size() < limit ? null : found.getLast().id);
  }

  /**
   * Agrees to what was requested.
   *
   * @param id Ozon's number of the request, its cancellationId
   * @param store whose, where several have this number
   */
  @POST
  @Path("/{id}/approve")
  public Response approve(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = Asking.ID) String idempotencyKey,
      @NotNull @Valid Answer answer)
      throws SQLException {
    return answer(find(id, store), true, preview, idempotencyKey, answer);
  }

  /**
   * Refuses what was requested, with a comment.
   *
   * @param id Ozon's number of the request, its cancellationId
   * @param store whose, where several have this number
   */
  @POST
  @Path("/{id}/reject")
  public Response reject(
      @PathParam("id") @Pattern(regexp = ID) String id,
      @QueryParam("store") @Nullable @Pattern(regexp = STORE) String store,
      @QueryParam("preview") @Nullable Boolean preview,
      @HeaderParam("Idempotency-Key") @Nullable @Pattern(regexp = Asking.ID) String idempotencyKey,
      @NotNull @Valid Answer answer)
      throws SQLException {
    return answer(find(id, store), false, preview, idempotencyKey, answer);
  }

  private Response answer(
      RequestRow request,
      boolean approve,
      @Nullable Boolean preview,
      @Nullable String idempotencyKey,
      Answer answer)
      throws SQLException {
    var ref = request.ref();
    var call =
        Asking.Call.of(ref.store(), ref.posting(), answer.commandId(), idempotencyKey, preview);
    return asking.ask(
        call,
        id ->
            new AnswerCancellationRequest(
                ref,
                id,
                request.cancellationId,
                approve,
                answer.comment() == null ? "" : answer.comment().strip(),
                asking.requestedBy(answer.requestedBy())),
        () -> AnsweringRequest.against(request.open()));
  }

  private RequestRow find(String id, @Nullable String store) {
    var found = requests.numbered(Long.parseLong(id), store);
    if (found.isEmpty()) {
      throw new NotFoundException("No such request to cancel was seen.");
    }
    if (found.size() > 1) {
      throw BadInput.of(
          Violation.In.query, "store", "must say whose, for several have this number");
    }
    return found.getFirst();
  }
}
