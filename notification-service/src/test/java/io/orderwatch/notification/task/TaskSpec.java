package io.orderwatch.notification.task;

import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.DEADLINE;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.REF;
import static io.orderwatch.notification.reminder.Given.TEXTS;
import static io.orderwatch.notification.reminder.Given.due;
import static io.orderwatch.notification.reminder.Given.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderwatch.notification.notice.Notice;
import io.orderwatch.notification.notice.Notices;
import io.orderwatch.notification.people.Language;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.reminder.Step.Skipping;
import io.orderwatch.notification.task.Task.State;
import io.orderwatch.notification.task.Task.TooLate;
import io.orderwatch.notification.texts.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TaskSpec {

  private static final Instant DUE = DEADLINE.at().minus(Duration.ofMinutes(40));

  private static Task task(State state) {
    return task(state, Obstacle.CHAT_DISABLED);
  }

  private static Task task(State state, Obstacle why) {
    return switch (state) {
      case OPEN -> task(new Fate.AwaitingOperator(why.word()), why, null);
      case SENT -> task(new Fate.Sent(""), why, new Step.Said("li", AT, null));
      case SKIPPED ->
          task(new Fate.Suppressed("why"), why, new Step.Said("li", AT, Skipping.BUYER_DECLINED));
      case MOOT -> task(new Fate.Suppressed("passport data was supplied"), why, null);
    };
  }

  private static Task task(Fate fate, Obstacle why, Step.@Nullable Said said) {
    var hand = new Step.ByHand(AT, why.word(), Optional.ofNullable(said));
    var step = new Step(1, 2, ORDER, DEADLINE.at(), "text", AT, AT, fate, Optional.of(hand));
    return Task.of(REF, step, DUE, TEXTS).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void every_end_of_a_step_that_awaited_a_person_is_a_state(State state) {
    assertThat(task(state).state()).isEqualTo(state);
    assertThat(task(state).late(DUE)).isEqualTo(state == State.OPEN);
    assertThat(task(state).late(DUE.minusMillis(1))).isFalse();
  }

  @Test
  void a_step_that_never_awaited_anybody_is_no_task() {
    var step = new Step(1, 2, ORDER, DEADLINE.at(), "text", AT, AT, new Fate.Sent("chat"));
    assertThat(Task.of(REF, step, DUE, TEXTS)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, PT-1S, ",
    "OPEN, PT0S, DEADLINE_PASSED",
    "SENT, PT0S, ",
    "SKIPPED, PT-1S, ALREADY_SKIPPED",
    "MOOT, PT-1S, NO_LONGER_NEEDED",
  })
  void what_is_sent_by_hand_counts_until_it_is_due(
      State state, Duration beyond, @Nullable TooLate against) {
    assertThat(task(state).againstSent(DUE.plus(beyond))).isEqualTo(Optional.ofNullable(against));
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN, NOT_POSSIBLE, ",
    "SENT, NOT_POSSIBLE, ALREADY_SENT",
    "SKIPPED, BUYER_DECLINED, ",
    "SKIPPED, NOT_POSSIBLE, ALREADY_SKIPPED",
    "MOOT, NOT_POSSIBLE, NO_LONGER_NEEDED",
  })
  void what_is_left_is_left_once(State state, Skipping why, @Nullable TooLate against) {
    assertThat(task(state).againstSkipping(why)).isEqualTo(Optional.ofNullable(against));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void who_may_have_been_answered_for_looks_first(Language language) {
    var sure = task(State.OPEN, Obstacle.CHAT_DISABLED).where(language);
    var unsure = task(State.OPEN, Obstacle.OUTCOME_UNKNOWN).where(language);
    assertThat(sure).contains(REF.posting().value()).doesNotContain("%");
    assertThat(unsure).startsWith(sure).hasSizeGreaterThan(sure.length());
  }

  @Test
  void an_id_comes_back_from_its_text() {
    var id = task(State.OPEN).id();
    assertThat(id).hasToString("1001.0132112277-0102-1.1.2");
    assertThat(Task.Id.parse(id.toString())).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1001.0132112277-0102-1.1.2",
        "1001.0132112277-0102-1.why.1",
        "1001.0132112277-0102-1.new-tracking-number.rb123456785cn.2"
      })
  void every_id_comes_back_from_its_text(String text) {
    assertThat(text).matches(Task.Id.PATTERN);
    assertThat(Task.Id.parse(text)).hasToString(text);
    assertThat(Task.Id.parse(text).ref()).isEqualTo(REF);
  }

  @ParameterizedTest
  @CsvSource({"1, FIRST", "2, MIDDLE", "3, LAST"})
  void a_step_says_what_it_is_about_in_every_language(int number, Situation situation) {
    var fate = new Fate.AwaitingOperator("chat-disabled");
    var words = text(1, due(number));
    var step = new Step(1, number, ORDER, DEADLINE.at(), words, AT, AT, fate);
    var task = Task.of(REF, step, DUE, TEXTS).orElseThrow();
    assertThat(task.situation()).isEqualTo(situation);
    assertThat(task.id().kind()).isEqualTo("reminder");
    assertThat(task.text()).isEqualTo(words);
    assertThat(task.texts())
        .containsOnlyKeys(io.orderwatch.notification.texts.Language.values())
        .containsEntry(io.orderwatch.notification.texts.Language.RU, words)
        .allSatisfy((_, each) -> assertThat(each).contains(ORDER));
  }

  private static Notice notice(Fate fate, Optional<Step.Said> said) {
    var asked = new Notices.Asked(REF, ORDER, Situation.DELIVERY_PERIOD, "", null, "li");
    return new Notice(
        Situation.DELIVERY_PERIOD,
        1,
        ORDER,
        "",
        null,
        DUE,
        Notices.text(asked, AT, TEXTS),
        "li",
        AT,
        AT,
        fate,
        Optional.of(new Step.ByHand(AT, "chat-disabled", said)));
  }

  static Stream<Arguments> notices() {
    return Stream.of(
        Arguments.of(State.OPEN, notice(new Fate.AwaitingOperator("x"), Optional.empty())),
        Arguments.of(
            State.SENT, notice(new Fate.Sent(""), Optional.of(new Step.Said("li", AT, null)))),
        Arguments.of(
            State.SKIPPED,
            notice(
                new Fate.Suppressed("x"),
                Optional.of(new Step.Said("li", AT, Skipping.BUYER_DECLINED)))),
        Arguments.of(State.MOOT, notice(new Fate.Suppressed("too late"), Optional.empty())));
  }

  @ParameterizedTest
  @MethodSource
  void notices(State state, Notice notice) {
    var task = Task.of(REF, notice, TEXTS).orElseThrow();
    assertThat(task.state()).isEqualTo(state);
    assertThat(task.id()).hasToString("1001.0132112277-0102-1.delivery-period.1");
    assertThat(task.id().kind()).isEqualTo("notice");
    assertThat(task.due()).isEqualTo(DUE);
    assertThat(task.situation()).isEqualTo(Situation.DELIVERY_PERIOD);
    assertThat(task.texts())
        .containsOnlyKeys(io.orderwatch.notification.texts.Language.values())
        .containsEntry(io.orderwatch.notification.texts.Language.RU, notice.text());
  }

  @Test
  void a_notice_that_never_awaited_anybody_is_no_task() {
    var sent = notice(new Fate.Sent("chat"), Optional.empty());
    var never =
        new Notice(
            sent.situation(),
            1,
            ORDER,
            "",
            null,
            DUE,
            sent.text(),
            "li",
            AT,
            AT,
            sent.fate(),
            Optional.empty());
    assertThat(Task.of(REF, never, TEXTS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1001.1-1.1",
        "shop.1-1.1.1",
        "1001.1 1.1.1",
        "1001.1-1.1.9999999",
        "1001.1-1.WHY.1"
      })
  void what_is_no_id_is_none(String text) {
    assertThat(text).doesNotMatch(Task.Id.PATTERN);
    assertThatIllegalArgumentException().isThrownBy(() -> Task.Id.parse(text));
  }
}
