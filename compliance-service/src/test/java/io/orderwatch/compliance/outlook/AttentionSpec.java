package io.orderwatch.compliance.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.outlook.Attention.Ranked;
import io.orderwatch.compliance.outlook.Chance.By;
import io.orderwatch.compliance.outlook.Chance.Over;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Chance.Unknown;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttentionSpec {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private static Judged one(String number, @Nullable Money value, int minutes, Chance chance) {
    return new Judged(
        new Open(
            PostingRef.of("1001", number),
            NOW.plus(Duration.ofMinutes(minutes)),
            1,
            NOW,
            null,
            List.of()),
        value,
        chance);
  }

  private static Stated chance(double supplied) {
    return new Stated(supplied, 100, true, By.SILENCE);
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  private static Money yuan(String amount) {
    return money(amount, "CNY");
  }

  private static List<String> order(Judged... cases) {
    return Attention.rank(List.of(cases), NOW).stream()
        .map(each -> each.judged().open().ref().posting().value())
        .toList();
  }

  private static List<Double> attention(Judged... cases) {
    return Attention.rank(List.of(cases), NOW).stream().map(Ranked::attention).toList();
  }

  @Test
  void it_is_worth_times_rescue_by_the_hours_left() {
    assertThat(attention(one("a", yuan("100"), 120, chance(0.5)))).containsExactly(0.125);
    assertThat(
            attention(
                one("a", yuan("300"), 60, chance(0.5)),
                one("b", yuan("100"), 60, chance(0.5)),
                one("c", yuan("50"), 60, chance(0.5))))
        .containsExactly(0.75, 0.25, 0.125);
  }

  @Test
  void nine_hundred_with_a_doubtful_end_go_before_forty_that_end_sooner() {
    assertThat(
            order(
                one("cheap", yuan("40"), 60, chance(0.02)),
                one("dear", yuan("900"), 300, chance(0.6))))
        .containsExactly("dear", "cheap");
  }

  @Test
  void what_is_safe_and_what_is_hopeless_deserve_less_than_what_may_go_either_way() {
    assertThat(
            order(
                one("safe", yuan("100"), 60, chance(0.99)),
                one("doubtful", yuan("100"), 60, chance(0.5)),
                one("hopeless", yuan("100"), 60, chance(0.02))))
        .containsExactly("doubtful", "hopeless", "safe");
  }

  @Test
  void less_than_a_quarter_of_an_hour_counts_as_one() {
    assertThat(attention(one("a", yuan("100"), 1, chance(0.5)))).containsExactly(1.0);
    assertThat(attention(one("a", yuan("100"), 15, chance(0.5)))).containsExactly(1.0);
  }

  @Test
  void a_value_that_is_not_known_counts_as_the_middle_one() {
    var cases =
        List.of(
            one("a", yuan("10"), 60, chance(0.5)),
            one("b", yuan("100"), 60, chance(0.5)),
            one("c", yuan("101"), 60, chance(0.5)),
            one("d", null, 60, chance(0.5)),
            one("e", yuan("0"), 60, chance(0.5)));
    assertThat(order(cases.toArray(Judged[]::new))).containsExactly("c", "b", "d", "e", "a");
  }

  @Test
  void currencies_are_held_against_their_own_middle_value() {
    assertThat(
            attention(
                one("a", money("1200", "RUB"), 60, chance(0.5)),
                one("b", yuan("100"), 60, chance(0.5))))
        .containsExactly(0.25, 0.25);
  }

  @Test
  void a_chance_that_is_not_known_counts_as_the_middle_rescue_and_as_even_where_none_is() {
    assertThat(
            attention(
                one("a", yuan("100"), 60, chance(0.5)),
                one("b", yuan("100"), 60, chance(0.9)),
                one("c", yuan("100"), 60, new Unknown(3)),
                one("d", yuan("100"), 60, chance(1))))
        .containsExactly(0.25, 0.9 * (1 - 0.9), 0.9 * (1 - 0.9), 0.0);
    assertThat(attention(one("a", yuan("100"), 60, new Unknown(0)))).containsExactly(0.25);
  }

  @Test
  void what_is_over_comes_last_and_equals_by_their_deadlines() {
    assertThat(
            order(
                one("over", yuan("9000"), -1, new Over()),
                one("b", yuan("100"), 120, chance(0)),
                one("a", yuan("100"), 60, chance(1)),
                one("some", yuan("1"), 600, chance(0.5))))
        .containsExactly("some", "over", "a", "b");
  }

  @Test
  void the_order_is_the_same_however_the_cases_come() {
    var cases = new ArrayList<Judged>();
    for (var n = 0; n < 50; n++) {
      cases.add(one("p-" + n, n % 3 == 0 ? null : yuan("" + n % 7), 60, chance(0.5)));
    }
    var ranked = Attention.rank(cases, NOW);
    Collections.reverse(cases);
    assertThat(Attention.rank(cases, NOW)).isEqualTo(ranked);
  }
}
