package io.orderwatch.simulator.edge;

import static io.orderwatch.simulator.edge.Json.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.simulator.Posting;
import io.orderwatch.simulator.Refused;
import io.orderwatch.simulator.World;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What Ozon says of a store's error index: cancellations that count in 100 shipments created, the
 * last 14 days without today (docs.ozon.com/global/en/ratings/quality-metrics, read 2026-10-01). No
 * fee is charged here: nobody knows at which hour Ozon takes which rate.
 */
final class RatingCalls {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final int DAYS = 14;
  private static final int MOST = 1000;

  private final Marketplace marketplace;

  RatingCalls(Marketplace marketplace) {
    this.marketplace = marketplace;
  }

  void register(BiConsumer<String, OzonApi.Method> methods) {
    methods.accept("/v1/rating/index/fbs/info", (store, _) -> info(store));
    methods.accept("/v1/rating/index/fbs/posting/list", this::list);
  }

  private Answer info(String store) {
    return marketplace.look(
        (world, now) -> {
          var today = day(now);
          return Answer.of(
              object(
                  "index",
                  index(world, store, today),
                  "period_from",
                  today.minusDays(DAYS),
                  "period_to",
                  today.minusDays(1),
                  "processing_costs_sum",
                  0,
                  "currency_code",
                  "RUB",
                  "defects",
                  today
                      .minusDays(DAYS)
                      .datesUntil(today)
                      .map(
                          day ->
                              object(
                                  "date",
                                  day,
                                  "index_by_date",
                                  index(world, store, day),
                                  "processing_costs_sum_by_date",
                                  0))
                      .toList()));
        });
  }

  private Answer list(String store, JsonNode body) {
    var filter = body.path("filter");
    var from = required(filter, "date_from");
    var to = required(filter, "date_to");
    var numbers = new HashSet<String>();
    filter.path("posting_numbers").forEach(each -> numbers.add(each.asText()));
    var limit = Math.clamp(body.path("limit").asInt(MOST), 1, MOST);
    var after = body.path("cursor").asText("");
    return marketplace.look(
        (world, _) -> {
          var found =
              of(world, store).stream()
                  .filter(each -> each.cancellation() != null && each.cancellation().counts())
                  .filter(each -> !at(each).isBefore(from) && at(each).isBefore(to))
                  .filter(each -> numbers.isEmpty() || numbers.contains(each.number()))
                  .filter(each -> each.number().compareTo(after) > 0)
                  .sorted(Comparator.comparing(Posting::number))
                  .toList();
          var page = found.stream().limit(limit).toList();
          var more = found.size() > page.size();
          return Answer.of(
              object(
                  "errors",
                  page.stream().map(each -> error(world, each)).toList(),
                  "cursor",
                  more ? page.getLast().number() : "",
                  "has_next",
                  more));
        });
  }

  private static Instant required(JsonNode filter, String name) {
    try {
      return Instant.parse(filter.path(name).asText());
    } catch (DateTimeException e) {
      throw Refused.invalid("Request validation error: filter." + name + " is required");
    }
  }

  private static Map<String, @Nullable Object> error(World world, Posting posting) {
    var seller = posting.cancellation() != null && posting.cancellation().by().equals("seller");
    return object(
        "posting_number",
        posting.number(),
        "posting_error_type",
        seller ? "SELLER_CANCELLATION" : "SELLER_DELAY",
        "error_at",
        at(posting),
        "index",
        index(world, posting.store(), day(at(posting))),
        "charge_percent",
        0,
        "charge_price",
        0,
        "charge_price_currency_code",
        "RUB",
        "product_price",
        PlanJson.priceValue(posting.plan()),
        "product_price_currency_code",
        "CNY",
        "delivery_schema",
        "rFBS",
        "has_grace_status",
        false);
  }

  private static BigDecimal index(World world, String store, LocalDate today) {
    var all = of(world, store);
    var shipments = all.stream().filter(each -> within(each.plan().createdAt(), today)).count();
    var faults =
        all.stream()
            .filter(each -> each.cancellation() != null && each.cancellation().counts())
            .filter(each -> within(at(each), today))
            .count();
    return shipments == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(100 * faults)
            .divide(BigDecimal.valueOf(shipments), 2, RoundingMode.HALF_UP);
  }

  /** The store's shipments; one that was split is none. */
  private static List<Posting> of(World world, String store) {
    return world.postings().stream()
        .filter(each -> each.store().equals(store) && !each.isSplit())
        .toList();
  }

  private static boolean within(Instant at, LocalDate today) {
    var day = day(at);
    return day.isBefore(today) && !day.isBefore(today.minusDays(DAYS));
  }

  private static Instant at(Posting posting) {
    return Objects.requireNonNull(posting.cancellation()).at();
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, MOSCOW);
  }
}
