package io.orderwatch.compliance.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderwatch.compliance.outlook.Chance.By;
import io.orderwatch.compliance.outlook.Chance.Over;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Chance.Unknown;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastSpec {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final int MANY = 1_000_000_000;

  private static Judged one(Chance chance, @Nullable Money value) {
    return new Judged(
        new Open(PostingRef.of("1001", "1"), NOW, 1, NOW, null, List.of()), value, chance);
  }

  private static Chance chance(double supplied, int from) {
    return new Stated(supplied, from, true, By.SILENCE);
  }

  private static Money money(String amount, String currency) {
    return new Money(new BigDecimal(amount), currency);
  }

  private static HowMany tosses(int n, double chance) {
    var chances = new double[n];
    Arrays.fill(chances, chance);
    return HowMany.of(chances);
  }

  @Test
  void of_nothing_nothing_is_lost() {
    assertThat(Forecast.of(List.of())).isEqualTo(Forecast.NOTHING);
  }

  @Test
  void chances_add_up_and_so_does_the_money() {
    var forecast =
        Forecast.of(
            List.of(
                one(chance(0.75, MANY), money("100", "CNY")),
                one(chance(0.5, MANY), money("60.50", "CNY")),
                one(chance(0.9, MANY), money("1000", "RUB")),
                one(chance(0.2, MANY), null),
                one(new Over(), money("7", "RUB")),
                one(new Unknown(4), money("5000", "CNY"))));
    assertThat(forecast.open()).isEqualTo(6);
    assertThat(forecast.over()).isEqualTo(1);
    assertThat(forecast.unknown()).isEqualTo(1);
    assertThat(forecast.supplied()).isCloseTo(2.35, within(1e-12));
    assertThat(forecast.lost()).isCloseTo(2.65, within(1e-12));
    assertThat(forecast.money())
        .extracting(Forecast.Loss::worth)
        .containsExactly(money("55.25", "CNY"), money("107.00", "RUB"));
    assertThat(forecast.money()).extracting(Forecast.Loss::open).containsExactly(2, 2);
    assertThat(forecast.low()).isEqualTo(2);
    assertThat(forecast.high()).isEqualTo(4);
  }

  @Test
  void ten_tosses_show_three_to_seven_heads() {
    assertThat(tosses(10, 0.5)).isEqualTo(new HowMany(3, 7));
    assertThat(tosses(10, 0)).isEqualTo(new HowMany(0, 0));
    assertThat(tosses(10, 1)).isEqualTo(new HowMany(10, 10));
    assertThat(tosses(0, 1)).isEqualTo(new HowMany(0, 0));
  }

  @Test
  void the_interval_is_that_of_all_that_can_happen() {
    var random = new Random(5);
    for (var n = 0; n < 200; n++) {
      var chances = random.doubles(random.nextInt(1, 11)).toArray();
      var of = new double[chances.length + 1];
      for (var outcome = 0; outcome < 1 << chances.length; outcome++) {
        double likely = 1;
        for (var i = 0; i < chances.length; i++) {
          likely *= (outcome >> i & 1) == 1 ? chances[i] : 1 - chances[i];
        }
        of[Integer.bitCount(outcome)] += likely;
      }
      var told = HowMany.of(chances);
      assertThat(sum(of, 0, told.low())).isLessThanOrEqualTo(0.1);
      assertThat(sum(of, 0, told.low() + 1)).isGreaterThan(0.1);
      assertThat(sum(of, told.high() + 1, of.length)).isLessThanOrEqualTo(0.1);
      assertThat(sum(of, told.high(), of.length)).isGreaterThan(0.1);
    }
  }

  private static double sum(double[] of, int from, int until) {
    double sum = 0;
    for (var n = from; n < until; n++) {
      sum += of[n];
    }
    return sum;
  }

  @Test
  void of_fifty_thousand_tosses_it_is_the_normal_distributions() {
    var told = tosses(50_000, 0.3);
    var spread = 1.2816 * Math.sqrt(50_000 * 0.3 * 0.7);
    assertThat((double) told.low()).isCloseTo(15_000 - spread, within(1.0));
    assertThat((double) told.high()).isCloseTo(15_000 + spread, within(1.0));
  }

  @Test
  void what_is_learned_from_few_is_told_less_surely() {
    var cases = new ArrayList<Forecast>();
    for (var from : List.of(MANY, 1_000, 100, 30)) {
      cases.add(Forecast.of(Collections.nCopies(100, one(chance(0.5, from), null))));
    }
    assertThat(cases).extracting(Forecast::lost).containsOnly(50.0);
    assertThat(cases).extracting(Forecast::low).containsExactly(44, 44, 42, 38);
    assertThat(cases).extracting(Forecast::high).containsExactly(56, 56, 58, 62);
  }
}
