package io.orderwatch.notification.conversation.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.notification.conversation.Masking;
import io.orderwatch.operations.edge.rest.Refuses;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.ShownMessage;
import io.orderwatch.ozon.edge.OzonSeller;
import io.orderwatch.ozon.edge.quarkus.OzonStores;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** An order's chat as Ozon shows it now, for a person to read; nothing of it is kept. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public class MessagesApi {

  private static final int LATEST = 100;

  /** Ozon's number of that error. */
  private static final int NOT_FOUND = 5;

  /** Who wrote; the courier, Ozon's notices and new words of Ozon's are other. */
  private static final Set<String> KNOWN = Set.of("seller", "support");

  /**
   * @param id Ozon's id of it
   * @param at when it was written, UTC
   * @param from buyer, seller, support or other
   * @param text with what looks like a document or a contact of a person covered
   * @param masked whether anything is covered
   * @param read whether the other side has seen it; null if Ozon does not say
   */
  public record Message(
      String id, Instant at, String from, String text, boolean masked, @Nullable Boolean read) {

    static Message of(ShownMessage<Masking> message) {
      return new Message(
          message.id(),
          message.writtenAt(),
          from(message.author()),
          message.words().text(),
          message.words().masked(),
          message.read());
    }

    private static String from(String author) {
      if (author.equals("customer")) {
        return "buyer";
      }
      return KNOWN.contains(author) ? author : "other";
    }
  }

  /**
   * @param chat Ozon's id of it
   * @param messages the newest last; at most 100
   * @param more whether there are older ones
   */
  public record Chat(String chat, List<Message> messages, boolean more) {}

  private final OrderChats chats;
  private final OzonStores stores;

  MessagesApi(OrderChats chats, OzonStores stores) {
    this.chats = chats;
    this.stores = stores;
  }

  /** The chat with the order's buyer, read from Ozon at this moment. */
  @GET
  @Path("/postings/{store}/{posting}/messages")
  @APIResponseSchema(Chat.class)
  @Refuses(status = 404, because = "No such store, or with the code no-chat no chat.")
  @Refuses(status = 502, because = "Ozon does not show it: code ozon-unavailable.")
  @Refuses(
      status = 503,
      because = "Ozon wants to be asked later (code ozon-unavailable), or the database is away.")
  public Response messages(
      @PathParam("store") StoreId store, @PathParam("posting") PostingNumber posting)
      throws SQLException {
    var ozon = stores.find(store).orElseThrow(() -> new NotFoundException("no such store"));
    var ref = new PostingRef(store, posting);
    var chat = chats.find(ref).orElseThrow(MessagesApi::noChat);
    var own = own(ozon, ref);
    return switch (ozon.shown(chat, LATEST, words -> Masking.of(words, own))) {
      case Reply.Ok<Page<ShownMessage<Masking>>>(var page) ->
          Response.ok(shown(chat, page)).cacheControl(unstored()).build();
      case Reply.Refused<Page<ShownMessage<Masking>>>(_, var code, _) ->
          throw code == NOT_FOUND ? noChat() : unavailable(502).build();
      case Reply.Throttled<Page<ShownMessage<Masking>>>(var after) ->
          throw unavailable(503).withHeader("Retry-After", after.toSeconds() + 1).build();
      case Reply.Unavailable<Page<ShownMessage<Masking>>> _,
          Reply.Doubtful<Page<ShownMessage<Masking>>> _ ->
          throw unavailable(502).build();
    };
  }

  /** Ozon gives no more than it is asked for; whoever gives more is cut. */
  private static Chat shown(String chat, Page<ShownMessage<Masking>> page) {
    var all = page.items();
    var latest = all.subList(Math.max(0, all.size() - LATEST), all.size());
    return new Chat(
        chat,
        latest.stream().map(Message::of).toList(),
        page.hasNext() || latest.size() < all.size());
  }

  /** The numbers that may stand; without the tracking number if Ozon does not tell it now. */
  private static Set<String> own(OzonSeller ozon, PostingRef ref) {
    return Set.copyOf(
        List.of(
            ref.posting().value(),
            OrderChats.order(ref),
            ozon.posting(ref.posting()).ok().map(OzonPosting::trackingNumber).orElse("")));
  }

  private static CacheControl unstored() {
    var control = new CacheControl();
    control.setNoStore(true);
    control.setNoTransform(false);
    return control;
  }

  private static HttpProblem noChat() {
    return HttpProblem.builder()
        .withTitle("No chat")
        .withStatus(404)
        .withDetail("No chat with the buyer of this order is known.")
        .with("code", "no-chat")
        .build();
  }

  private static HttpProblem.Builder unavailable(int status) {
    return HttpProblem.builder()
        .withTitle("Ozon does not show the chat")
        .withStatus(status)
        .withDetail("Ozon does not show the chat now; try again later.")
        .with("code", "ozon-unavailable");
  }
}
