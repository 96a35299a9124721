package io.orderwatch.notification.entitlement.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.notification.entitlement.StoreChat;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Whether a store's chat can be used by API. Times are UTC. */
@Path("/api/stores")
public class StoreChatApi {

  /**
   * @param open whether messages are sent; else each is a task for a person
   * @param refusals of the whole store, in a row
   * @param why the word of the obstacle; null while it is open
   * @param since when it was refused first; null while it is open
   * @param lastTry when it was tried last; null while it is open
   * @param nextTry the first message from then on is tried all the same; null while it is open
   */
  public record View(
      String store,
      boolean open,
      int refusals,
      @Nullable String why,
      @Nullable Instant since,
      @Nullable Instant lastTry,
      @Nullable Instant nextTry) {

    static View of(StoreId store, StoreChat chat) {
      return switch (chat) {
        case StoreChat.Open(var refusals) ->
            new View(store.value(), true, refusals, null, null, null, null);
        case StoreChat.Refused(var why, var refusals, var since, var tried) ->
            new View(
                store.value(),
                false,
                refusals,
                why.word(),
                since,
                tried,
                tried.plus(StoreChat.Policy.USUAL.between()));
      };
    }
  }

  private static final String NO_STORE = "no such store";

  private final OzonStores stores;
  private final StoreChats chats;

  StoreChatApi(OzonStores stores, DataSource database, ScaledClock clock) {
    this.stores = stores;
    this.chats = new StoreChats(database, clock.asClock(), StoreChat.Policy.USUAL);
  }

  /** Whether messages to this store's buyers are sent. */
  @GET
  @Path("/{store}/chat")
  @Refuses(status = 404, because = NO_STORE)
  public View chat(@PathParam("store") StoreId store) throws SQLException {
    if (stores.find(store).isEmpty()) {
      throw new NotFoundException(NO_STORE);
    }
    return View.of(store, chats.find(store));
  }
}
