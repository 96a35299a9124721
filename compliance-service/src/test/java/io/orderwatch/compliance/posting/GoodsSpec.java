package io.orderwatch.compliance.posting;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.Posting.Item;
import io.orderwatch.contracts.PostingRef;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GoodsSpec {

  private static Item item(int quantity, @Nullable Money price) {
    return new Item(1, "a", quantity, price);
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  private static Posting posting(Item... items) {
    return new Posting(
        PostingRef.of("1", "p"),
        "o",
        1,
        "awaiting_packaging",
        "",
        "",
        List.of(),
        "",
        null,
        null,
        null,
        List.of(items),
        null);
  }

  @Test
  void goods_are_worth_what_their_pieces_cost() {
    assertThat(Goods.value(posting(item(2, money("1.25", "CNY")), item(1, money("3", "CNY")))))
        .contains(money("5.50", "CNY"));
  }

  @Test
  void a_price_that_is_missing_or_in_another_currency_leaves_the_value_unknown() {
    assertThat(Goods.value(posting())).isEmpty();
    assertThat(Goods.value(posting(item(1, money("1", "CNY")), item(1, null)))).isEmpty();
    assertThat(Goods.value(posting(item(1, money("1", "CNY")), item(1, money("1", "RUB")))))
        .isEmpty();
  }
}
