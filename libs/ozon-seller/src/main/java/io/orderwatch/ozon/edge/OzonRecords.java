package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.OzonJson.flag;
import static io.orderwatch.ozon.edge.OzonJson.instant;
import static io.orderwatch.ozon.edge.OzonJson.number;
import static io.orderwatch.ozon.edge.OzonJson.text;
import static io.orderwatch.ozon.edge.OzonJson.textOrNull;
import static io.orderwatch.ozon.edge.OzonJson.texts;
import static io.orderwatch.ozon.edge.OzonJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.ozon.ApiKey;
import io.orderwatch.ozon.CancelReason;
import io.orderwatch.ozon.ChatMessage;
import io.orderwatch.ozon.DeliveryChanges;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.SellerInfo;
import io.orderwatch.ozon.Vocabulary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ozon's answers into our records. Only the fields named here are looked at; an answer
 * without the part that was asked for is doubtful, never an empty list.
 */
final class OzonRecords {

  private OzonRecords() {}

  /**
   * @param asked the cursor that this page was asked with; a page that leads back to it, or to the
   *     start, would never end and is broken off
   */
  static Reply<Page<OzonPosting>> postings(StoreId store, JsonNode answer, String asked) {
    var result = answer.path("result");
    // The schema has the list at the top; live answers and one official example wrap it.
    var holder = result.has("postings") ? result : answer;
    var list = result.isArray() ? result : holder.path("postings");
    if (!list.isArray()) {
      return new Reply.Doubtful<>("the answer has no postings");
    }
    var read = page(list, node -> posting(store, node));
    var inner = text(holder, "cursor");
    var cursor = inner.isEmpty() ? text(answer, "cursor") : inner;
    var hasNext = flag(holder, "has_next") || flag(answer, "has_next");
    var more = hasNext && !list.isEmpty();
    var brokenOff = more && (cursor.isEmpty() || cursor.equals(asked));
    return new Reply.Ok<>(
        new Page<>(read.items(), cursor, more && !brokenOff, read.unreadable(), brokenOff));
  }

  static Reply<OzonPosting> posting(StoreId store, JsonNode answer, PostingNumber asked) {
    var node = answer.path("result").isObject() ? answer.path("result") : answer;
    return posting(store, node)
        .filter(posting -> posting.number().equals(asked))
        .<Reply<OzonPosting>>map(Reply.Ok::new)
        .orElseGet(() -> new Reply.Doubtful<>("the answer has no readable posting"));
  }

  private static Optional<OzonPosting> posting(StoreId store, JsonNode node) {
    var number = postingNumber(text(node, "posting_number"));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    var items = new ArrayList<OzonPosting.Item>();
    for (var product : node.path("products")) {
      items.add(item(product));
    }
    var analytics = node.path("analytics_data");
    var flow = textOrNull(node, "integration_type_flow");
    var previous = word(node, "previous_substatus");
    return Optional.of(
        new OzonPosting(
            store,
            number.get(),
            text(node, "order_number"),
            // The second names are those of the official example for /v4/posting/fbs/list, April
            // 2026.
            word(node, "status", "status_alias"),
            word(node, "substatus", "status_transcription"),
            previous.isEmpty() ? null : previous,
            oneSpelling(text(node, "tpl_integration_type")),
            flow == null ? null : oneSpelling(flow),
            text(node, "tracking_number"),
            instant(node, "in_process_at"),
            instant(node, "shipment_date", "cutoff"),
            texts(node.path("available_actions")).stream().map(Vocabulary::word).toList(),
            items,
            cancellation(node.path("cancellation")),
            instant(analytics, "delivery_date_begin"),
            instant(analytics, "delivery_date_end"),
            node.path("available_actions").isArray(),
            implausible(node, analytics),
            parent(node, number.get()),
            BuyerZones.SHIPPED
                .of(text(analytics, "region"), text(analytics, "city"))
                .orElse(null)));
  }

  private static @Nullable PostingNumber parent(JsonNode node, PostingNumber own) {
    return postingNumber(text(node, "parent_posting_number"))
        .filter(parent -> !parent.equals(own))
        .orElse(null);
  }

  private static Set<String> implausible(JsonNode node, JsonNode analytics) {
    var fields = new HashSet<String>();
    for (var name : List.of("in_process_at", "shipment_date")) {
      if (OzonJson.implausible(node, name)) {
        fields.add(name);
      }
    }
    for (var name : List.of("delivery_date_begin", "delivery_date_end")) {
      if (OzonJson.implausible(analytics, name)) {
        fields.add(name);
      }
    }
    return fields;
  }

  private static OzonPosting.Item item(JsonNode product) {
    return new OzonPosting.Item(
        number(product, "sku", "product_id"),
        text(product, "offer_id", "product_offer_id"),
        Math.clamp(number(product, "quantity"), 0, Integer.MAX_VALUE),
        OzonJson.price(product));
  }

  private static OzonPosting.@Nullable Cancellation cancellation(JsonNode node) {
    var reason = number(node, "cancel_reason_id");
    var type = word(node, "cancellation_type");
    return reason == 0 && type.isEmpty()
        ? null
        : new OzonPosting.Cancellation(
            reason,
            type,
            initiator(text(node, "cancellation_initiator")),
            flag(node, "cancelled_after_ship"),
            flag(node, "affect_cancellation_rating"));
  }

  /** Posting objects say hybryd, delivery methods say hybrid. */
  private static String oneSpelling(String integration) {
    return Vocabulary.word(integration).replace("hybryd", "hybrid");
  }

  /** The initiator comes as Russian text; free text does not pass. */
  private static String initiator(String text) {
    return switch (Vocabulary.word(text)) {
      case "продавец", "seller" -> "seller";
      case "клиент", "покупатель", "client", "customer" -> "customer";
      case "ozon" -> "ozon";
      case "система", "system" -> "system";
      case "служба доставки", "delivery" -> "delivery";
      default -> "";
    };
  }

  static Reply<Page<ChatMessage>> messages(JsonNode answer) {
    var holder = answer.has("messages") ? answer : answer.path("result");
    if (!holder.path("messages").isArray()) {
      return new Reply.Doubtful<>("the answer has no messages");
    }
    var read = page(holder.path("messages"), OzonRecords::message);
    var newestFirst =
        read.items().stream()
            .sorted(
                Comparator.comparing(ChatMessage::createdAt)
                    .thenComparing(message -> message.id().length())
                    .thenComparing(ChatMessage::id)
                    .reversed())
            .toList();
    return new Reply.Ok<>(new Page<>(newestFirst, "", flag(holder, "has_next"), read.unreadable()));
  }

  private static Optional<ChatMessage> message(JsonNode node) {
    var id = text(node, "message_id");
    var createdAt = instant(node, "created_at");
    if (id.isEmpty() || createdAt == null) {
      return Optional.empty();
    }
    var author = author(text(node.path("user"), "type"));
    var own = author == ChatMessage.Author.SELLER;
    return Optional.of(
        new ChatMessage(
            id,
            createdAt,
            author,
            own ? texts(node.path("data")) : List.of(),
            flag(node, "is_read")));
  }

  static ChatMessage.Author author(String type) {
    return switch (Vocabulary.word(type)) {
      case "customer" -> ChatMessage.Author.CUSTOMER;
      case "seller" -> ChatMessage.Author.SELLER;
      default -> ChatMessage.Author.OTHER;
    };
  }

  static Reply<String> chatId(JsonNode answer) {
    var wrapped = text(answer.path("result"), "chat_id");
    var id = wrapped.isEmpty() ? text(answer, "chat_id") : wrapped;
    return id.isEmpty() ? new Reply.Doubtful<>("the answer has no chat") : new Reply.Ok<>(id);
  }

  /** What a method that changes something says when it has done so. */
  static Reply<Done> done(JsonNode answer) {
    return saysDone(answer)
        ? new Reply.Ok<>(new Done())
        : new Reply.Doubtful<>("the answer does not say that it is done");
  }

  /** The same where a method answers for each posting; what it says nothing of is in doubt. */
  static Reply<Done> done(JsonNode answer, PostingNumber asked) {
    var said =
        answer
            .path("result")
            .valueStream()
            .filter(result -> text(result, "posting_number").equals(asked.value()))
            .map(OzonAnswers::item)
            .distinct()
            .toList();
    return said.size() == 1
        ? said.getFirst().then(OzonRecords::done)
        : new Reply.Doubtful<>("the answer does not say whether it is done");
  }

  /** The same where the answer is the posting's number. */
  static Reply<Done> doneTo(JsonNode answer, PostingNumber asked) {
    return saysDone(answer) || text(answer, "result").equals(asked.value())
        ? new Reply.Ok<>(new Done())
        : new Reply.Doubtful<>("the answer does not say that it is done");
  }

  static Reply<DeliveryChanges> deliveryChanges(JsonNode answer) {
    var holder = answer.has("delivery_interval") ? answer : answer.path("result");
    // A count that is 0 may be left out, the interval may not.
    return holder.path("delivery_interval").isObject()
        ? new Reply.Ok<>(
            new DeliveryChanges(
                Math.clamp(number(holder, "remaining_changes_count"), 0, Integer.MAX_VALUE),
                instant(holder.path("delivery_interval"), "begin"),
                instant(holder.path("delivery_interval"), "end")))
        : new Reply.Doubtful<>("the answer has no delivery interval");
  }

  static boolean saysDone(JsonNode answer) {
    var result = text(answer, "result");
    return result.equalsIgnoreCase("true") || result.equalsIgnoreCase("success");
  }

  static Reply<List<CancelReason>> cancelReasons(JsonNode answer, PostingNumber asked) {
    if (!answer.path("result").isArray()) {
      return new Reply.Doubtful<>("the answer has no reasons");
    }
    var reasons = new ArrayList<CancelReason>();
    for (var posting : answer.path("result")) {
      if (text(posting, "posting_number").equals(asked.value())) {
        for (var reason : posting.path("reasons")) {
          if (number(reason, "id") != 0) {
            reasons.add(
                new CancelReason(
                    number(reason, "id"), text(reason, "title"), word(reason, "type_id")));
          }
        }
      }
    }
    return new Reply.Ok<>(List.copyOf(reasons));
  }

  static Reply<SellerInfo> sellerInfo(JsonNode answer) {
    var holder = answer.has("subscription") ? answer : answer.path("result");
    return holder.path("subscription").isObject()
        ? new Reply.Ok<>(SellerInfo.of(text(holder.path("subscription"), "type")))
        : new Reply.Doubtful<>("the answer has no subscription");
  }

  static Reply<ApiKey> apiKey(JsonNode answer) {
    var holder = answer.has("roles") ? answer : answer.path("result");
    if (!holder.path("roles").isArray()) {
      return new Reply.Doubtful<>("the answer has no roles");
    }
    var methods = new HashSet<String>();
    holder.path("roles").forEach(role -> methods.addAll(texts(role.path("methods"))));
    return new Reply.Ok<>(new ApiKey(instant(holder, "expires_at"), methods));
  }

  private static Optional<PostingNumber> postingNumber(String text) {
    try {
      return Optional.of(new PostingNumber(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static <T> Page<T> page(JsonNode list, Function<JsonNode, Optional<T>> read) {
    var items = new ArrayList<T>();
    list.forEach(node -> read.apply(node).ifPresent(items::add));
    return new Page<>(items, "", false, list.size() - items.size());
  }
}
