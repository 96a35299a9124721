package io.orderwatch.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.report.Report.Alike;
import io.orderwatch.compliance.report.Report.Canceller;
import io.orderwatch.compliance.report.Report.Line;
import io.orderwatch.compliance.report.Report.Lost;
import io.orderwatch.compliance.report.Report.Took;
import io.orderwatch.contracts.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportSpec {

  private static final Took TOOK = new Took(Duration.ofHours(3), Duration.ofHours(15));

  private static Alike supplied(int told, boolean called, long cases) {
    return new Alike("d", true, null, told, called, false, "CNY", new BigDecimal("10.50"), cases);
  }

  private static Alike lost(
      @Nullable String by, boolean counted, @Nullable String currency, long cases) {
    return new Alike("d", false, by, 1, false, counted, currency, BigDecimal.TEN, cases);
  }

  @Test
  void what_is_alike_is_added_up() {
    var line =
        Report.line(
            "d",
            List.of(
                supplied(0, false, 2),
                supplied(1, true, 3),
                lost("ozon", false, "CNY", 4),
                lost("system", false, "RUB", 1),
                lost("seller", true, null, 2)),
            TOOK);
    assertThat(line)
        .isEqualTo(
            new Line(
                "d",
                5,
                2,
                new Lost(5, 0, 2, 0, 2),
                3,
                3,
                List.of(new Money(new BigDecimal("21.00"), "CNY")),
                List.of(new Money(BigDecimal.TEN, "CNY"), new Money(BigDecimal.TEN, "RUB")),
                2,
                TOOK));
    assertThat(line.cases()).isEqualTo(12);
    assertThat(line.share()).isEqualTo(5.0 / 12);
  }

  @Test
  void every_case_is_supplied_or_lost_by_one() {
    var line = Report.line("d", List.of(supplied(1, false, 7), lost("moon", false, null, 3)), null);
    assertThat(line.supplied() + line.lost().cases()).isEqualTo(line.cases()).isEqualTo(10);
  }

  @Test
  void what_is_of_another_line_is_passed_over() {
    assertThat(Report.line("e", List.of(supplied(1, true, 7)), null).cases()).isZero();
  }

  @Test
  void nothing_has_no_share_and_any_interval() {
    var nothing = Report.line("d", List.of(), null);
    assertThat(nothing.share()).isNaN();
    assertThat(nothing.interval().low()).isZero();
    assertThat(nothing.interval().high()).isEqualTo(1);
    assertThat(nothing.saved()).isEmpty();
  }

  @Test
  void people_who_were_called_for_what_was_lost_all_the_same_saved_nothing() {
    var called = new Alike("d", false, "ozon", 2, true, false, "CNY", BigDecimal.ONE, 4);
    var line = Report.line("d", List.of(called, supplied(1, true, 1)), TOOK);
    assertThat(line.called()).isEqualTo(5);
    assertThat(line.calledSupplied()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ozon, OZON",
    "system, OZON",
    "client, BUYER",
    "customer, BUYER",
    "seller, SELLER",
    "delivery, OTHER",
    "'', OTHER",
    "of-one-day, OTHER",
    ", OTHER"
  })
  void ozons_words_for_who_cancelled_are_four_of_ours(@Nullable String word, Canceller who) {
    assertThat(Canceller.of(word)).isEqualTo(who);
  }
}
