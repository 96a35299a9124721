package io.orderwatch.notification.digest;

import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.DEADLINE;
import static io.orderwatch.notification.reminder.Given.ESCALATED;
import static io.orderwatch.notification.reminder.Given.EXPIRED;
import static io.orderwatch.notification.reminder.Given.LOST;
import static io.orderwatch.notification.reminder.Given.MISSING;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.REF;
import static io.orderwatch.notification.reminder.Given.SPLIT;
import static io.orderwatch.notification.reminder.Given.SUPPLIED;
import static io.orderwatch.notification.reminder.Given.due;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.notification.digest.Owing.Called;
import io.orderwatch.notification.digest.Owing.End;
import io.orderwatch.notification.digest.Owing.Ended;
import io.orderwatch.notification.digest.Owing.Owes;
import io.orderwatch.notification.digest.Owing.Unknown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state × every event. */
public class OwingSpec {

  private static final Owing OWES = new Owes(ORDER, AT, DEADLINE.at());
  private static final Map<PassportEvent, End> ENDS =
      Map.of(SUPPLIED, End.SUPPLIED, LOST, End.LOST, EXPIRED, End.EXPIRED, SPLIT, End.SPLIT);
  private static final List<PassportEvent> EVENTS =
      List.of(MISSING, due(1), SUPPLIED, LOST, EXPIRED, SPLIT, ESCALATED, escalated("unread"));

  private static final Owing CALLED = new Owes(ORDER, AT, DEADLINE.at(), new Called(AT, null));

  private static PassportEvent.Escalated escalated(String reason) {
    return new PassportEvent.Escalated(REF, ORDER, reason, DEADLINE);
  }

  private static Owing ended(End end) {
    return new Ended(ORDER, AT, DEADLINE.at(), end, AT);
  }

  public static List<Owing> states() {
    var states = new ArrayList<Owing>(List.of(new Unknown(), OWES));
    states.add(CALLED);
    Arrays.stream(End.values()).map(OwingSpec::ended).forEach(states::add);
    return states;
  }

  static Stream<Arguments> every_state_and_event() {
    return states().stream()
        .flatMap(state -> EVENTS.stream().map(event -> Arguments.of(state, event)));
  }

  /** What becomes of a state; written anew, as a table. */
  private static Owing expected(Owing state, PassportEvent event) {
    var asks = event == MISSING || event.equals(due(1));
    var end = ENDS.get(event);
    if (state instanceof Unknown) {
      return asks ? OWES : state;
    }
    if (state instanceof Owes) {
      return event.equals(escalated("unread")) ? CALLED : end == null ? state : ended(end);
    }
    if (state.equals(ended(End.SUPPLIED))) {
      return event == MISSING ? OWES : state;
    }
    if (state.equals(ended(End.EXPIRED))) {
      return end == End.LOST || end == End.SUPPLIED ? ended(end) : state;
    }
    return state;
  }

  @ParameterizedTest
  @MethodSource("every_state_and_event")
  void each_event_makes_of_each_state_what_the_table_says(Owing state, PassportEvent event) {
    var decision = Owing.on(state, event, AT);
    assertThat(decision.next()).isEqualTo(expected(state, event));
    assertThat(decision.effects()).isEmpty();
  }

  @Test
  void people_are_called_of_what_is_neither_a_task_nor_a_buyer_that_was_not_reached() {
    for (var cause : PassportEvent.Cause.values()) {
      var called = Owing.on(OWES, escalated(cause.word()), AT).next();
      assertThat(called)
          .as(cause.word())
          .isEqualTo(
              switch (cause) {
                case UNREAD -> CALLED;
                case MESSAGE_FAILED -> new Owes(ORDER, AT, DEADLINE.at(), new Called(null, AT));
                case NOTHING_SENT, NOT_PERMITTED, CHAT_CLOSED, AWAITING_OPERATOR -> OWES;
              });
    }
    var both = Owing.on(CALLED, escalated("message-failed"), AT.plusSeconds(1)).next();
    assertThat(both)
        .isEqualTo(new Owes(ORDER, AT, DEADLINE.at(), new Called(AT, AT.plusSeconds(1))));
    assertThat(Owing.on(CALLED, escalated("of one day"), AT))
        .as("a word of another version's")
        .isEqualTo(Decision.stay(CALLED));
  }

  @Test
  void the_matrix_has_every_state_and_every_event() {
    assertThat(states().stream().map(Object::getClass).distinct())
        .containsExactlyInAnyOrder(Owing.class.getPermittedSubclasses());
    assertThat(EVENTS.stream().<Object>map(Object::getClass))
        .contains((Object[]) PassportEvent.class.getPermittedSubclasses());
  }
}
