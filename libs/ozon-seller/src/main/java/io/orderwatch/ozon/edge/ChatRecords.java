package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.OzonJson.flag;
import static io.orderwatch.ozon.edge.OzonJson.instant;
import static io.orderwatch.ozon.edge.OzonJson.text;
import static io.orderwatch.ozon.edge.OzonJson.texts;
import static io.orderwatch.ozon.edge.OzonJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.ChatRef;
import io.orderwatch.ozon.ChatLine;
import io.orderwatch.ozon.ChatMessage.Author;
import io.orderwatch.ozon.OzonChat;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.ShownMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What may be known of Ozon's chats. Words are looked at to see whether there are any. */
final class ChatRecords {

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,19}");
  private static final Pattern ORDER = Pattern.compile("[0-9A-Za-z][0-9A-Za-z_-]{0,63}");

  /** How Ozon links what was sent with {@code /v1/chat/send/file} (schema, April 2026). */
  private static final String FILE = "/chat/file/";

  private ChatRecords() {}

  /**
   * @param asked the cursor that this page was asked with
   */
  static Reply<Page<OzonChat>> chats(JsonNode answer, String asked) {
    var holder = answer.has("chats") ? answer : answer.path("result");
    if (!holder.path("chats").isArray()) {
      return new Reply.Doubtful<>("the answer has no chats");
    }
    var read = new ArrayList<OzonChat>();
    holder.path("chats").forEach(node -> chat(node).ifPresent(read::add));
    var cursor = text(holder, "cursor");
    var more = flag(holder, "has_next") && !holder.path("chats").isEmpty();
    var brokenOff = more && (cursor.isEmpty() || cursor.equals(asked));
    return new Reply.Ok<>(
        new Page<>(
            read,
            cursor,
            more && !brokenOff,
            holder.path("chats").size() - read.size(),
            brokenOff));
  }

  private static Optional<OzonChat> chat(JsonNode node) {
    var chat = node.path("chat").isObject() ? node.path("chat") : node;
    var id = text(chat, "chat_id");
    return ChatRef.written(id)
        ? Optional.of(
            new OzonChat(
                id,
                word(chat, "chat_status"),
                word(chat, "chat_type"),
                instant(chat, "created_at"),
                number(node, "last_message_id")))
        : Optional.empty();
  }

  /** Newest first; the cursor is the number of the oldest. */
  static Reply<Page<ChatLine>> lines(JsonNode answer) {
    return messages(answer)
        .map(
            messages -> {
              var read = new ArrayList<ChatLine>();
              messages.forEach(node -> line(node).ifPresent(read::add));
              read.sort(Comparator.comparing(ChatLine::id, ChatLine::compare).reversed());
              return new Page<>(
                  read,
                  read.isEmpty() ? "" : read.getLast().id(),
                  hasNext(answer) && !read.isEmpty(),
                  messages.size() - read.size());
            });
  }

  private static Optional<ChatLine> line(JsonNode node) {
    var id = number(node, "message_id");
    var at = instant(node, "created_at");
    if (id.isEmpty() || at == null) {
      return Optional.empty();
    }
    var parts = texts(node.path("data"));
    var order = text(node.path("context"), "order_number");
    return Optional.of(
        new ChatLine(
            id,
            at,
            OzonRecords.author(text(node.path("user"), "type")),
            parts.stream().anyMatch(part -> !part.contains(FILE)),
            flag(node, "is_image") || parts.stream().anyMatch(part -> part.contains(FILE)),
            flag(node, "is_read"),
            ORDER.matcher(order).matches() ? order : ""));
  }

  /** What buyers' messages are about, by their numbers; their words go no further than this. */
  static <C> Reply<Map<String, C>> answers(JsonNode answer, Function<String, C> about) {
    return messages(answer)
        .map(
            messages -> {
              var read = new LinkedHashMap<String, C>();
              for (var node : messages) {
                var id = number(node, "message_id");
                var buyer = OzonRecords.author(text(node.path("user"), "type")) == Author.CUSTOMER;
                if (buyer && !id.isEmpty()) {
                  read.put(id, about.apply(String.join("\n", texts(node.path("data")))));
                }
              }
              return read;
            });
  }

  /** The oldest first; what a message says goes no further than this but as it was made. */
  static <C> Reply<Page<ShownMessage<C>>> shown(JsonNode answer, Function<String, C> made) {
    return messages(answer)
        .map(
            messages -> {
              var read = new ArrayList<ShownMessage<C>>();
              messages.forEach(node -> shownOne(node, made).ifPresent(read::add));
              read.sort(Comparator.comparing(ShownMessage::id, ChatLine::compare));
              return new Page<>(read, "", hasNext(answer), messages.size() - read.size());
            });
  }

  private static <C> Optional<ShownMessage<C>> shownOne(JsonNode node, Function<String, C> made) {
    var id = number(node, "message_id");
    var at = instant(node, "created_at");
    return id.isEmpty() || at == null
        ? Optional.empty()
        : Optional.of(
            new ShownMessage<>(
                id,
                at,
                word(node.path("user"), "type"),
                made.apply(String.join("\n", texts(node.path("data")))),
                node.path("is_read").isBoolean() ? flag(node, "is_read") : null));
  }

  private static Reply<JsonNode> messages(JsonNode answer) {
    var holder = answer.has("messages") ? answer : answer.path("result");
    return holder.path("messages").isArray()
        ? new Reply.Ok<>(holder.path("messages"))
        : new Reply.Doubtful<>("the answer has no messages");
  }

  private static boolean hasNext(JsonNode answer) {
    return flag(answer.has("messages") ? answer : answer.path("result"), "has_next");
  }

  /** "" for 0, which says that there is none, and for what is no number of a message. */
  private static String number(JsonNode node, String field) {
    var written = text(node, field).strip();
    return NUMBER.matcher(written).matches() ? written : "";
  }
}
