package io.orderwatch.compliance.health;

import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.compliance.rules.End;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A shipment that was cancelled, and whether that was the seller's fault.
 *
 * @param end how it ended; empty if neither Ozon's words nor the rules tell
 * @param flagged whether Ozon says that it counts (affect_cancellation_rating)
 * @param prices of its goods, a sum a currency
 * @param priced false if Ozon gave no price of some of them
 */
public record Ended(
    String posting,
    Instant createdAt,
    Instant at,
    Optional<End> end,
    boolean flagged,
    List<Money> prices,
    boolean priced) {

  public Ended {
    prices = List.copyOf(prices);
  }

  /**
   * Ozon's cancellation_type, official schema of 2026-04: seller, client, customer, ozon, system,
   * delivery.
   */
  public static Ended of(Known known, RulePack pack) {
    var posting = known.posting();
    var cancellation = posting.cancellation();
    return new Ended(
        posting.ref().posting().value(),
        known.createdAt(),
        Objects.requireNonNull(known.cancelledAt()),
        cancellation == null ? Optional.empty() : end(known, cancellation, pack),
        cancellation != null && cancellation.affectsRating(),
        prices(posting),
        posting.items().stream().allMatch(item -> item.price() != null));
  }

  private static Optional<End> end(Known known, Posting.Cancellation cancellation, RulePack pack) {
    return switch (cancellation.by()) {
      case "seller" -> Optional.of(End.SELLER);
      case "client", "customer" -> Optional.of(End.BUYER);
      case "delivery" ->
          Optional.of(
              pack.reasons().entrySet().stream()
                  .filter(each -> each.getValue() == cancellation.reasonId())
                  .map(Map.Entry::getKey)
                  .findFirst()
                  .orElse(End.CARRIER));
      case "ozon", "system" -> byOzon(known, cancellation, pack);
      default -> Optional.empty();
    };
  }

  private static Optional<End> byOzon(
      Known known, Posting.Cancellation cancellation, RulePack pack) {
    if (known.before().equals(Posting.AWAITING_PASSPORT)) {
      return Optional.of(End.PASSPORT);
    }
    var due = known.posting().shipmentDate();
    var at = known.cancelledAt();
    var late = due != null && at != null && !at.isBefore(due.plus(pack.limits().late()));
    return late && !cancellation.afterShip() ? Optional.of(End.LATE) : Optional.empty();
  }

  /** The price of all pieces; a currency once. */
  public static List<Money> prices(Posting posting) {
    var sums = new ArrayList<Money>();
    for (var item : posting.items()) {
      var price = item.price();
      if (price != null) {
        add(sums, price, item.quantity());
      }
    }
    return sums;
  }

  private static void add(List<Money> sums, Money price, int quantity) {
    var amount = price.amount().multiply(BigDecimal.valueOf(quantity));
    for (var i = 0; i < sums.size(); i++) {
      var sum = sums.get(i);
      if (sum.currency().equals(price.currency())) {
        sums.set(i, new Money(sum.amount().add(amount), sum.currency()));
        return;
      }
    }
    sums.add(new Money(amount, price.currency()));
  }

  /** By Ozon's word on this very order, or by what its rules say of such an end. */
  public boolean counts(RulePack pack) {
    return flagged || end.map(pack::counts).orElse(false);
  }

  /** Ozon's word on this order is not what its rules say. */
  public boolean disputed(RulePack pack) {
    return end.map(pack::counts).orElse(flagged) != flagged;
  }
}
