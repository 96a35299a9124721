package io.orderwatch.notification.linter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinterSpec {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LANGUAGE       | Please wait, the parcel is on its way to you
          LANGUAGE       | 您好，包裹已经发出
          MIXED_SCRIPTS  | Зaполните анкету в кабинете
          LINK           | Инструкция: https://example.org/a
          LINK           | Подробности на моймагазин.рф
          LINK           | Зайдите на ozon-passport.ru
          LINK           | Зайдите на goodshop точка ком
          LINK           | Отсканируйте QR-код на карточке
          EMAIL          | Наш адрес: shop@example.org
          EMAIL          | Наш адрес: shop собака mail ru
          PHONE          | Позвоните: +7 (912) 345-67-89
          PHONE          | Наш номер 8 912 345 67 89
          PHONE          | Наш номер восемь девятьсот двенадцать триста сорок пять шестьдесят семь восемьдесят девять
          MESSENGER      | Мы есть в WhatsApp
          MESSENGER      | Ищите нас в Телеграм
          MESSENGER      | Ищите нас в Т е л е г р а м
          MESSENGER      | Наш ник @good_shop
          CANCEL_REQUEST | Отмените, пожалуйста, заказ
          CANCEL_REQUEST | О т м е н и т е заказ
          CANCEL_REQUEST | Просим вас отменить заказ
          CANCEL_REQUEST | Пожалуйста, оформите возврат
          DATA_REQUEST   | Пришлите фото паспорта
          DATA_REQUEST   | Пришлите, пожалуйста. Фото паспорта, первая страница
          DATA_REQUEST   | Напишите данные получателя сюда
          DATA_REQUEST   | Сообщите серию и номер
          DATA_REQUEST   | Укажите ИНН в ответном сообщении
          DATA_REQUEST   | Пришлите паспорт, кабинет не работает
          PAYMENT        | Переведите доплату на карту
          CAPITALS       | СРОЧНО заполните анкету в кабинете
          DECORATION     | Ждём вас!!!
          DECORATION     | Спасибо 😊
          BRAND          | Чехол с принтом Telegram
          """)
  void a_planted_text_is_caught_and_its_rule_named(Rule rule, String text) {
    assertThat(Linter.findings(text)).extracting(Finding::rule).contains(rule);
    assertThat(Linter.refused(text).contains(rule)).isEqualTo(rule.level() == Rule.Level.REFUSE);
  }

  @Test
  void every_rule_has_its_planted_offender() throws NoSuchMethodException {
    var planted =
        getClass()
            .getDeclaredMethod(
                "a_planted_text_is_caught_and_its_rule_named", Rule.class, String.class)
            .getAnnotation(CsvSource.class)
            .textBlock();
    assertThat(EnumSet.complementOf(EnumSet.of(Rule.LENGTH)))
        .allMatch(rule -> planted.contains(rule.name()));
  }

  @Test
  void nothing_and_too_much_are_both_no_message() {
    assertThat(Linter.refused(" ")).containsExactly(Rule.LENGTH);
    assertThat(Linter.refused("")).containsExactly(Rule.LENGTH);
    assertThat(Linter.refused("\u200b\u2800\u00ad")).containsExactly(Rule.LENGTH);
    assertThat(Linter.refused("да ".repeat(334))).containsExactly(Rule.LENGTH);
    assertThat(Linter.refused("да ".repeat(333))).isEmpty();
  }

  @Test
  void a_finding_says_where_it_is_in_the_text_that_was_given() {
    var text = "Спаси\u00adбо! Пишите в ват\u200bсап, поможем.";
    var found = Linter.findings(text).getFirst();
    assertThat(text.substring(found.offset(), found.offset() + found.length()))
        .isEqualTo("ват\u200bсап");
  }

  @Test
  void only_the_order_that_was_named_is_no_phone() {
    assertThat(Linter.refused("Заказ 89123456789-01", "89123456789-01")).isEmpty();
    assertThat(Linter.refused("Наш номер 89123456789")).containsExactly(Rule.PHONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"breaks-rules.txt", "harmless.txt"})
  void our_own_lists_are_told_apart(String name) {
    var refused = name.startsWith("breaks");
    assertThat(Lists.own(name))
        .isNotEmpty()
        .filteredOn(
            text -> (refused ? Linter.findings(text).isEmpty() : !Linter.refused(text).isEmpty()))
        .isEmpty();
  }

  private static final List<String> HOSTILE =
      List.of(
          "1",
          "8 9",
          "а",
          "а ",
          "паспорт ",
          "пришлите ",
          "не ",
          ".",
          "a.",
          "@",
          "a@",
          "(",
          "[.]",
          " точка ",
          "точка ру ",
          "О",
          "о т ",
          "-",
          "1-",
          "\u0301",
          "е\u0301\u0301",
          "\u200b",
          "\u2800",
          "ﷺ",
          "😊",
          "\ud83d",
          "\udc00",
          "восемь ",
          "девятьсот ",
          "取消",
          "!",
          "! ",
          "\n",
          "|",
          "*",
          "а*",
          "ё",
          "İ",
          "ß",
          "ﬃ",
          "①",
          "٣",
          "₽",
          "t me ",
          "www",
          "://",
          "ozon.",
          "ozon.ru",
          "\0",
          "СРО",
          "номер ",
          "карт ");

  /** Any text comes to an end with findings inside it. */
  @Test
  void no_text_breaks_the_linter() {
    var random = new Random(20261125);
    for (var n = 0; n < 1500; n++) {
      var text =
          random
              .ints(1 + random.nextInt(60), 0, HOSTILE.size())
              .mapToObj(i -> HOSTILE.get(i).repeat(1 + (i * 7) % 3))
              .collect(Collectors.joining());
      for (var finding : Linter.findings(text, "0132112277-0102")) {
        assertThat(finding.offset()).isBetween(0, text.length());
        assertThat(finding.offset() + finding.length()).isBetween(finding.offset(), text.length());
      }
    }
  }

  /** 1,000 characters take less than a millisecond, and four times as much no more than that. */
  private static final long MILLISECOND = 1_000_000;

  /** Tests run without the optimising compiler (-XX:TieredStopAtLevel=1) and beside others. */
  private static final long SLOWER = 3;

  @Test
  void no_text_takes_long() {
    var texts = HOSTILE.stream().map(each -> each.repeat(1000 / each.length())).toList();
    for (var round = 0; round < 10; round++) {
      texts.forEach(Linter::findings);
    }
    for (var text : texts) {
      assertThat(fastest(text)).as(text.substring(0, 10)).isLessThan(MILLISECOND * SLOWER);
    }
    assertThat(Linter.findings("8".repeat(2000))).isNotEmpty();
    assertThat(Linter.findings("8 ".repeat(200_000))).isNotEmpty();
  }

  /** Nanoseconds; the least of many, for the machine does other things too. */
  private static long fastest(String text) {
    var least = Long.MAX_VALUE;
    for (var i = 0; i < 500 && least >= MILLISECOND; i++) {
      var before = System.nanoTime();
      var found = Linter.findings(text);
      least = Math.min(least, System.nanoTime() - before);
      assertThat(found).isNotNull();
    }
    return least;
  }
}
