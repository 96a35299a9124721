package io.orderwatch.notification.conversation.edge;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.notification.conversation.edge.Conversations.Conversation;
import io.orderwatch.notification.conversation.edge.Conversations.Said;
import io.orderwatch.notification.conversation.edge.Conversations.Shadow;
import io.orderwatch.notification.edge.Csv;
import io.orderwatch.notification.edge.Cursor;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** What was said to buyers, and what would have been. Times are UTC. */
@Path("/api")
public class ConversationsApi {

  private static final String NO_STORE = "no such store";
  private static final String NOTHING = "Nothing was ever due for this order.";
  private static final String ORDER = "[0-9A-Za-z][0-9A-Za-z_-]{0,63}";

  /**
   * @param conversations in the order in which they began
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Page(List<Conversation> conversations, @Nullable String next) {}

  /**
   * @param said each step of each posting, in the order in which they were due
   */
  public record Order(String store, String orderNumber, List<Said> said) {}

  /**
   * What would have been sent. The postings were not read again, as they are right before sending:
   * some of these would have been left out.
   *
   * @param unsent what would have been
   * @param next give it as {@code cursor} for more; null at the end
   */
  public record Report(List<Shadow> unsent, @Nullable String next) {}

  private final Conversations conversations;
  private final OzonStores stores;

  ConversationsApi(Conversations conversations, OzonStores stores) {
    this.conversations = conversations;
    this.stores = stores;
  }

  /** What was said to buyers, order by order, in the order in which it began. */
  @GET
  @Path("/conversations")
  @Refuses(status = 404, because = NO_STORE)
  @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
  @APIResponseSchema(Page.class)
  public Response conversations(
      @QueryParam("store") @NotNull StoreId store,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = Cursor.PATTERN) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @HeaderParam("Accept") @Nullable String accept)
      throws SQLException {
    var page = page(store, cursor, limit);
    return Csv.answer(accept, page, page.next(), () -> table(page));
  }

  private Page page(StoreId store, String cursor, int limit) throws SQLException {
    var found = conversations.of(known(store), Cursor.parse(cursor), limit);
    return new Page(
        found,
        found.size() < limit
            ? null
            : new Cursor(found.getLast().began(), found.getLast().orderNumber()).text());
  }

  private static String table(Page page) {
    return Csv.of(
        List.of(
            "store",
            "order",
            "postings",
            "began",
            "changed",
            "deadline",
            "sent",
            "awaiting",
            "suppressed",
            "failed",
            "planned",
            "state",
            "optedOut",
            "read",
            "answered",
            "about"),
        page.conversations().stream()
            .map(
                each ->
                    new @Nullable Object[] {
                      each.store(),
                      each.orderNumber(),
                      each.postings(),
                      each.began(),
                      each.changed(),
                      each.deadline(),
                      each.sent(),
                      each.awaiting(),
                      each.suppressed(),
                      each.failed(),
                      each.planned(),
                      each.state(),
                      each.optedOut(),
                      each.read(),
                      each.answered(),
                      each.about()
                    }));
  }

  /** Each step of each posting of the order, in the order in which they were due. */
  @GET
  @Path("/conversations/{store}/{order}")
  @Refuses(status = 404, because = NOTHING)
  public Order conversation(
      @PathParam("store") StoreId store, @PathParam("order") @Pattern(regexp = ORDER) String order)
      throws SQLException {
    var said = conversations.of(store.value(), order);
    if (said.isEmpty()) {
      throw new NotFoundException(NOTHING);
    }
    return new Order(store.value(), order, said);
  }

  /** With sending switched off: what would have been sent. */
  @GET
  @Path("/shadow")
  @Refuses(status = 404, because = NO_STORE)
  @Produces({MediaType.APPLICATION_JSON, Csv.TYPE})
  @APIResponseSchema(Report.class)
  public Response shadow(
      @QueryParam("store") @NotNull StoreId store,
      @QueryParam("cursor") @DefaultValue("") @Pattern(regexp = Cursor.PATTERN) String cursor,
      @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit,
      @HeaderParam("Accept") @Nullable String accept)
      throws SQLException {
    var page = report(store, cursor, limit);
    return Csv.answer(accept, page, page.next(), () -> table(page));
  }

  private Report report(StoreId store, String cursor, int limit) throws SQLException {
    var found = conversations.unsent(known(store), Cursor.parse(cursor), limit);
    return new Report(found, found.size() < limit ? null : after(found.getLast()).text());
  }

  private static String table(Report page) {
    return Csv.of(
        List.of("store", "order", "round", "step", "postings", "at", "text"),
        page.unsent().stream()
            .map(
                each ->
                    new @Nullable Object[] {
                      each.store(),
                      each.orderNumber(),
                      each.round(),
                      each.step(),
                      each.postings(),
                      each.at(),
                      each.text()
                    }));
  }

  private static Cursor after(Shadow last) {
    return new Cursor(last.at(), last.orderNumber() + " " + last.round() + " " + last.step());
  }

  private String known(StoreId store) {
    if (stores.find(store).isEmpty()) {
      throw new NotFoundException(NO_STORE);
    }
    return store.value();
  }
}
