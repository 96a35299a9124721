package io.orderwatch.notification.reminder;

import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.due;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.notification.reminder.ChatRules.Rule;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRulesSpec {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void our_own_texts_break_no_rule(int round) {
    for (var step = 1; step <= 4; step++) {
      assertThat(ChatRules.broken(Wording.text(round, due(step, 4)), ORDER)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Укажите паспортные данные получателя в личном кабинете на Ozon: Заказы.",
        "Не присылайте паспорт в чат.",
        "Если данных не будет, Ozon отменит заказ автоматически.",
        "OZON ждёт до 24.11 в 15:30 (МСК).",
      })
  void what_is_allowed_passes(String text) {
    assertThat(ChatRules.broken(text, ORDER)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LINK           | Инструкция: https://example.org/a
          LINK           | Подробности на моймагазин.рф
          LINK           | Зайдите на ozon-passport.ru
          EMAIL          | Наш адрес: shop@example.org
          PHONE          | Позвоните: +7 (912) 345-67-89
          PHONE          | Наш номер 8 912 345 67 89
          MESSENGER      | Мы есть в WhatsApp
          MESSENGER      | Ищите нас в Телеграм
          MESSENGER      | Наш ник @good_shop
          CANCEL_REQUEST | Отмените, пожалуйста, заказ
          CANCEL_REQUEST | Просим вас отменить заказ
          CANCEL_REQUEST | Пожалуйста, оформите возврат
          DATA_REQUEST   | Пришлите фото паспорта
          DATA_REQUEST   | Напишите данные получателя сюда
          DATA_REQUEST   | Сообщите серию и номер
          DATA_REQUEST   | Укажите ИНН в ответном сообщении
          DATA_REQUEST   | Пришлите паспорт, кабинет не работает
          CAPITALS       | СРОЧНО заполните анкету в кабинете
          DECORATION     | Ждём вас!!!
          DECORATION     | Спасибо 😊
          DECORATION     | Важно ⚠️
          """)
  void a_planted_text_is_caught_and_its_rule_named(Rule rule, String text) {
    assertThat(ChatRules.broken(text, ORDER)).contains(rule);
  }

  @Test
  void nothing_and_too_much_are_both_no_message() {
    assertThat(ChatRules.broken(" ", ORDER)).containsExactly(Rule.LENGTH);
    assertThat(ChatRules.broken("д".repeat(1001), ORDER)).containsExactly(Rule.LENGTH);
    assertThat(ChatRules.broken("д".repeat(1000), ORDER)).isEmpty();
  }

  @Test
  void only_the_order_that_was_named_is_no_phone() {
    assertThat(ChatRules.broken("Заказ 89123456789-01", "89123456789-01")).isEmpty();
    assertThat(ChatRules.broken("Заказ 89123456789-01", ORDER)).containsExactly(Rule.PHONE);
  }

  @Test
  void every_rule_has_its_planted_offender() throws NoSuchMethodException {
    var planted =
        getClass()
            .getDeclaredMethod(
                "a_planted_text_is_caught_and_its_rule_named", Rule.class, String.class)
            .getAnnotation(CsvSource.class)
            .textBlock();
    assertThat(Arrays.stream(Rule.values()).filter(rule -> rule != Rule.LENGTH))
        .allMatch(rule -> planted.contains(rule.name()));
  }
}
