package io.orderwatch.notification.reminder.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.digest.edge.OwingRow;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.notification.reminder.edge.OptOuts.Change;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.operations.edge.rest.Requester;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Buyers who want no messages, by order: Ozon's postings carry no number of a customer that could
 * be kept without keeping the person. Times are UTC.
 */
@Path("/api/opt-outs")
public class OptOutApi {

  private static final String NO_STORE = "no such store";
  private static final String NOBODY = "Nobody has opted out of this order.";
  private static final String ORDER = "[0-9A-Za-z][0-9A-Za-z_-]{0,63}";

  /**
   * One change.
   *
   * @param optedOut false where it was taken back
   * @param at when
   * @param by who of the seller's people said so
   */
  public record Said(boolean optedOut, Instant at, String by) {}

  /**
   * @param optedOut whether the buyer wants no messages now
   * @param at since when it is so
   * @param by who of the seller's people said so
   * @param history every change, the oldest first
   */
  public record View(
      String store,
      String orderNumber,
      boolean optedOut,
      Instant at,
      String by,
      List<Said> history) {}

  /**
   * @param requestedBy who says so, unless a proxy does
   */
  public record OptOut(
      @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*") String requestedBy) {}

  private final OzonStores stores;
  private final OptOuts optOuts;
  private final Mailbox mailbox;
  private final Requester requester;
  private final ScaledClock clock;

  OptOutApi(
      OzonStores stores, OptOuts optOuts, Mailbox mailbox, Requester requester, ScaledClock clock) {
    this.stores = stores;
    this.optOuts = optOuts;
    this.mailbox = mailbox;
    this.requester = requester;
    this.clock = clock;
  }

  /**
   * From now on this order's buyer is not written to. Nothing more is planned, and what is planned
   * is not sent unless it is on its way. Again is the same.
   */
  @PUT
  @Path("/{store}/{order}")
  @Refuses(status = 404, because = NO_STORE)
  public View optOut(
      @PathParam("store") StoreId store,
      @PathParam("order") @Pattern(regexp = ORDER) String order,
      @NotNull @Valid OptOut body)
      throws SQLException {
    var by = requester.name(body.requestedBy());
    if (stores.find(store).isEmpty()) {
      throw new NotFoundException(NO_STORE);
    }
    var now = clock.now();
    optOuts.add(store, order, now, by);
    var changes = optOuts.changes(store, order);
    tell(store, order, "opt-out/" + changes.getLast().id(), now, Reminder.OptedOut::new);
    return view(store, order, changes);
  }

  /**
   * The buyer may be written to again. What was suppressed stays so; steps that come due later are
   * sent.
   */
  @DELETE
  @Path("/{store}/{order}")
  @Refuses(status = 404, because = NOBODY)
  public void takeBack(
      @PathParam("store") StoreId store,
      @PathParam("order") @Pattern(regexp = ORDER) String order,
      @QueryParam("requestedBy") @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*")
          String requestedBy)
      throws SQLException {
    var by = requester.name(requestedBy);
    var changes = optOuts.changes(store, order);
    if (changes.isEmpty() || !changes.getLast().optedOut()) {
      throw none();
    }
    var now = clock.now();
    // told first: if this is where it ends, it can be asked for again
    tell(store, order, "opt-in/" + changes.getLast().id(), now, Reminder.OptedIn::new);
    optOuts.remove(store, order, now, by);
  }

  /** Whether an order's buyer wants no messages. Also where it was taken back. */
  @GET
  @Path("/{store}/{order}")
  @Refuses(status = 404, because = NOBODY)
  public View look(
      @PathParam("store") StoreId store, @PathParam("order") @Pattern(regexp = ORDER) String order)
      throws SQLException {
    var changes = optOuts.changes(store, order);
    if (changes.isEmpty()) {
      throw none();
    }
    return view(store, order, changes);
  }

  private static NotFoundException none() {
    return new NotFoundException(NOBODY);
  }

  private void tell(
      StoreId store, String order, String cause, Instant now, Function<PostingRef, Object> said)
      throws SQLException {
    var told =
        OwingRow.keys(store.value(), order).stream()
            .map(key -> new Input(key, cause + "/" + key, now, said.apply(PostingRef.parse(key))))
            .toList();
    if (!told.isEmpty()) {
      mailbox.tell(ReminderFeature.NAME, told, Optional.empty());
    }
  }

  private static View view(StoreId store, String order, List<Change> changes) {
    var last = changes.getLast();
    return new View(
        store.value(),
        order,
        last.optedOut(),
        last.at(),
        last.by(),
        changes.stream().map(each -> new Said(each.optedOut(), each.at(), each.by())).toList());
  }
}
