package io.orderwatch.notification.reminder.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Input;
import io.orderwatch.mailbox.edge.Mailbox;
import io.orderwatch.notification.digest.edge.OwingRow;
import io.orderwatch.notification.reminder.Reminder;
import io.orderwatch.operations.edge.rest.Requester;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Buyers who want no messages, by order: Ozon's postings carry no number of a customer that could
 * be kept without keeping the person. Times are UTC.
 */
@Path("/api/opt-outs")
public class OptOutApi {

  private static final String ORDER = "[0-9A-Za-z][0-9A-Za-z_-]{0,63}";

  /**
   * @param by who of the seller's people said so
   */
  public record View(String store, String orderNumber, Instant at, String by) {}

  /**
   * @param requestedBy who says so, unless a proxy does
   */
  public record OptOut(
      @Nullable @Size(max = 254) @Pattern(regexp = "[^\\p{Cntrl}]*") String requestedBy) {}

  private final OzonStores stores;
  private final DataSource database;
  private final Mailbox mailbox;
  private final Requester requester;
  private final ScaledClock clock;

  OptOutApi(
      OzonStores stores,
      DataSource database,
      Mailbox mailbox,
      Requester requester,
      ScaledClock clock) {
    this.stores = stores;
    this.database = database;
    this.mailbox = mailbox;
    this.requester = requester;
    this.clock = clock;
  }

  /**
   * From now on this order's buyer is not written to: nothing more is planned, and what is planned
   * is not sent unless it is on its way. Again is the same.
   */
  @PUT
  @Path("/{store}/{order}")
  public View optOut(
      @PathParam("store") StoreId store,
      @PathParam("order") @Pattern(regexp = ORDER) String order,
      @NotNull @Valid OptOut body)
      throws SQLException {
    var by = requester.name(body.requestedBy());
    if (stores.find(store).isEmpty()) {
      throw new NotFoundException("no such store");
    }
    var now = clock.now();
    var written = written(store, order, now, by);
    var told =
        OwingRow.keys(store.value(), order).stream()
            .map(
                key ->
                    new Input(
                        key, "opt-out/" + key, now, new Reminder.OptedOut(PostingRef.parse(key))))
            .toList();
    if (!told.isEmpty()) {
      mailbox.tell(ReminderFeature.NAME, told, Optional.empty());
    }
    return written;
  }

  @GET
  @Path("/{store}/{order}")
  public View optOut(
      @PathParam("store") StoreId store, @PathParam("order") @Pattern(regexp = ORDER) String order)
      throws SQLException {
    try (var connection = database.getConnection()) {
      return find(connection, store, order)
          .orElseThrow(() -> new NotFoundException("Nobody has opted out of this order."));
    }
  }

  private View written(StoreId store, String order, Instant now, String by) throws SQLException {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into opted_out (store, order_number, at, by_whom) values (?, ?, ?, ?) on conflict do nothing")) {
      insert.setString(1, store.value());
      insert.setString(2, order);
      insert.setObject(3, now.atOffset(ZoneOffset.UTC));
      insert.setString(4, by);
      insert.executeUpdate();
      return find(connection, store, order).orElseThrow();
    }
  }

  private static Optional<View> find(Connection connection, StoreId store, String order)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            "select at, by_whom from opted_out where store = ? and order_number = ?")) {
      select.setString(1, store.value());
      select.setString(2, order);
      try (var row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new View(
                    store.value(),
                    order,
                    row.getObject(1, OffsetDateTime.class).toInstant(),
                    row.getString(2)))
            : Optional.empty();
      }
    }
  }
}
