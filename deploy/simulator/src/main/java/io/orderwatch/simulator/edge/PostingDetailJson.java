package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import io.orderwatch.simulator.Canary;
import io.orderwatch.simulator.Goods;
import io.orderwatch.simulator.Integration;
import io.orderwatch.simulator.Plan;
import io.orderwatch.simulator.Posting;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A posting as {@code /v3/posting/fbs/get} shows it: prices are text, currencies stand beside them.
 */
final class PostingDetailJson {

  /**
   * Parts that were not asked for are null, as in the official example, but for {@code legal_info}.
   *
   * @param related the order's other postings; null if not asked for
   */
  static Map<String, @Nullable Object> of(
      Posting posting, PostingJson.With with, @Nullable List<String> related) {
    var plan = posting.plan();
    var json = PostingJson.common(posting);
    json.putAll(
        object(
            "previous_substatus",
            posting.progress().previousSubstatus(),
            "addressee",
            addressee(plan),
            "products",
            posting.goods().stream().map(goods -> product(plan, goods)).toList(),
            "analytics_data",
            with.analytics() ? PlanJson.analytics(posting) : null,
            "barcodes",
            with.barcodes() ? PlanJson.barcodes(plan) : null,
            "legal_info",
            PostingJson.NOBODY,
            "financial_data",
            with.financial() ? financial(posting) : null,
            "provider_status",
            "",
            "delivery_price",
            "",
            "fact_delivery_date",
            posting.deliveredAt(),
            "additional_data",
            List.of(),
            "courier",
            null,
            "product_exemplars",
            null,
            "related_postings",
            related == null ? null : object("related_posting_numbers", related),
            "related_weight_postings",
            List.of(),
            "integration_type_flow",
            plan.integration().wire(),
            "prr_option",
            object("code", "", "price", "", "currency_code", "CNY", "floor", ""),
            "tariffication",
            tariffication(posting)));
    return json;
  }

  /** The dial extension comes only where the seller's carrier calls the buyer. */
  private static Map<String, @Nullable Object> addressee(Plan plan) {
    var json = object("name", Canary.ADDRESSEE, "phone", Canary.PHONE);
    if (plan.integration() == Integration.THREE_PL
        || plan.integration() == Integration.NON_INTEGRATED) {
      json.put("pin", "1313");
    }
    return json;
  }

  private static Map<String, @Nullable Object> product(Plan plan, Goods goods) {
    return object(
        "sku",
        goods.sku(),
        "offer_id",
        goods.offer(),
        "name",
        PlanJson.name(goods),
        "quantity",
        goods.quantity(),
        "price",
        PlanJson.price(plan),
        "currency_code",
        "CNY",
        "dimensions",
        object("height", "150.00", "length", "500.00", "weight", "550", "width", "300.00"),
        "is_blr_traceable",
        false,
        "is_marketplace_buyout",
        false,
        "has_imei",
        false,
        "is_weight_needed",
        false,
        "weight_max",
        0.55,
        "weight_min",
        0);
  }

  private static Map<String, @Nullable Object> financial(Posting posting) {
    var plan = posting.plan();
    var price = PlanJson.priceValue(plan);
    return object(
        "cluster_from",
        "",
        "cluster_to",
        "Москва, МО и Дальние регионы",
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
                        "currency_code",
                        "CNY",
                        "payout",
                        0,
                        "total_discount_percent",
                        50.0,
                        "total_discount_value",
                        price,
                        "actions",
                        List.of(),
                        "customer_price",
                        PlanJson.customerPrice(plan),
                        "customer_currency_code",
                        "RUB",
                        "commission_amount",
                        0,
                        "commission_percent",
                        0,
                        "commissions_currency_code",
                        "CNY"))
            .toList());
  }

  private static Map<String, @Nullable Object> tariffication(Posting posting) {
    return object(
        "current_tariff_rate",
        0,
        "current_tariff_type",
        "no_discount",
        "current_tariff_charge",
        "0",
        "current_tariff_charge_currency_code",
        "RUB",
        "next_tariff_rate",
        1,
        "next_tariff_type",
        "commission",
        "next_tariff_charge",
        "50",
        "next_tariff_charge_currency_code",
        "RUB",
        "next_tariff_starts_at",
        posting.terms().cutoff().plusSeconds(1));
  }

  private PostingDetailJson() {}
}
