package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import io.orderwatch.simulator.Canary;
import io.orderwatch.simulator.Goods;
import io.orderwatch.simulator.Integration;
import io.orderwatch.simulator.Plan;
import io.orderwatch.simulator.Posting;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What never changes about a posting, as Ozon writes it: goods, prices, buyer, warehouse. */
final class PlanJson {

  static String name(Goods goods) {
    return "Чехол для телефона, модель " + goods.sku();
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

  static Map<String, @Nullable Object> customer(Plan plan) {
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

  static Map<String, @Nullable Object> money(String amount, String currency) {
    return object("amount", amount, "currency", currency);
  }

  static Map<String, @Nullable Object> deliveryMethod(Plan plan) {
    return object(
        "id",
        plan.deliveryMethod(),
        "name",
        "China Economy to PVZ",
        "warehouse_id",
        plan.warehouse(),
        "warehouse",
        "Shenzhen " + plan.store(),
        "tpl_provider_id",
        plan.provider(),
        "tpl_provider",
        carrier(plan));
  }

  private static String carrier(Plan plan) {
    return plan.integration() == Integration.OZON ? "Доставка Ozon" : "Silk Road Express";
  }

  static Map<String, @Nullable Object> analytics(Posting posting) {
    var plan = posting.plan();
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
        plan.provider(),
        "warehouse",
        "Shenzhen " + plan.store(),
        "warehouse_id",
        plan.warehouse(),
        "delivery_date_begin",
        posting.terms().begin(),
        "delivery_date_end",
        posting.terms().end());
  }

  static Map<String, @Nullable Object> barcodes(Plan plan) {
    return object("upper_barcode", "%101" + plan.id(), "lower_barcode", Long.toString(plan.id()));
  }

  static Map<String, @Nullable Object> requirements() {
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

  static Map<String, @Nullable Object> step(String until, String charge) {
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
        money("0", "RUB"));
  }

  private PlanJson() {}
}
