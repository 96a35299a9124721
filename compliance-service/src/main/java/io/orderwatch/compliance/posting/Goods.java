package io.orderwatch.compliance.posting;

import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import java.math.BigDecimal;
import java.util.Optional;

/** What a posting's goods are worth. */
public final class Goods {

  private Goods() {}

  /** Empty if a price is missing, or the prices are in more than one currency. */
  public static Optional<Money> value(Posting posting) {
    var sum = BigDecimal.ZERO;
    var currency = "";
    for (var item : posting.items()) {
      var price = item.price();
      if (price == null || !(currency.isEmpty() || currency.equals(price.currency()))) {
        return Optional.empty();
      }
      currency = price.currency();
      sum = sum.add(price.amount().multiply(BigDecimal.valueOf(item.quantity())));
    }
    return currency.isEmpty() ? Optional.empty() : Optional.of(new Money(sum, currency));
  }
}
