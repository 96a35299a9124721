package io.orderwatch.notification.task;

import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.DEADLINE;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.REF;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.orderwatch.notification.people.Language;
import io.orderwatch.notification.reminder.Obstacle;
import io.orderwatch.notification.reminder.Step;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.reminder.Step.Skipping;
import io.orderwatch.notification.task.Task.State;
import io.orderwatch.notification.task.Task.TooLate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
    return Task.of(REF, step, DUE).orElseThrow();
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
    assertThat(Task.of(REF, step, DUE)).isEmpty();
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
  @ValueSource(strings = {"", "1001.1-1.1", "shop.1-1.1.1", "1001.1 1.1.1", "1001.1-1.1.9999999"})
  void what_is_no_id_is_none(String text) {
    assertThat(text).doesNotMatch(Task.Id.PATTERN);
    assertThatIllegalArgumentException().isThrownBy(() -> Task.Id.parse(text));
  }
}
