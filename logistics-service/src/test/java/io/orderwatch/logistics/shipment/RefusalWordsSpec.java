package io.orderwatch.logistics.shipment;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.cancelling.CancellingGoods;
import io.orderwatch.logistics.disputing.OpeningDispute;
import io.orderwatch.logistics.disputing.ResumingDelivery;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.reporting.ReportingProgress;
import io.orderwatch.logistics.request.AnsweringRequest;
import io.orderwatch.logistics.returning.ActingOnReturn;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
import io.orderwatch.logistics.ticket.Appealing;
import io.orderwatch.logistics.ticket.ReportingStuck;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.logistics.wording.Language;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read of a command, in each of their languages. */
class RefusalWordsSpec {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  /** A letter that the language has and the other two lack. */
  private static Pattern letter(Language language) {
    return Pattern.compile(
        language.of("[a-z]", "\\p{IsCyrillic}", "\\p{IsHan}"), Pattern.CASE_INSENSITIVE);
  }

  private static void written(Language language, String text) {
    assertThat(text).containsPattern(letter(language)).doesNotContain("  ", "..", "。。");
    assertThat(text).endsWith(language.of(".", ".", "。"));
    if (language != Language.RU) {
      assertThat(text).doesNotContainPattern(letter(Language.RU));
    }
    if (language != Language.ZH) {
      assertThat(text).doesNotContainPattern(letter(Language.ZH));
    }
  }

  @ParameterizedTest
  @EnumSource
  void every_refusal_is_explained_in_every_language(Refusal refusal) {
    for (var language : Language.values()) {
      written(language, refusal.explanation(language));
      assertThat(Refusal.explain(refusal.code(), language))
          .isEqualTo(refusal.explanation(language));
      assertThat(refusal.alternative(language).isEmpty())
          .as("an alternative in all languages or in none")
          .isEqualTo(refusal.alternative(Language.EN).isEmpty());
      if (!refusal.alternative(language).isEmpty()) {
        written(language, refusal.alternative(language));
        assertThat(refusal.explanation(language)).endsWith(refusal.alternative(language));
      }
    }
    assertThat(refusal.explanation()).isEqualTo(refusal.explanation(Language.EN));
  }

  @ParameterizedTest
  @EnumSource
  void no_two_refusals_say_the_same(Language language) {
    var seen = new HashSet<String>();
    for (var refusal : Refusal.values()) {
      assertThat(seen.add(refusal.explanation(language))).as(refusal.code()).isTrue();
    }
  }

  @Test
  void a_refusal_of_ozons_keeps_its_word() {
    assertThat(Refusal.explain("ozon-wrong-status", Language.EN))
        .isEqualTo("Ozon refused it: wrong status.");
    for (var language : Language.values()) {
      written(language, Refusal.explain("ozon-wrong-status", language));
      assertThat(Refusal.explain("ozon-wrong-status", language)).contains("wrong status");
    }
  }

  static Stream<Action> actions() {
    return Stream.of(
        new Cancelling(402, ""),
        new CancellingGoods(402, List.of(), ""),
        new ChangingTracking("RB123456785CN", "r"),
        new ExtendingDelivery(NOON, NOON.plusSeconds(60), "r"),
        new SettingShipmentDate(NOON, "r"),
        new ReportingProgress("sent"),
        new Appealing("r"),
        new ReportingStuck("r"),
        new OpeningDispute("r"),
        new ResumingDelivery("r"),
        new AnsweringRequest(1, true),
        new AnsweringRequest(1, false),
        new ActingOnReturn(1, -1, 1, null, null),
        new ActingOnReturn(1, 1020, null, null, null));
  }

  @ParameterizedTest
  @MethodSource("actions")
  void every_action_says_what_follows_in_every_language(Action action) {
    for (var language : Language.values()) {
      written(language, action.consequence(language));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "zh-CN,zh;q=0.9,en;q=0.8 | ZH",
        "ru | RU",
        "de,ru;q=0.3,zh;q=0.7 | ZH",
        "ru;q=0,zh;q=0.1 | ZH",
        "de | EN",
        "* | EN",
        "zh-Hant-TW | ZH",
        "'' | EN",
        ";;q=x, | EN",
      })
  void the_most_wanted_language_is_spoken(String header, Language spoken) {
    assertThat(Language.wanted(header)).isEqualTo(spoken);
  }
}
