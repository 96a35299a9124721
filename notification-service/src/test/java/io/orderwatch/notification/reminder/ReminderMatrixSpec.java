package io.orderwatch.notification.reminder;

import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.ESCALATED;
import static io.orderwatch.notification.reminder.Given.EXPIRED;
import static io.orderwatch.notification.reminder.Given.LOST;
import static io.orderwatch.notification.reminder.Given.MISSING;
import static io.orderwatch.notification.reminder.Given.REF;
import static io.orderwatch.notification.reminder.Given.SPLIT;
import static io.orderwatch.notification.reminder.Given.SUPPLIED;
import static io.orderwatch.notification.reminder.Given.due;
import static io.orderwatch.notification.reminder.Given.planned;
import static io.orderwatch.notification.reminder.Given.settled;
import static io.orderwatch.notification.reminder.Given.step;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.mailbox.Settled.Outcome;
import io.orderwatch.notification.reminder.Reminder.Closed;
import io.orderwatch.notification.reminder.Reminder.End;
import io.orderwatch.notification.reminder.Reminder.Open;
import io.orderwatch.notification.reminder.Reminder.Unknown;
import io.orderwatch.notification.reminder.Step.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state × every input. */
public class ReminderMatrixSpec {

  private static final List<Fate> FATES =
      List.of(
          new Fate.Planned(),
          new Fate.Sent("chat"),
          new Fate.Suppressed("why"),
          new Fate.Failed("why"),
          new Fate.AwaitingOperator("chat-disabled"));

  private static final List<Object> INPUTS =
      List.of(
          MISSING,
          due(1),
          due(3),
          SUPPLIED,
          LOST,
          EXPIRED,
          SPLIT,
          ESCALATED,
          settled(planned(1), new Outcome.Done(Map.of("chatId", "chat"))),
          settled(planned(1), new Outcome.Superseded("too late")),
          settled(planned(1), new Outcome.Refused("chat-disabled")),
          settled(planned(1), new Outcome.Refused("no word we know")),
          new Settled(Reminder.CALL, "step-99", new Outcome.Superseded("nobody's")),
          new Reminder.SentByHand(REF, 1, 1, AT, "li"),
          new Reminder.SentByHand(REF, 9, 9, AT, "li"),
          new Reminder.Skipped(REF, 1, 1, Step.Skipping.BUYER_DECLINED, "li"),
          new Reminder.OptedOut(REF),
          new Reminder.OptedIn(REF));

  public static List<Reminder> states() {
    var states = new ArrayList<Reminder>();
    states.add(new Unknown());
    for (var end : End.values()) {
      states.add(new Closed(0, List.of(), end));
    }
    for (var fate : FATES) {
      states.add(new Open(1, List.of(step(1, 1, fate))));
      states.add(new Open(2, List.of(step(1, 1, fate), step(2, 1, fate))));
      for (var end : End.values()) {
        states.add(new Closed(1, List.of(step(1, 1, fate)), end));
      }
    }
    return states;
  }

  static Stream<Arguments> every_state_and_input() {
    return states().stream()
        .flatMap(state -> INPUTS.stream().map(input -> Arguments.of(state, input)));
  }

  private static Decision<Reminder> on(Reminder state, Object input) {
    return switch (input) {
      case PassportEvent event -> Reminder.on(state, event, AT, Given.TEXTS);
      case Settled settled -> Reminder.on(state, REF, settled, AT);
      case Reminder.SentByHand said -> Reminder.on(state, said, AT);
      case Reminder.Skipped said -> Reminder.on(state, said, AT);
      case Reminder.OptedOut said -> Reminder.on(state, said, AT);
      case Reminder.OptedIn said -> Reminder.on(state, said);
      default -> throw new AssertionError(input);
    };
  }

  @ParameterizedTest
  @MethodSource("every_state_and_input")
  void twice_is_once(Reminder state, Object input) {
    var once = on(state, input);
    var twice = on(once.next(), input);
    assertThat(twice.effects()).isEmpty();
    assertThat(twice.next()).isEqualTo(once.next());
  }

  @ParameterizedTest
  @MethodSource("every_state_and_input")
  void what_has_ended_stays_as_it_ended(Reminder state, Object input) {
    var next = Reminder.steps(on(state, input).next());
    for (var step : Reminder.steps(state)) {
      switch (step.fate()) {
        case Fate.Sent _, Fate.Suppressed _, Fate.Failed _ -> assertThat(next).contains(step);
        case Fate.Planned _, Fate.AwaitingOperator _ ->
            assertThat(next).extracting(Step::id).contains(step.id());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("every_state_and_input")
  void a_cancelled_posting_is_never_written_to_again(Reminder state, Object input) {
    var lost = on(state, LOST).next();
    var after = on(lost, input);
    assertThat(after.next())
        .isInstanceOfSatisfying(Closed.class, c -> assertThat(c.end()).isIn(End.LOST, End.SPLIT));
    assertThat(after.effects()).noneMatch(io.orderwatch.mailbox.Effect.CallOut.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("every_state_and_input")
  void a_split_posting_is_never_written_about_again(Reminder state, Object input) {
    var after = on(on(state, SPLIT).next(), input);
    assertThat(after.next()).isInstanceOf(Closed.class);
    assertThat(after.effects()).noneMatch(io.orderwatch.mailbox.Effect.CallOut.class::isInstance);
  }

  @Test
  void the_matrix_has_every_state_and_every_event() {
    assertThat(states().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Reminder.class.getPermittedSubclasses());
    assertThat(FATES.stream().map(Object::getClass))
        .containsExactlyInAnyOrder(Fate.class.getPermittedSubclasses());
    assertThat(new HashSet<Object>(INPUTS.stream().map(Object::getClass).toList()))
        .containsAll(Arrays.asList(PassportEvent.class.getPermittedSubclasses()));
  }
}
