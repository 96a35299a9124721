package io.orderwatch.compliance.health;

import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.Zone;
import io.orderwatch.contracts.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** What Ozon takes for a cancellation at the seller's fault. */
public final class Fee {

  private static final BigDecimal CENT = BigDecimal.valueOf(100);
  private static final int DECIMALS = 2;

  private Fee() {}

  /**
   * In roubles, to the kopeck: a share of the goods' price, at most the cap.
   *
   * @return empty if a price is missing or in a currency whose rate is not known, and the zone has
   *     a fee
   */
  public static Optional<BigDecimal> roubles(
      List<Money> prices, boolean priced, Zone zone, RulePack pack) {
    if (zone.fee().signum() == 0) {
      return Optional.of(BigDecimal.ZERO.setScale(DECIMALS));
    }
    var sum = BigDecimal.ZERO;
    for (var price : prices) {
      var roubles = pack.roubles(price);
      if (roubles.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(roubles.get());
    }
    return priced && !prices.isEmpty()
        ? Optional.of(
            sum.multiply(zone.fee())
                .divide(CENT, DECIMALS, RoundingMode.HALF_UP)
                .min(pack.feeCap().amount())
                .setScale(DECIMALS, RoundingMode.HALF_UP))
        : Optional.empty();
  }

  /** The same in another currency; empty if its rate is not known. */
  public static Optional<BigDecimal> in(String currency, BigDecimal roubles, RulePack pack) {
    return Optional.ofNullable(pack.rates().get(currency))
        .map(rate -> roubles.divide(rate, DECIMALS, RoundingMode.HALF_UP));
  }
}
