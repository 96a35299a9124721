package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import io.orderwatch.simulator.Canary;
import io.orderwatch.simulator.Integration;
import io.orderwatch.simulator.Permissions;
import io.orderwatch.simulator.Plan;
import io.orderwatch.simulator.Posting;
import java.time.Duration;
import java.time.Instant;
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

  static Map<String, @Nullable Object> listed(Posting posting, With with) {
    var plan = posting.plan();
    var json = common(posting, with);
    json.putAll(
        object(
            "integration_type_flow",
            plan.integration().wire(),
            "delivery_schema",
            plan.integration() == Integration.OZON ? "fbs" : "Crossborder",
            "products",
            List.of(product(plan)),
            "financial_data",
            with.financial ? financial(plan) : null,
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
            tariffication(plan)));
    customer(json).put("customer_email", Canary.EMAIL);
    json.put("addressee", object("name", Canary.ADDRESSEE));
    return json;
  }

  static Map<String, @Nullable Object> common(Posting posting, With with) {
    var plan = posting.plan();
    return object(
        "posting_number", posting.number(),
        "order_id", 35_000_000_000L + plan.index(),
        "order_number", plan.orderNumber(),
        "parent_posting_number", "",
        "status", posting.status(),
        "substatus", posting.substatus(),
        "tpl_integration_type", plan.integration().wire(),
        "tracking_number", posting.tracking(),
        "delivery_method", deliveryMethod(plan),
        "in_process_at", plan.createdAt(),
        "shipment_date", plan.cutoff(),
        "shipment_date_without_delay", plan.cutoff().plus(Duration.ofHours(56)),
        "delivering_date", posting.deliveringAt(),
        "available_actions", Permissions.actions(posting),
        "cancellation", cancellation(posting),
        "customer", customerOf(plan),
        "analytics_data", with.analytics ? analytics(plan) : null,
        "barcodes", with.barcodes ? barcodes(plan) : null,
        "legal_info", with.legal ? object("company_name", "", "inn", "", "kpp", "") : null,
        "requirements", requirements(),
        "optional", object("products_with_possible_mandatory_mark", List.of()),
        "is_express", false,
        "is_multibox", false,
        "multi_box_qty", 1,
        "pickup_code_verified_at", null,
        "require_blr_traceable_attrs", false,
        "tariffication_steps",
            List.of(
                step(plan.cutoff().toString(), "0"), step("9999-12-31T23:59:59.999999900Z", "50")));
  }

  static Instant deliveryBegin(Plan plan) {
    return plan.createdAt().plus(Duration.ofDays(20));
  }

  static Instant deliveryEnd(Plan plan) {
    return plan.createdAt().plus(Duration.ofDays(27));
  }

  static long warehouse(Plan plan) {
    return 1_020_005_003_107_000L + Long.parseLong(plan.store());
  }

  static long sku(Plan plan) {
    return 827_000_000L + plan.index() % 500;
  }

  static String offer(Plan plan) {
    return "SK-" + (plan.index() % 500);
  }

  /** In yuan; between 10 and 300. */
  static String price(Plan plan) {
    return String.format(Locale.ROOT, "%.2f", priceValue(plan));
  }

  static double priceValue(Plan plan) {
    return Math.round((10 + plan.draw().share("price") * 290) * 100) / 100.0;
  }

  /** In roubles, as the buyer paid. */
  static double customerPrice(Plan plan) {
    return Math.round(priceValue(plan) * 11.6 * 100) / 100.0;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> customer(Map<String, @Nullable Object> json) {
    return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(json.get("customer"));
  }

  private static Map<String, @Nullable Object> customerOf(Plan plan) {
    return object(
        "customer_id",
        132_000_000L + plan.index(),
        "name",
        Canary.NAME,
        "phone",
        Canary.PHONE,
        "address",
        object(
            "country",
            "Россия",
            "region",
            "Московская область",
            "district",
            "",
            "city",
            "Москва",
            "address_tail",
            Canary.ADDRESS_TAIL,
            "zip_code",
            "101000",
            "pvz_code",
            456,
            "provider_pvz_code",
            "",
            "latitude",
            55.75,
            "longitude",
            37.61,
            "comment",
            Canary.ADDRESS_COMMENT));
  }

  private static Map<String, @Nullable Object> product(Plan plan) {
    return object(
        "sku",
        sku(plan),
        "offer_id",
        offer(plan),
        "name",
        "Чехол для телефона, модель " + sku(plan),
        "quantity",
        1,
        "product_color",
        "красный",
        "weight",
        0.55,
        "price",
        money(price(plan), "CNY"),
        "imei",
        List.of(),
        "is_blr_traceable",
        false,
        "is_marketplace_buyout",
        false);
  }

  static Map<String, @Nullable Object> money(String amount, String currency) {
    return object("amount", amount, "currency", currency);
  }

  private static Map<String, @Nullable Object> deliveryMethod(Plan plan) {
    return object(
        "id",
        warehouse(plan),
        "name",
        "China Economy to PVZ",
        "warehouse_id",
        warehouse(plan),
        "warehouse",
        "Shenzhen " + plan.store(),
        "tpl_provider_id",
        181,
        "tpl_provider",
        carrier(plan));
  }

  private static String carrier(Plan plan) {
    return plan.integration() == Integration.OZON ? "Доставка Ozon" : "Silk Road Express";
  }

  private static Map<String, @Nullable Object> cancellation(Posting posting) {
    var cancel = posting.cancellation();
    return object(
        "cancel_reason_id", cancel == null ? 0 : cancel.reasonId(),
        "cancel_reason", cancel == null ? "" : cancel.reason(),
        "cancellation_type", cancel == null ? "" : cancel.by(),
        "cancellation_initiator",
            cancel == null ? "" : cancel.by().equals("ozon") ? "Ozon" : "Продавец",
        "cancelled_after_ship", cancel != null && cancel.afterShip(),
        "affect_cancellation_rating", cancel != null && cancel.counts());
  }

  private static Map<String, @Nullable Object> analytics(Plan plan) {
    return object(
        "region",
        "Московская область",
        "city",
        "Москва",
        "delivery_type",
        "PVZ",
        "is_premium",
        false,
        "is_legal",
        false,
        "payment_type_group_name",
        "Карты",
        "tpl_provider",
        carrier(plan),
        "tpl_provider_id",
        181,
        "warehouse",
        "Shenzhen " + plan.store(),
        "warehouse_id",
        warehouse(plan),
        "delivery_date_begin",
        deliveryBegin(plan),
        "delivery_date_end",
        deliveryEnd(plan),
        "client_delivery_date_begin",
        null,
        "client_delivery_date_end",
        null);
  }

  private static Map<String, @Nullable Object> barcodes(Plan plan) {
    return object("upper_barcode", "%101" + plan.id(), "lower_barcode", Long.toString(plan.id()));
  }

  private static Map<String, @Nullable Object> financial(Plan plan) {
    var price = priceValue(plan);
    return object(
        "cluster_from",
        "",
        "cluster_to",
        "Москва, МО и Дальние регионы",
        "products",
        List.of(
            object(
                "product_id",
                sku(plan),
                "quantity",
                1,
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
                money(String.format(Locale.ROOT, "%.2f", customerPrice(plan)), "RUB"),
                "commission",
                object("amount", 0, "currency", "CNY", "percent", 0))));
  }

  private static Map<String, @Nullable Object> requirements() {
    return object(
        "products_requiring_gtd",
        List.of(),
        "products_requiring_country",
        List.of(),
        "products_requiring_change_country",
        List.of(),
        "products_requiring_mandatory_mark",
        List.of(),
        "products_requiring_rnpt",
        List.of(),
        "products_requiring_jw_uin",
        List.of(),
        "products_requiring_imei",
        List.of(),
        "products_requiring_weight",
        List.of());
  }

  private static Map<String, @Nullable Object> tariffication(Plan plan) {
    return object(
        "current_tariff_rate",
        0,
        "current_tariff_type",
        "no_discount",
        "current_tariff_charge",
        money("0", "RUB"),
        "current_tariff_min_charge",
        null,
        "next_tariff_rate",
        1,
        "next_tariff_type",
        "commission",
        "next_tariff_charge",
        money("50", "RUB"),
        "next_tariff_min_charge",
        null,
        "next_tariff_starts_at",
        plan.cutoff().plusSeconds(1));
  }

  private static Map<String, @Nullable Object> step(String until, String charge) {
    return object(
        "tariff_deadline_at",
        until,
        "tariff_rate",
        0,
        "tariff_type",
        "no_discount",
        "tariff_charge",
        money(charge, "RUB"),
        "min_charge",
        null);
  }

  private PostingJson() {}
}
