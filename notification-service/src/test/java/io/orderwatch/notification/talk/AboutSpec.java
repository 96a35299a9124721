package io.orderwatch.notification.talk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AboutSpec {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Здравствуйте! А зачем вам мои паспортные данные?|ASKS_WHY",
        "Для чего нужен паспорт? Это не мошенники?|ASKS_WHY",
        "Это безопасно?|ASKS_WHY",
        "Why do you need my passport?|ASKS_WHY",
        "为什么要护照|ASKS_WHY",
        "Всё уже заполнила, проверьте, пожалуйста.|SAYS_DONE",
        "Я ввёл данные вчера вечером|SAYS_DONE",
        "Готово!|SAYS_DONE",
        "done, thanks|SAYS_DONE",
        "我已经填好了|SAYS_DONE",
        "Не буду ничего заполнять, отмените заказ.|REFUSES",
        "Почему я должен? Не хочу.|REFUSES",
        "Отказываюсь|REFUSES",
        "I won't give it. Cancel the order|REFUSES",
        "取消订单|REFUSES",
        "Не отменяйте заказ, я всё указала|SAYS_DONE",
        "Не отменяйте, пожалуйста|OTHER",
        "Ещё не заполнил, вечером|OTHER",
        "Здравствуйте, хорошо, заполню вечером. Спасибо!|OTHER",
        "Здравствуйте! Мой паспорт 4510 123456, выдан в 2010 году.|OTHER",
        "Когда приедет?|OTHER",
        "' '|NO_TEXT",
      })
  void an_answer_is_about_what_its_words_say(String text, About about) {
    assertThat(About.of(text)).isEqualTo(about);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Добрый день, внесите, пожалуйста, паспортные данные в заказе|true",
        "Заполните данные для таможни|true",
        "Please add your passport data|true",
        "请填写护照信息|true",
        "Добрый день! Чехол синий, как на фото.|false",
      })
  void the_sellers_own_words_ask_for_the_data_or_not(String text, boolean asks) {
    assertThat(OwnWords.askForData(text)).isEqualTo(asks);
  }

  @Test
  void every_class_has_a_word_of_its_own() {
    assertThat(new HashSet<>(Arrays.stream(About.values()).map(About::word).toList()))
        .hasSize(About.values().length)
        .contains("asks-why", "says-done", "refuses", "other", "no-text", "unread");
  }
}
