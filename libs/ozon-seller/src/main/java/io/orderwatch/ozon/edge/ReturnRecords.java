package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.OzonJson.instant;
import static io.orderwatch.ozon.edge.OzonJson.number;
import static io.orderwatch.ozon.edge.OzonJson.text;
import static io.orderwatch.ozon.edge.OzonJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.OzonCancellationRequest;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.OzonReturn;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns Ozon's answers about returns and requests to cancel into our records. Only the fields named
 * here are looked at; an answer without its list is doubtful, never an empty one.
 */
final class ReturnRecords {

  private ReturnRecords() {}

  /**
   * @param asked the last_id this page was asked with; the next one is the last entry's id
   */
  static Reply<Page<OzonReturn>> returns(JsonNode answer, String asked) {
    var list = answer.path("returns");
    if (!list.isArray()) {
      return new Reply.Doubtful<>("the answer has no returns");
    }
    var next = list.isEmpty() ? "" : text(list.get(list.size() - 1), "id");
    return page(list, next, OzonJson.flag(answer, "has_next"), asked, ReturnRecords::fbs);
  }

  /**
   * The list names no next page: a full one has one. The schema calls the list an object, the
   * example shows an array.
   */
  static Reply<Page<OzonReturn>> rfbsReturns(JsonNode answer, String asked, int limit) {
    var list = answer.path("returns");
    if (list.isObject() && list.has("return_id")) {
      list = OzonJson.MAPPER.createArrayNode().add(list);
    }
    if (!list.isArray()) {
      return new Reply.Doubtful<>("the answer has no returns");
    }
    var next = list.isEmpty() ? "" : text(list.get(list.size() - 1), "return_id");
    return page(list, next, list.size() >= limit, asked, node -> rfbs(node, 0));
  }

  static Reply<OzonReturn> rfbsReturn(JsonNode answer, long id) {
    return rfbs(answer.path("returns"), id)
        .<Reply<OzonReturn>>map(Reply.Ok::new)
        .orElseGet(() -> new Reply.Doubtful<>("the answer has no readable return"));
  }

  static Reply<Page<OzonCancellationRequest>> requests(JsonNode answer, String asked, int limit) {
    var list = answer.path("result");
    return list.isArray()
        ? page(list, text(answer, "last_id"), list.size() >= limit, asked, ReturnRecords::request)
        : new Reply.Doubtful<>("the answer has no requests");
  }

  private static <T> Reply<Page<T>> page(
      JsonNode list,
      String next,
      boolean hasNext,
      String asked,
      Function<JsonNode, Optional<T>> read) {
    var items = new ArrayList<T>();
    list.forEach(node -> read.apply(node).ifPresent(items::add));
    var more = hasNext && !list.isEmpty();
    var brokenOff = more && (!next.matches("[1-9][0-9]{0,17}") || next.equals(asked));
    return new Reply.Ok<>(
        new Page<>(items, next, more && !brokenOff, list.size() - items.size(), brokenOff));
  }

  private static Optional<OzonReturn> fbs(JsonNode node) {
    var number = posting(node);
    var id = number(node, "id");
    if (number == null || id == 0) {
      return Optional.empty();
    }
    var logistic = node.path("logistic");
    var visual = node.path("visual");
    var scheme = word(node, "schema");
    return Optional.of(
        new OzonReturn(
            id,
            scheme.isEmpty() ? "fbs" : scheme,
            number,
            text(node, "order_number"),
            word(node, "type"),
            word(visual.path("status"), "sys_name"),
            "",
            instant(logistic, "technical_return_moment"),
            instant(visual, "change_moment"),
            instant(logistic, "final_moment"),
            item(node.path("product")),
            word(node.path("compensation_status").path("status"), "sys_name"),
            List.of(),
            false,
            implausible(
                Map.of(
                    "technical_return_moment", logistic,
                    "final_moment", logistic,
                    "change_moment", visual))));
  }

  /**
   * @param id of the return that was asked for: the single method does not repeat it; 0 for a list
   */
  private static Optional<OzonReturn> rfbs(JsonNode node, long id) {
    var number = posting(node);
    var named = id == 0 ? number(node, "return_id") : id;
    if (number == null || named == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new OzonReturn(
            named,
            OzonReturn.RFBS,
            number,
            text(node, "order_number"),
            "",
            word(node.path("state"), "state"),
            word(node.path("state"), "group_state"),
            instant(node, "created_at"),
            null,
            null,
            item(node.path("product")),
            "",
            actions(node.path("available_actions")),
            node.path("available_actions").isArray(),
            implausible(Map.of("created_at", node))));
  }

  /** The schema has {id, name}, the example {action: {id, name}} (April 2026). */
  private static List<Integer> actions(JsonNode actions) {
    return actions
        .valueStream()
        .map(each -> each.path("action").isObject() ? each.path("action") : each)
        .filter(each -> !text(each, "id").isEmpty())
        .map(each -> Math.clamp(number(each, "id"), Integer.MIN_VALUE, Integer.MAX_VALUE))
        .distinct()
        .sorted()
        .toList();
  }

  private static OzonPosting.@Nullable Item item(JsonNode product) {
    return number(product, "sku") == 0
        ? null
        : new OzonPosting.Item(
            number(product, "sku"),
            text(product, "offer_id"),
            product.has("quantity")
                ? Math.clamp(number(product, "quantity"), 0, Integer.MAX_VALUE)
                : 1,
            OzonJson.price(product));
  }

  private static Optional<OzonCancellationRequest> request(JsonNode node) {
    var number = posting(node);
    var id = number(node, "cancellation_id");
    var state = word(node.path("state"), "state");
    if (number == null || id == 0 || state.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OzonCancellationRequest(
            id,
            number,
            state,
            word(node, "cancellation_initiator"),
            number(node.path("cancellation_reason"), "id"),
            instant(node, "cancelled_at"),
            instant(node, "auto_approve_date"),
            instant(node, "approve_date"),
            implausible(
                Map.of("cancelled_at", node, "auto_approve_date", node, "approve_date", node))));
  }

  private static Set<String> implausible(Map<String, JsonNode> times) {
    var fields = new HashSet<String>();
    times.forEach(
        (name, node) ->
            Stream.of(name).filter(n -> OzonJson.implausible(node, n)).forEach(fields::add));
    return fields;
  }

  private static @Nullable PostingNumber posting(JsonNode node) {
    try {
      return new PostingNumber(text(node, "posting_number"));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
