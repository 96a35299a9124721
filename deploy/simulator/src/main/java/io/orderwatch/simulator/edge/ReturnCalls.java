package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Canary;
import io.orderwatch.simulator.Comeback;
import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Ozon's methods for returns; people are in them, as they are at Ozon. The list of rFBS is an
 * array, as in its example; its schema says an object (April 2026).
 */
final class ReturnCalls {

  private final Marketplace marketplace;

  ReturnCalls(Marketplace marketplace) {
    this.marketplace = marketplace;
  }

  void register(BiConsumer<String, OzonApi.Method> methods) {
    methods.accept("/v1/returns/list", this::list);
    methods.accept("/v2/returns/rfbs/list", this::rfbsList);
    methods.accept("/v2/returns/rfbs/get", this::rfbsGet);
    methods.accept("/v1/returns/rfbs/action/set", this::act);
  }

  /** Only one of the three windows of time may be given (seller-api.md 8.1). */
  private Answer list(String store, JsonNode body) {
    var filter = body.path("filter");
    var windows =
        List.of(
            "logistic_return_date",
            "storage_tariffication_start_date",
            "visual_status_change_moment");
    if (windows.stream().filter(filter::has).count() > 1) {
      throw Refused.invalid("only one filter by date is allowed");
    }
    var changed = filter.path("visual_status_change_moment");
    var from = instant(changed, "time_from", Instant.MIN);
    var to = instant(changed, "time_to", Instant.MAX);
    var numbers = texts(filter.path("posting_numbers"));
    var status = filter.path("visual_status_name").asText("");
    var limit = limit(body, 500);
    var found =
        find(
            store,
            body,
            back ->
                !back.rfbs()
                    && !back.changedAt().isBefore(from)
                    && !back.changedAt().isAfter(to)
                    && (numbers.isEmpty() || numbers.contains(back.posting().number()))
                    && (status.isEmpty() || status.equalsIgnoreCase(back.status())));
    var page = found.stream().limit(limit).map(ReturnCalls::json).toList();
    return Answer.of(object("returns", page, "has_next", found.size() > limit));
  }

  private Answer rfbsList(String store, JsonNode body) {
    var filter = body.path("filter");
    var groups = texts(filter.path("group_state"));
    var all = groups.isEmpty() || groups.contains("All") || groups.contains("ALL");
    var number = filter.path("posting_number").asText("");
    var from = instant(filter.path("created_at"), "from", Instant.MIN);
    var to = instant(filter.path("created_at"), "to", Instant.MAX);
    var found =
        find(
            store,
            body,
            back ->
                back.rfbs()
                    && (all || groups.contains(back.group()))
                    && (number.isEmpty() || number.equals(back.posting().number()))
                    && !back.createdAt().isBefore(from)
                    && !back.createdAt().isAfter(to));
    return Answer.of(
        object(
            "returns",
            found.stream().limit(limit(body, 1000)).map(ReturnCalls::rfbsJson).toList()));
  }

  private Answer rfbsGet(String store, JsonNode body) {
    var id = body.path("return_id").asLong();
    var back =
        find(store, Json.MAPPER.createObjectNode(), each -> each.rfbs() && each.id() == id).stream()
            .findAny()
            .orElseThrow(() -> Refused.notFound("return not found"));
    var json = rfbsJson(back);
    json.remove("return_id");
    json.put("state", object("state", back.status(), "state_name", "Заявка на возврат"));
    json.put(
        "available_actions",
        back.actions().stream().map(each -> object("id", each.id(), "name", each.name())).toList());
    json.put(
        "rejection_reason",
        Comeback.REJECTIONS.stream()
            .map(
                each ->
                    object(
                        "id",
                        each.id(),
                        "name",
                        each.name(),
                        "hint",
                        "",
                        "is_comment_required",
                        each.commentRequired()))
            .toList());
    json.put("comment", "Не подошло. " + Canary.NAME + ", " + Canary.PHONE);
    json.put("client_photo", List.of());
    return Answer.of(object("returns", json)).about(back.posting().number());
  }

  private Answer act(String store, JsonNode body) {
    var id = body.path("return_id").asLong();
    marketplace.apply(
        new Command.ActOnReturn(
            store,
            id,
            body.path("id").asInt(),
            body.path("rejection_reason_id").asInt(),
            body.path("comment").asText(""),
            body.path("compensation_amount").asDouble()));
    var about = find(store, Json.MAPPER.createObjectNode(), each -> each.rfbs() && each.id() == id);
    return Answer.silent().about(about.getFirst().posting().number()).effective();
  }

  private List<Comeback> find(String store, JsonNode body, Predicate<Comeback> wanted) {
    var after = body.path("last_id").asLong(0);
    return marketplace.look(
        (world, now) ->
            world.postings().stream()
                .filter(posting -> posting.store().equals(store))
                .flatMap(posting -> world.comeback(posting, now).stream())
                .filter(wanted)
                .filter(back -> back.id() > after)
                .sorted(Comparator.comparingLong(Comeback::id))
                .toList());
  }

  private static Map<String, @Nullable Object> json(Comeback back) {
    var plan = back.posting().plan();
    var price = object("currency_code", "CNY", "price", PlanJson.priceValue(plan));
    var logistic = object("technical_return_moment", back.createdAt(), "barcode", "ii" + back.id());
    if (back.endedAt() != null) {
      logistic.put("final_moment", back.endedAt());
    }
    return object(
        "id",
        back.id(),
        "company_id",
        Long.parseLong(back.posting().store()),
        "posting_number",
        back.posting().number(),
        "order_number",
        plan.orderNumber(),
        "order_id",
        plan.id(),
        "schema",
        "Fbs",
        "type",
        back.type(),
        "return_reason_name",
        "Отмена: " + Canary.ADDRESSEE,
        "product",
        object(
            "sku",
            plan.goods().getFirst().sku(),
            "offer_id",
            plan.goods().getFirst().offer(),
            "name",
            "x",
            "price",
            price,
            "quantity",
            1),
        "logistic",
        logistic,
        "target_place",
        object("id", 1, "name", "ПВЗ", "address", Canary.ADDRESS_TAIL),
        "visual",
        object(
            "status",
            object("id", 3, "display_name", back.status(), "sys_name", back.status()),
            "change_moment",
            back.changedAt()));
  }

  private static Map<String, @Nullable Object> rfbsJson(Comeback back) {
    var plan = back.posting().plan();
    return object(
        "return_id",
        back.id(),
        "return_number",
        "R-" + back.id(),
        "client_name",
        Canary.NAME,
        "created_at",
        back.createdAt(),
        "order_number",
        plan.orderNumber(),
        "posting_number",
        back.posting().number(),
        "product",
        object(
            "sku",
            plan.goods().getFirst().sku(),
            "offer_id",
            plan.goods().getFirst().offer(),
            "name",
            "x",
            "currency_code",
            "CNY",
            "price",
            Math.round(PlanJson.priceValue(plan))),
        "state",
        object(
            "state",
            back.status(),
            "state_name",
            "Заявка на возврат",
            "group_state",
            back.group(),
            "money_return_state_name",
            ""));
  }

  private static int limit(JsonNode body, int most) {
    return Math.clamp(body.path("limit").asInt(most), 1, most);
  }

  private static Instant instant(JsonNode node, String name, Instant otherwise) {
    var text = node.path(name).asText("");
    try {
      return text.isEmpty() ? otherwise : Instant.parse(text);
    } catch (DateTimeException e) {
      throw Refused.invalid("Request validation error: invalid " + name + ": not a date-time");
    }
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new HashSet<String>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }
}
