package io.orderwatch.notification.reminder;

import static io.orderwatch.notification.reminder.Given.DEADLINE;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.due;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Effect;
import java.util.HashMap;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingSpec {

  @Test
  void the_deadline_is_told_in_moscow_time() {
    assertThat(Wording.moscow(DEADLINE.at())).isEqualTo("24.11 в 15:30 (МСК)");
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,2", "1,3", "2,1", "2,2", "2,3"})
  void every_text_says_where_until_when_and_what_else_happens(int round, int step) {
    var text = Wording.text(round, due(step));
    assertThat(text)
        .contains("паспортные данные получателя")
        .contains("в личном кабинете на Ozon: Заказы → " + ORDER)
        .contains("24.11 в 15:30 (МСК)")
        .contains("24 часа")
        .contains("автоматически")
        .contains("оформить заново, и он приедет позже")
        .containsAnyOf("чат,", "чат ", "чате ")
        .hasSizeLessThanOrEqualTo(1000);
  }

  @Test
  void the_tone_grows_from_friendly_to_urgent() {
    assertThat(Wording.text(1, due(1))).contains("Спасибо за заказ");
    assertThat(Wording.text(1, due(2))).contains("напоминание 2 из 3");
    assertThat(Wording.text(1, due(3))).contains("Времени почти не осталось");
  }

  @Test
  void no_two_steps_of_any_ladder_and_round_can_be_taken_for_each_other() {
    var seen = new HashMap<String, String>();
    for (var round = 1; round <= 3; round++) {
      for (var steps = 1; steps <= 6; steps++) {
        for (var step = 1; step <= steps; step++) {
          var name = "round " + round + ", step " + step;
          var bare = Wording.text(round, due(step, steps)).replaceAll("[^\\p{L}\\d]", "");
          assertThat(seen.getOrDefault(bare, name)).isEqualTo(name);
          seen.put(bare, name);
        }
      }
    }
  }

  @Test
  void a_text_names_the_postings_it_stands_for_and_is_no_others() {
    var numbers =
        IntStream.rangeClosed(1, 60).mapToObj(n -> new PostingNumber(ORDER + "-" + n)).toList();
    var texts = new HashSet<String>();
    for (var n = 1; n <= numbers.size(); n++) {
      for (var step = 1; step <= 3; step++) {
        var text = Wording.text(2, step, 3, ORDER, numbers.subList(0, n), DEADLINE.at());
        assertThat(ChatRules.broken(text, ORDER)).isEmpty();
        assertThat(text).contains(ORDER + "-1");
        assertThat(texts.add(text.replaceAll("[^\\p{L}\\d]", ""))).isTrue();
      }
    }
    assertThat(Wording.text(1, due(1))).contains("(отправление 0132112277-0102-1)");
    assertThat(Wording.text(1, 1, 3, ORDER, numbers.subList(0, 2), DEADLINE.at()))
        .contains("(отправления 0132112277-0102-1, 0132112277-0102-2)");
  }

  @Test
  void a_posting_whose_number_is_not_the_orders_is_no_phone() {
    var alien =
        new PassportEvent.ReminderDue(PostingRef.of("1001", "89123456789"), ORDER, 1, 3, DEADLINE);
    assertThat(Reminder.on(new Reminder.Unknown(), alien, Given.AT).effects())
        .hasSize(1)
        .allMatch(Effect.CallOut.class::isInstance);
  }

  @Test
  void a_text_is_recognised_through_markdown_and_other_spaces() {
    var text = Wording.text(1, due(1));
    var given = text.replace(".", "\\.").replace("-", "\\-").replace(" ", "\u00a0") + "\n";
    assertThat(Wording.same(text, given)).isTrue();
    assertThat(Wording.same(text, Wording.text(1, due(2)))).isFalse();
  }
}
