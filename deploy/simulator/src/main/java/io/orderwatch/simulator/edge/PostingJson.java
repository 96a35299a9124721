package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import io.orderwatch.simulator.Canary;
import io.orderwatch.simulator.Goods;
import io.orderwatch.simulator.Integration;
import io.orderwatch.simulator.Permissions;
import io.orderwatch.simulator.Plan;
import io.orderwatch.simulator.Posting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A posting as the v4 lists show it, and the parts that {@code /v3/posting/fbs/get} shares with it.
 */
final class PostingJson {

  /** The request's {@code with}. */
  record With(boolean analytics, boolean barcodes, boolean financial, boolean legal) {}

  /** The buyer is no company. */
  static final Map<String, @Nullable Object> NOBODY =
      object("company_name", "", "inn", "", "kpp", "");

  /** Parts that were not asked for are left out: no v4 example shows null there. */
  static Map<String, @Nullable Object> listed(Posting posting, With with) {
    var plan = posting.plan();
    var json = common(posting);
    json.putAll(
        object(
            "integration_type_flow",
            plan.integration().wire(),
            "delivery_schema",
            plan.integration() == Integration.OZON ? "fbs" : "Crossborder",
            "products",
            posting.goods().stream().map(goods -> product(plan, goods)).toList(),
            "prr_option",
            "",
            "quantum_id",
            0,
            "destination_place_id",
            0,
            "destination_place_name",
            "",
            "volume_weight",
            0,
            "is_presortable",
            false,
            "is_click_and_collect",
            false,
            "external_order",
            object("is_external", false, "platform_name", ""),
            "tariffication",
            tariffication(posting)));
    if (with.analytics) {
      var analytics = PlanJson.analytics(posting);
      analytics.put("client_delivery_date_begin", null);
      analytics.put("client_delivery_date_end", null);
      json.put("analytics_data", analytics);
    }
    if (with.barcodes) {
      json.put("barcodes", PlanJson.barcodes(plan));
    }
    if (with.financial) {
      json.put("financial_data", financial(posting));
    }
    if (with.legal) {
      json.put("legal_info", NOBODY);
    }
    var customer = PlanJson.customer(plan);
    customer.put("customer_email", Canary.EMAIL);
    json.put("customer", customer);
    json.put("addressee", object("name", Canary.ADDRESSEE));
    return json;
  }

  static Map<String, @Nullable Object> common(Posting posting) {
    var plan = posting.plan();
    return object(
        "posting_number", posting.number(),
        "order_id", plan.orderId(),
        "order_number", plan.orderNumber(),
        "parent_posting_number", plan.parent(),
        "status", posting.status(),
        "substatus", posting.substatus(),
        "tpl_integration_type", plan.integration().wire(),
        "tracking_number", posting.tracking(),
        "delivery_method", PlanJson.deliveryMethod(plan),
        "in_process_at", plan.createdAt(),
        "shipment_date", posting.terms().cutoff(),
        "shipment_date_without_delay", posting.terms().cutoff().plus(Duration.ofHours(56)),
        "delivering_date", posting.deliveringAt(),
        "available_actions", Permissions.actions(posting),
        "cancellation", cancellation(posting),
        "customer", PlanJson.customer(plan),
        "requirements", PlanJson.requirements(),
        "optional", object("products_with_possible_mandatory_mark", List.of()),
        "is_express", false,
        "is_multibox", false,
        "multi_box_qty", 1,
        "pickup_code_verified_at", null,
        "require_blr_traceable_attrs", false,
        "tariffication_steps",
            List.of(
                PlanJson.step(posting.terms().cutoff().toString(), "0"),
                PlanJson.step("9999-12-31T23:59:59.999999900Z", "50")));
  }

  private static Map<String, @Nullable Object> product(Plan plan, Goods goods) {
    return object(
        "sku", goods.sku(),
        "offer_id", goods.offer(),
        "name", PlanJson.name(goods),
        "quantity", goods.quantity(),
        "product_color", "красный",
        "weight", 0.55,
        "price", PlanJson.money(PlanJson.price(plan), "CNY"),
        "imei", List.of(),
        "is_blr_traceable", false,
        "is_marketplace_buyout", false);
  }

  private static Map<String, @Nullable Object> cancellation(Posting posting) {
    var cancel = posting.cancellation();
    return object(
        "cancel_reason_id", cancel == null ? 0 : cancel.reasonId(),
        "cancel_reason", cancel == null ? "" : cancel.reason(),
        "cancellation_type", cancel == null ? "" : cancel.by(),
        "cancellation_initiator", cancel == null ? "" : initiator(cancel.by()),
        "cancelled_after_ship", cancel != null && cancel.afterShip(),
        "affect_cancellation_rating", cancel != null && cancel.counts());
  }

  private static String initiator(String by) {
    return switch (by) {
      case "ozon" -> "Ozon";
      case "client" -> "Покупатель";
      default -> "Продавец";
    };
  }

  private static Map<String, @Nullable Object> financial(Posting posting) {
    var plan = posting.plan();
    var price = PlanJson.priceValue(plan);
    return object(
        "cluster_from", "",
        "cluster_to", "Москва, МО и Дальние регионы",
        "products",
            posting.goods().stream()
                .map(
                    goods ->
                        object(
                            "product_id",
                            goods.sku(),
                            "quantity",
                            goods.quantity(),
                            "price",
                            price,
                            "old_price",
                            price * 2,
                            "payout",
                            0,
                            "total_discount_percent",
                            50.0,
                            "total_discount_value",
                            price,
                            "actions",
                            List.of(),
                            "customer_price",
                            PlanJson.money(
                                String.format(Locale.ROOT, "%.2f", PlanJson.customerPrice(plan)),
                                "RUB"),
                            "commission",
                            object("amount", 0, "currency", "CNY", "percent", 0)))
                .toList());
  }

  private static Map<String, @Nullable Object> tariffication(Posting posting) {
    return object(
        "current_tariff_rate", 0,
        "current_tariff_type", "no_discount",
        "current_tariff_charge", PlanJson.money("0", "RUB"),
        "current_tariff_min_charge", PlanJson.money("0", "RUB"),
        "next_tariff_rate", 1,
        "next_tariff_type", "commission",
        "next_tariff_charge", PlanJson.money("50", "RUB"),
        "next_tariff_min_charge", PlanJson.money("50", "RUB"),
        "next_tariff_starts_at", posting.terms().cutoff().plusSeconds(1));
  }

  private PostingJson() {}
}
