package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Chat;
import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.Refused;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Ozon's chat methods. Message ids are text on the wire, as in Ozon's examples. */
final class ChatCalls {

  /**
   * Ozon's examples spell it with a Cyrillic С; so do we in histories, where a client must cope.
   */
  static final String CUSTOMER_WITH_CYRILLIC_S = "\u0421ustomer";

  private record Talk(Chat chat, String orderNumber, String sku) {}

  private record Listed(Chat chat, String status) {}

  private final Marketplace marketplace;

  ChatCalls(Marketplace marketplace) {
    this.marketplace = marketplace;
  }

  void register(BiConsumer<String, OzonApi.Method> methods) {
    methods.accept("/v1/chat/start", this::start);
    methods.accept("/v1/chat/send/message", this::send);
    methods.accept("/v3/chat/history", this::history);
    methods.accept("/v3/chat/list", this::list);
    methods.accept("/v2/chat/read", this::read);
  }

  private Answer start(String store, JsonNode body) {
    var number = body.path("posting_number").asText("");
    var id = marketplace.apply(new Command.StartChat(store, number));
    return Answer.of(object("result", object("chat_id", id))).about(number).effective();
  }

  private Answer send(String store, JsonNode body) {
    var id = body.path("chat_id").asText("");
    var chat = marketplace.look((world, _) -> world.chat(store, id));
    try {
      marketplace.apply(new Command.SendMessage(store, id, body.path("text").asText("")));
      return Answer.of(object("result", "success")).about(chat.posting()).effective();
    } catch (Refused refused) {
      return Answer.of(refused).about(chat.posting());
    }
  }

  private Answer history(String store, JsonNode body) {
    var talk = talk(store, body.path("chat_id").asText(""));
    var forward = body.path("direction").asText("Backward").equalsIgnoreCase("Forward");
    var from = id(body.path("from_message_id"));
    var limit = Math.clamp(body.path("limit").asInt(50), 1, 1000);
    if (forward && from == 0) {
      throw Refused.invalid("Request validation error: from_message_id is required");
    }
    var only = ListRequest.ids(body.path("filter"), "message_ids");
    var asked =
        (forward ? talk.chat().messages() : talk.chat().messages().reversed())
            .stream()
                .filter(m -> from == 0 || (forward ? m.id() >= from : m.id() < from))
                .filter(m -> only.isEmpty() || only.contains(m.id()))
                .toList();
    var page = asked.stream().limit(limit).map(m -> message(talk, m)).toList();
    return Answer.of(object("has_next", asked.size() > limit, "messages", page))
        .about(talk.chat().posting());
  }

  private Answer list(String store, JsonNode body) {
    var unreadOnly = body.path("filter").path("unread_only").asBoolean();
    var status = body.path("filter").path("chat_status").asText("All").toUpperCase(Locale.ROOT);
    var before = id(body.path("cursor"));
    var limit = Math.clamp(body.path("limit").asInt(30), 1, 100);
    var chats =
        marketplace.look(
            (world, _) ->
                world.chats().stream()
                    .filter(c -> c.store().equals(store))
                    .map(c -> new Listed(c, world.isOpen(c) ? "OPENED" : "CLOSED"))
                    .toList());
    var asked =
        chats.stream()
            .filter(c -> !unreadOnly || !c.chat().unread().isEmpty())
            .filter(c -> status.equals("ALL") || status.equals(c.status()))
            .filter(c -> before == 0 || c.chat().newest() < before)
            .sorted(Comparator.comparingLong((Listed c) -> c.chat().newest()).reversed())
            .toList();
    var page = asked.stream().limit(limit).toList();
    var more = asked.size() > page.size();
    return Answer.of(
        object(
            "chats",
            page.stream().map(ChatCalls::summary).toList(),
            "total_unread_count",
            chats.stream().mapToInt(c -> c.chat().unread().size()).sum(),
            "cursor",
            more ? Long.toString(page.getLast().chat().newest()) : "",
            "has_next",
            more));
  }

  private Answer read(String store, JsonNode body) {
    var talk = talk(store, body.path("chat_id").asText(""));
    var unread =
        marketplace.apply(
            new Command.ReadChat(store, talk.chat().id(), id(body.path("from_message_id"))));
    return Answer.of(object("unread_count", Integer.parseInt(unread)))
        .about(talk.chat().posting())
        .effective();
  }

  private Talk talk(String store, String id) {
    return marketplace.look(
        (world, _) -> {
          var chat = world.chat(store, id);
          var plan = world.posting(store, chat.posting()).plan();
          return new Talk(chat, plan.orderNumber(), Long.toString(plan.goods().getFirst().sku()));
        });
  }

  private static Map<String, @Nullable Object> message(Talk talk, Chat.Message message) {
    return object(
        "message_id", Long.toString(message.id()),
        "created_at", message.at(),
        "user", user(talk.chat(), message),
        "data", List.of(message.text()),
        "is_read", talk.chat().isRead(message),
        "is_image", false,
        "moderate_image_status", "SUCCESS",
        "context", object("order_number", talk.orderNumber(), "sku", talk.sku()));
  }

  private static Map<String, @Nullable Object> user(Chat chat, Chat.Message message) {
    return message.fromBuyer()
        ? object("id", "115568", "type", CUSTOMER_WITH_CYRILLIC_S)
        : object("id", chat.store(), "type", "Seller");
  }

  private static Map<String, @Nullable Object> summary(Listed listed) {
    var chat = listed.chat();
    var unread = chat.unread();
    return object(
        "chat",
            object(
                "chat_id",
                chat.id(),
                "chat_status",
                listed.status(),
                "chat_type",
                "BUYER_SELLER",
                "created_at",
                chat.createdAt()),
        "first_unread_message_id", unread.isEmpty() ? "0" : Long.toString(unread.getFirst().id()),
        "last_message_id", Long.toString(chat.lastMessageId()),
        "unread_count", unread.size());
  }

  /** Number or text; 0 if absent. */
  private static long id(JsonNode node) {
    try {
      return node.asText("").isEmpty() ? 0 : Long.parseLong(node.asText());
    } catch (NumberFormatException e) {
      throw Refused.invalid("Request validation error: not a message id");
    }
  }
}
