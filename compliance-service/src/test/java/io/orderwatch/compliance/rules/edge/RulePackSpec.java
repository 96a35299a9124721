package io.orderwatch.compliance.rules.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.rules.Citation;
import io.orderwatch.compliance.rules.Confidence;
import io.orderwatch.compliance.rules.End;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.RulePacks;
import io.orderwatch.compliance.rules.Sheet;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.Money;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packs as they are shipped, and what becomes of a wrong one. */
class RulePackSpec {

  private static final RulePacks PACKS = new RulePacks(RuleFiles.own());
  private static final RulePack NOW = PACKS.on(LocalDate.parse("2026-11-01"));
  private static final String TEXT = TextFiles.text("rules/2026-10-01.pack");

  @ParameterizedTest
  @CsvSource({
    "0, green, 0",
    "4, green, 0",
    "4.01, blue, 3",
    "10, blue, 3",
    "10.01, yellow, 6",
    "20, yellow, 6",
    "20.01, orange, 9",
    "40, orange, 9",
    "40.01, red, 9",
    "100, red, 9"
  })
  void the_zones_of_october_2026(BigDecimal index, String zone, BigDecimal fee) {
    assertThat(NOW.zone(index).name()).isEqualTo(zone);
    assertThat(NOW.zone(index).fee()).isEqualByComparingTo(fee);
  }

  @Test
  void windows_limits_and_what_counts() {
    assertThat(NOW.index().window()).isEqualTo(Period.ofDays(14));
    assertThat(NOW.feeCap()).isEqualTo(new Money(new BigDecimal("1500"), "RUB"));
    assertThat(NOW.limits().passport()).isEqualTo(Duration.ofHours(24));
    assertThat(NOW.limits().timeslotChanges()).isEqualTo(2);
    assertThat(NOW.zones().getLast().blockDays()).isEqualTo(3);
    assertThat(NOW.counted()).containsExactlyInAnyOrder(End.SELLER, End.LATE, End.CARRIER);
    assertThat(NOW.countsBy(End.PASSPORT).citation().confidence()).isEqualTo(Confidence.INFERRED);
    assertThat(NOW.rule("fee.cap").citation())
        .isEqualTo(
            new Citation(
                "docs.ozon.com/global/en/commissions/ozon-fees/fines",
                LocalDate.parse("2026-10-01"),
                Confidence.OFFICIAL));
  }

  @Test
  void a_decision_is_judged_by_the_pack_of_its_day() {
    assertThat(PACKS.on(LocalDate.parse("2026-09-30")).zone(new BigDecimal("12")).fee())
        .isEqualByComparingTo("4");
    assertThat(PACKS.on(LocalDate.parse("2026-10-01")).zone(new BigDecimal("12")).fee())
        .isEqualByComparingTo("6");
    assertThat(PACKS.on(LocalDate.parse("2020-01-01"))).isEqualTo(PACKS.all().getFirst());
    assertThat(PACKS.named("2026-10-01.pack")).contains(NOW);
  }

  @Test
  void money_is_turned_into_roubles_by_the_rate_of_the_day_or_the_example_of_the_pack() {
    var price = new Money(new BigDecimal("300"), "CNY");
    assertThat(NOW.roubles(price)).contains(new BigDecimal("3600"));
    assertThat(NOW.rated(Map.of("CNY", new BigDecimal("11.5"))).roubles(price))
        .contains(new BigDecimal("3450.0"));
    assertThat(NOW.roubles(new Money(BigDecimal.ONE, "RUB"))).contains(BigDecimal.ONE);
    assertThat(NOW.roubles(new Money(BigDecimal.ONE, "USD"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "1500 RUB > 1500 > is not written",
        "up to 10 % fee 3 % > up to 3 % fee 3 % > zones ascend",
        "up to 100 % > up to 99 % > the last zone ends at 100 %",
        "14 days > a fortnight > is not written",
        "24 hours > 24 h > is not written",
        "counts.buyer         | no > counts.buyer | perhaps > yes or no",
        "Europe/Moscow > Europe/Atlantis > Unknown time-zone ID",
        "2 times > 200000000000000 times > For input string",
        "12 RUB > 12 USD > currency of fee.cap",
        "reason.lost > reason.found > no order ends found",
      })
  void a_mistake_is_told_with_file_and_line(String right, String wrong, String why) {
    assertThat(TEXT).containsOnlyOnce(right);
    var line = TEXT.substring(0, TEXT.indexOf(right)).lines().count();
    assertThatThrownBy(() -> RulePack.read("x.pack", TEXT.replace(right, wrong)))
        .isInstanceOf(Sheet.Faulty.class)
        .hasMessageMatching("x\\.pack:(%d|%d): .*".formatted(line, line + 1))
        .hasMessageContaining(why);
  }

  @Test
  void a_rule_that_is_missing_is_a_mistake() {
    var without = TEXT.replaceAll("(?m)^fee.cap.*$", "");
    assertThatThrownBy(() -> RulePack.read("x.pack", without))
        .isInstanceOf(Sheet.Faulty.class)
        .hasMessage("x.pack:%d: fee.cap is missing".formatted(TEXT.lines().count()));
  }

  @Test
  void a_rule_that_nobody_knows_or_that_is_there_twice_or_cites_nothing_is_a_mistake() {
    var lines = TEXT.lines().count();
    for (var wrong :
        List.of(
            "fee.bonus | 3 % | here | 2026-10-01 | official",
            "fee.cap | 1500 RUB | here | 2026-10-01 | official",
            "rate.USD | 80 RUB | | 2026-10-01 | official",
            "rate.USD | 80 RUB | here | | official",
            "rate.USD | 80 RUB | here | 2026-10-01 | ",
            "rate.USD | 80 RUB")) {
      assertThatThrownBy(() -> RulePack.read("x.pack", TEXT + wrong))
          .isInstanceOf(Sheet.Faulty.class)
          .hasMessageStartingWith("x.pack:" + (lines + 1) + ": ");
    }
  }

  @Test
  void packs_follow_each_other_day_by_day() {
    assertThatThrownBy(() -> new RulePacks(List.of())).hasMessage("there is no rule pack");
    assertThatThrownBy(() -> new RulePacks(List.of(NOW, NOW)))
        .hasMessageContaining("ends on no day");
    var gap =
        RulePack.read(
            "gap.pack",
            TextFiles.text("rules/2025-04-29.pack").replace("2026-09-30", "2026-09-01"));
    assertThatThrownBy(() -> new RulePacks(List.of(NOW, gap)))
        .hasMessageContaining(
            "gap.pack ends on 2026-09-01, and 2026-10-01.pack begins on 2026-10-01");
  }

  @Test
  void packs_may_come_from_a_folder(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("mine.pack"), TEXT);
    Files.writeString(folder.resolve("notes.txt"), "not a pack");
    assertThat(RuleFiles.in(folder)).extracting(RulePack::name).containsExactly("mine.pack");
  }

  private record Given(Optional<String> directory, Optional<String> rates)
      implements RulesSettings {}

  @Test
  void rates_of_the_day_are_written_by_currency() {
    assertThat(new Given(Optional.empty(), Optional.of("CNY=11.5; USD=80")).ratesOfTheDay())
        .isEqualTo(Map.of("CNY", new BigDecimal("11.5"), "USD", new BigDecimal("80")));
    assertThat(new Given(Optional.empty(), Optional.empty()).ratesOfTheDay()).isEmpty();
    for (var wrong : List.of("CNY", "CNY=", "CNY=-1", "yuan=12", "CNY=12,5")) {
      assertThatThrownBy(() -> new Given(Optional.empty(), Optional.of(wrong)).ratesOfTheDay())
          .hasMessage("rates are written CNY=11.5;USD=80");
    }
  }
}
