package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Bars.Bar;
import io.orderwatch.compliance.board.Charts.AtRisk;
import io.orderwatch.compliance.board.Charts.Came;
import io.orderwatch.compliance.board.Charts.Ends;
import io.orderwatch.compliance.board.IndexLine.Day;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartsSpec {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-11-01");
  private static final List<Store.ZoneEnd> ENDS =
      List.of(
          new Store.ZoneEnd("green", BigDecimal.valueOf(4)),
          new Store.ZoneEnd("blue", BigDecimal.valueOf(9)),
          new Store.ZoneEnd("red", BigDecimal.valueOf(100)));

  private static long amount(Bars bars, String label) {
    return bars.bars().stream()
        .filter(bar -> bar.label().equals(label))
        .mapToLong(bar -> bar.amount().longValueExact())
        .sum();
  }

  @Test
  void the_funnel_goes_from_what_was_opened_to_how_it_ended() {
    var bars = Charts.funnel(new Ends(40, 30, 20, 25, 5)).bars();
    assertThat(bars)
        .extracting(Bar::label)
        .containsExactly("opened", "asked", "read", "supplied", "lost");
    assertThat(bars.getFirst().height()).isEqualTo(4 * bars.get(1).height() / 3);
    assertThat(bars).allMatch(bar -> bar.y() + bar.height() == Bars.HEIGHT);
  }

  @Test
  void reads_are_shown_only_where_somebody_tells_them() {
    assertThat(Charts.funnel(new Ends(40, 30, 0, 25, 5)).bars())
        .extracting(Bar::label)
        .doesNotContain("read");
  }

  @Test
  void the_time_that_data_took_stands_beside_the_reminders() {
    var bars =
        Charts.timeToSupply(
            Map.of(0, 2L, 9, 7L, 30, 1L),
            List.of(Duration.ZERO, Duration.ofHours(8), Duration.ofHours(18)));
    assertThat(amount(bars, "9")).isEqualTo(7);
    assertThat(amount(bars, "24+")).isEqualTo(1);
    assertThat(bars.marks()).extracting(Bars.Mark::label).containsExactly("1", "2", "3");
    assertThat(bars.marks().get(1).x()).isEqualTo(bars.bars().get(8).x());
  }

  @Test
  void the_hour_is_the_buyers_own() {
    var bars =
        Charts.byBuyersHour(
            List.of(
                new Came("Asia/Vladivostok", NOON, 3),
                new Came(null, NOON, 2),
                new Came("Nowhere/Else", NOON, 1)));
    assertThat(amount(bars, "22")).isEqualTo(3);
    assertThat(amount(bars, "15")).as("Moscow's where nothing is known").isEqualTo(3);
    assertThat(bars.bars()).hasSize(24);
  }

  @Test
  void money_is_shown_by_currency_and_what_is_over_first() {
    var risk =
        Charts.atRisk(
            List.of(
                new AtRisk(-3, "CNY", BigDecimal.TEN),
                new AtRisk(0, "CNY", BigDecimal.ONE),
                new AtRisk(40, "RUB", BigDecimal.TWO)));
    assertThat(risk.keySet()).containsExactly("CNY", "RUB");
    assertThat(risk.get("CNY")).matches(bars -> amount(bars, "<0") == 10 && amount(bars, "0") == 1);
    assertThat(risk.get("RUB")).matches(bars -> amount(bars, "23") == 2);
  }

  @Test
  void a_picture_of_nothing_is_empty_and_what_is_little_can_be_seen() {
    assertThat(Bars.of(List.of(new Bars.Figure("a", 0))).empty()).isTrue();
    var bars = Bars.of(List.of(new Bars.Figure("a", 1), new Bars.Figure("b", 1_000_000)));
    assertThat(bars.empty()).isFalse();
    assertThat(bars.bars().getFirst().height()).isEqualTo(1);
  }

  @Test
  void the_index_runs_before_its_zones_and_what_is_expected_goes_on_from_the_last_day() {
    var line =
        IndexLine.of(
            "1001",
            List.of(
                new Day(DAY, Optional.empty(), false),
                new Day(DAY.plusDays(1), Optional.of(BigDecimal.valueOf(4)), false),
                new Day(DAY.plusDays(2), Optional.of(BigDecimal.valueOf(25)), true)),
            ENDS);
    assertThat(line.points()).extracting(IndexLine.Point::zone).containsExactly("green", "red");
    assertThat(line.points()).extracting(IndexLine.Point::y).containsExactly(160, 100);
    assertThat(line.past()).isEqualTo("320,160");
    assertThat(line.coming()).isEqualTo("320,160 640,100");
    assertThat(line.bands()).extracting(IndexLine.Band::y).containsExactly(160, 140, 0);
    assertThat(line.bands().stream().mapToInt(IndexLine.Band::height).sum())
        .isEqualTo(IndexLine.HEIGHT);
  }

  @Test
  void before_the_first_shipment_there_is_no_line() {
    var line = IndexLine.of("1001", List.of(new Day(DAY, Optional.empty(), false)), ENDS);
    assertThat(line.past()).isEmpty();
    assertThat(line.coming()).isEmpty();
  }
}
