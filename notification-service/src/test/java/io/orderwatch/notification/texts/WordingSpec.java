package io.orderwatch.notification.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.notification.linter.Linter;
import io.orderwatch.notification.texts.edge.TextFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WordingSpec {

  private static final Texts TEXTS = TextFiles.shipped();
  private static final StoreId STORE = new StoreId("1001");
  private static final String ORDER = "0132112277-0102";
  private static final Instant DEADLINE = Instant.parse("2026-11-24T13:00:00Z");
  private static final Instant AT = Instant.parse("2026-11-23T13:00:00Z");

  private static Occasion occasion(String order, int postings, int round, int step, int steps) {
    var numbers =
        IntStream.rangeClosed(1, postings)
            .mapToObj(n -> new PostingNumber(ORDER + "-" + n))
            .toList();
    return new Occasion(STORE, order, numbers, DEADLINE, AT, round, step, steps, "RB123456789CN");
  }

  private static String ladder(int postings, int round, int step, int steps) {
    return Wording.ofLadder(TEXTS, occasion(ORDER, postings, round, step, steps));
  }

  @ParameterizedTest
  @EnumSource
  void no_text_breaks_a_rule_or_grows_too_long(Situation situation) {
    for (var order : List.of(ORDER, "")) {
      for (var round = 1; round <= 4; round++) {
        for (var step = 1; step <= 3; step++) {
          var occasion =
              occasion(order, situation == Situation.SEVERAL_POSTINGS ? 9 : 1, round, step, 3);
          var text = Wording.text(TEXTS, situation, occasion);
          assertThat(Linter.findings(text, Wording.named(occasion))).as(text).isEmpty();
          assertThat(text).hasSizeLessThan(510).doesNotContain("  ", " .", " ,", "{", "00:00");
        }
      }
    }
  }

  /** One order in ten thousand ends like the name of a shop. */
  @Test
  void no_number_that_an_order_may_have_breaks_a_rule() {
    for (var n = 0; n < 10_000; n++) {
      var order = "%09d-%04d".formatted(n * 98_717 % 1_000_000_007, n);
      var occasion = new Occasion(STORE, order, postings(order), DEADLINE, AT, 1, 1, 3, "");
      var text = Wording.ofLadder(TEXTS, occasion);
      assertThat(text).contains(order);
      assertThat(Linter.findings(text, Wording.named(occasion))).as(text).isEmpty();
    }
    for (var situation : Situation.values()) {
      var order = "277751138-1688";
      var occasion = new Occasion(STORE, order, postings(order), DEADLINE, AT, 1, 1, 3, "1688");
      var text = Wording.text(TEXTS, situation, occasion);
      assertThat(Linter.findings(text, Wording.named(occasion))).as(text).isEmpty();
    }
  }

  private static List<PostingNumber> postings(String order) {
    return List.of(new PostingNumber(order + "-1"), new PostingNumber("1688-" + order));
  }

  @ParameterizedTest
  @EnumSource
  void each_text_is_there_in_every_language_with_the_same_values(Situation situation) {
    for (var language : Language.values()) {
      var template = TEXTS.shipped(language, situation);
      assertThat(template.mistakes()).isEmpty();
      var text = Wording.translated(TEXTS, language, situation, occasion(ORDER, 2, 3, 2, 3));
      assertThat(text).doesNotContain("{").isNotBlank();
      assertThat(text.contains(ORDER))
          .isEqualTo(TEXTS.shipped(Language.RU, situation).text().contains("{order}"));
    }
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,3", "2,1", "2,2", "2,3", "3,1"})
  void every_step_says_where_until_when_and_what_else_happens(int round, int step) {
    assertThat(ladder(1, round, step, 3))
        .contains("паспортные данные получателя")
        .contains("приложение или личный кабинет Ozon → «Заказы» → этот заказ")
        .contains("до 15:30 24 ноября по московскому времени")
        .contains("24 часа")
        .contains("автоматически", "оформить", "заново", "посылка придёт позже", "чат")
        .doesNotContain("Времени почти не осталось", "прямо сейчас", "запрос №", " из 3");
  }

  @Test
  void each_step_has_its_situation() {
    assertThat(occasion(ORDER, 1, 1, 1, 3).ofLadder()).isEqualTo(Situation.FIRST);
    assertThat(occasion(ORDER, 1, 1, 1, 1).ofLadder()).isEqualTo(Situation.FIRST);
    assertThat(occasion(ORDER, 1, 1, 2, 3).ofLadder()).isEqualTo(Situation.MIDDLE);
    assertThat(occasion(ORDER, 1, 1, 3, 3).ofLadder()).isEqualTo(Situation.LAST);
    assertThat(occasion(ORDER, 1, 2, 1, 3).ofLadder()).isEqualTo(Situation.ASKED_AGAIN);
    assertThat(occasion(ORDER, 2, 1, 3, 3).ofLadder()).isEqualTo(Situation.SEVERAL_POSTINGS);
    assertThat(ladder(1, 1, 2, 3)).contains("(напоминание № 2)");
    assertThat(ladder(1, 1, 3, 3)).contains("Это последнее напоминание (№ 3).");
    assertThat(ladder(1, 2, 1, 3)).contains("Ozon ещё раз просит");
    assertThat(ladder(1, 3, 1, 3)).contains("ещё раз (уже в 3-й)");
    assertThat(ladder(2, 1, 1, 3)).contains("нашего магазина (2)", "получателя.");
    assertThat(ladder(2, 1, 3, 3)).contains("получателя (последнее напоминание № 3).");
  }

  @Test
  void an_order_without_a_number_is_named_by_its_posting() {
    assertThat(Wording.ofLadder(TEXTS, occasion("", 1, 1, 1, 3)))
        .contains("Спасибо за заказ (посылка 0132112277-0102-1).");
    assertThat(Wording.ofLadder(TEXTS, occasion("", 2, 1, 1, 3)))
        .contains("В заказе несколько посылок");
  }

  @Test
  void what_is_no_number_gets_into_no_text() {
    assertThat(Wording.ofLadder(TEXTS, occasion("goodshop.ru", 1, 1, 1, 3)))
        .doesNotContain("goodshop");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T21:30:00Z, 23:59 24 ноября",
    "2026-11-24T21:31:00Z, 00:01 25 ноября",
    "2026-03-01T00:10:59Z, 02:40 1 марта",
    "2026-05-31T12:30:00Z, 15:00 31 мая"
  })
  void the_time_is_before_the_deadline_in_moscow_and_never_midnight(
      Instant deadline, String shown) {
    var until = Wording.until(deadline, deadline.minus(Duration.ofHours(6)));
    assertThat(Wording.moscow(TEXTS, Language.RU, until))
        .isEqualTo(shown + " по московскому времени");
  }

  @Test
  void near_the_deadline_the_time_is_the_deadline_and_never_past() {
    for (var minutes = 1; minutes < 120; minutes++) {
      var at = DEADLINE.minus(Duration.ofMinutes(minutes));
      assertThat(Wording.until(DEADLINE, at)).isAfter(at).isBeforeOrEqualTo(DEADLINE);
    }
  }

  @Test
  void the_translations_have_forms_of_their_own() {
    var occasion = occasion(ORDER, 1, 1, 1, 3);
    assertThat(Wording.translated(TEXTS, Language.EN, Situation.FIRST, occasion))
        .contains("15:30 on 24 November, Moscow time");
    assertThat(Wording.translated(TEXTS, Language.ZH, Situation.FIRST, occasion))
        .contains("11月24日15:30（莫斯科时间）");
  }

  @Test
  void no_two_steps_of_any_ladder_and_round_can_be_taken_for_each_other() {
    var seen = new HashMap<String, String>();
    for (var postings : List.of(1, 2, 3)) {
      for (var round = 1; round <= 4; round++) {
        for (var steps = 1; steps <= 6; steps++) {
          for (var step = 1; step <= steps; step++) {
            var name = postings + " postings, round " + round + ", step " + step;
            var bare = ladder(postings, round, step, steps).replaceAll("[^\\p{L}\\d]", "");
            assertThat(seen.getOrDefault(bare, name)).isEqualTo(name);
            seen.put(bare, name);
          }
        }
      }
    }
  }

  @Test
  void a_text_is_recognised_through_markdown_and_other_spaces() {
    var text = ladder(1, 1, 1, 3);
    var given = text.replace(".", "\\.").replace("-", "\\-").replace(" ", "\u00a0") + "\n";
    assertThat(Wording.same(text, given)).isTrue();
    assertThat(Wording.same(text, ladder(1, 1, 2, 3))).isFalse();
  }

  @Test
  void a_stores_own_text_is_sent_unless_its_values_make_it_one_that_may_not_be() {
    var own =
        new Template(Situation.FIRST, "Здравствуйте! Заказ {order} ждёт вас до {until}: {where}.");
    var texts = TEXTS.with(Map.of(STORE, Map.of(Situation.FIRST, own)));
    assertThat(Wording.ofLadder(texts, occasion(ORDER, 1, 1, 1, 3)))
        .startsWith("Здравствуйте! Заказ № 0132112277-0102 ждёт вас до 15:30 24 ноября");
    var planted = new Template(Situation.FIRST, own.text() + " Пишите в WhatsApp.");
    var bad = TEXTS.with(Map.of(STORE, Map.of(Situation.FIRST, planted)));
    assertThat(Wording.ofLadder(bad, occasion(ORDER, 1, 1, 1, 3))).isEqualTo(ladder(1, 1, 1, 3));
  }
}
