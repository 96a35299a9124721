package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.outlook.Chance;
import io.orderwatch.compliance.outlook.Chance.By;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Foreseen;
import io.orderwatch.compliance.outlook.Judged;
import io.orderwatch.compliance.outlook.Open;
import io.orderwatch.compliance.outlook.Outlook;
import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingRef;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ForesightSpec {

  private static final Instant NOW = Instant.parse("2026-11-02T12:34:00Z");
  private static final Money VALUE = new Money(new BigDecimal("900.50"), "CNY");

  private static Judged one(String store, @Nullable Money value, Chance chance) {
    return new Judged(
        new Open(
            PostingRef.of(store, "1"),
            NOW.plus(Duration.ofHours(9)),
            2,
            NOW.minus(Duration.ofMinutes(185)),
            NOW.minus(Duration.ofMinutes(65)),
            List.of(NOW.plusSeconds(60), NOW.plus(Duration.ofHours(10)))),
        value,
        chance);
  }

  private static Foresight of(Language language, Judged... cases) {
    return new Foresight(
        new Say(language, TextFiles.texts("board")),
        Foreseen.of(NOW, NOW, Outlook.learn(List.of(), NOW), Arrays.asList(cases)));
  }

  private static Foresight of(Judged... cases) {
    return of(Language.EN, cases);
  }

  private static Row row(@Nullable Money value) {
    return new Row("1001:1", "1", "waiting", NOW, null, 1, 3, null, value);
  }

  private static Chance chance(By by, boolean ofStore) {
    return new Stated(0.375, 1_000_000, ofStore, by);
  }

  @Test
  void a_chance_is_told_with_what_it_is_worth_and_where_it_comes_from() {
    var opened = of(one("1001", VALUE, chance(By.OPENED, true)));
    assertThat(opened.chance(row(VALUE))).isEqualTo("38 % · 901 CNY");
    assertThat(opened.why(row(VALUE), NOW))
        .isEqualTo(
            "Of buyers like this one 38 % gave the data in time. Messages that reached him: 2; he"
                + " opened the last one 1 h 05 min ago. Reminders still planned: 1. Past cases like"
                + " it in this store: 1000000.");
    assertThat(of(one("1001", VALUE, chance(By.UNREAD, false))).why(row(VALUE), NOW))
        .contains("the last one has been unread for 3 h 05 min", "in all stores: 1000000");
    assertThat(of(one("1001", VALUE, chance(By.SILENCE, true))).why(row(VALUE), NOW))
        .contains("silent for 3 h 05 min");
  }

  @Test
  void where_no_chance_is_stated_it_is_said_why() {
    var unknown = of(one("1001", null, new Chance.Unknown(7)));
    assertThat(unknown.chance(row(null))).isEqualTo("? · unknown");
    assertThat(unknown.why(row(null), NOW)).contains("7 past cases", "30 are needed");
    assertThat(of(one("1001", VALUE, new Chance.Over())).why(row(VALUE), NOW))
        .contains("deadline has passed");
    assertThat(of().why(row(VALUE), NOW)).contains("is new");
  }

  @ParameterizedTest
  @EnumSource
  void a_store_is_told_of_in_every_language(Language language) {
    var one = one("1001", VALUE, chance(By.SILENCE, true));
    assertThat(of(language, one, one("1002", null, new Chance.Over())).store("1001"))
        .contains("1", "0–1", "563 CNY");
    assertThat(of(language, one("1001", null, chance(By.SILENCE, true))).store("1001"))
        .contains("0–1")
        .doesNotContain("CNY");
    var apart = of(language, one, one("1001", null, new Chance.Unknown(1)));
    assertThat(apart.store("1001"))
        .contains("0–1", "563 CNY")
        .endsWith(language == Language.ZH ? "1 个" : ": 1");
    assertThat(of(language, one("1001", VALUE, new Chance.Unknown(1))).store("1001"))
        .contains("1")
        .doesNotContain("CNY");
    assertThat(of(language).store("1001")).isNotBlank().doesNotContain("0");
    assertThat(of(language).order(200, 431)).contains("200", "431", "2026-11-02 12:34");
    assertThat(of(language).order(5, 5)).contains("5", "2026-11-02 12:34");
  }
}
