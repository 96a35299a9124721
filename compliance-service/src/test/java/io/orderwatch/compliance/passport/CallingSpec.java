package io.orderwatch.compliance.passport;

import static io.orderwatch.compliance.passport.PassportCaseSpec.DEADLINE;
import static io.orderwatch.compliance.passport.PassportCaseSpec.FILE;
import static io.orderwatch.compliance.passport.PassportCaseSpec.PAID;
import static io.orderwatch.compliance.passport.PassportCaseSpec.POLICY;
import static io.orderwatch.compliance.passport.PassportCaseSpec.REF;
import static io.orderwatch.compliance.passport.PassportCaseSpec.SEEN;
import static io.orderwatch.compliance.passport.PassportCaseSpec.WAITING;
import static io.orderwatch.compliance.passport.PassportCaseSpec.due;
import static io.orderwatch.compliance.passport.PassportCaseSpec.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent.Cause;
import io.orderwatch.contracts.PassportEvent.Escalated;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CallingSpec {

  private static final Duration HOUR = Duration.ofHours(1);

  /** The end is near two hours before it, and four hours unread are too long. */
  private static final PassportPolicy STRICT =
      new PassportPolicy(
          POLICY.window(),
          POLICY.ladder(),
          new Calling(HOUR.multipliedBy(2), HOUR.multipliedBy(4)),
          HoldOut.NONE);

  private static Instant at(double hours) {
    return PAID.plusSeconds(Math.round(hours * 3600));
  }

  private static Decision<PassportCase> alarm(PassportCase state, double hours) {
    return PassportCase.on(state, due("alarm", Duration.ofMinutes(Math.round(hours * 60))), STRICT);
  }

  private static List<Cause> causes(Decision<PassportCase> decision) {
    return decision.effects().stream()
        .flatMap(
            effect ->
                effect instanceof Effect.Publish(Escalated event, _, _)
                    ? event.cause().stream()
                    : Stream.empty())
        .toList();
  }

  private static Waiting sent(int step, double hours) {
    return new Waiting(FILE.told(Told.NOTHING.sent(step, at(hours))));
  }

  private static PassportCase then(PassportCase state, MessageEvent event, double hours) {
    return Messages.on(state, event, at(hours), STRICT).next();
  }

  @ParameterizedTest(name = "{0} because of {1} calls: {2}")
  @CsvSource(
      textBlock =
          """
          awaiting, chat-window-closed,   CHAT_CLOSED
          awaiting, chat-disabled,        CHAT_CLOSED
          awaiting, chat-not-offered,     CHAT_CLOSED
          awaiting, subscription-too-low, NOT_PERMITTED
          awaiting, key-rejected,         NOT_PERMITTED
          awaiting, method-not-allowed,   NOT_PERMITTED
          awaiting, store-without-key,    NOT_PERMITTED
          failed,   store-blocked,        NOT_PERMITTED
          awaiting, outcome-unknown,      AWAITING_OPERATOR
          awaiting, never heard of,       AWAITING_OPERATOR
          failed,   store-in-shadow,      MESSAGE_FAILED
          failed,   against the rules,    MESSAGE_FAILED
          """)
  void what_became_of_a_message_says_why(String what, String reason, Cause cause) {
    var event = what.equals("failed") ? failed(1, reason) : awaiting(1, reason);
    var called = Messages.on(WAITING, event, SEEN, STRICT);
    assertThat(causes(called)).containsExactly(cause);
    assertThat(causes(Messages.on(called.next(), event, SEEN, STRICT))).as("once").isEmpty();
    assertThat(causes(Messages.on(sent(1, 1), event, at(2), STRICT)))
        .as("not when that message has reached him after all")
        .isEmpty();
    assertThat(causes(Messages.on(sent(2, 1), event, at(2), STRICT)))
        .as("nor when a later one has")
        .isEmpty();
    var next = what.equals("failed") ? failed(3, reason) : awaiting(3, reason);
    assertThat(causes(Messages.on(sent(2, 1), next, at(2), STRICT)))
        .as("but when an earlier one has")
        .containsExactly(cause);
    assertThat(causes(Messages.on(WAITING, event, DEADLINE.at(), STRICT)))
        .as("not when nothing can be done any more")
        .isEmpty();
  }

  private static MessageEvent awaiting(int step, String reason) {
    return new MessageEvent.AwaitingOperator(REF, step, "text", reason);
  }

  private static MessageEvent failed(int step, String reason) {
    return new MessageEvent.Failed(REF, step, reason);
  }

  @Test
  void a_person_is_called_when_the_end_is_near_and_nothing_was_sent() {
    assertThat(causes(alarm(WAITING, 21.9))).as("not before").isEmpty();
    var called = alarm(WAITING, 22);
    assertThat(causes(called)).containsExactly(Cause.NOTHING_SENT);
    assertThat(alarm(called.next(), 22.5)).isEqualTo(Decision.stay(called.next()));
    assertThat(causes(alarm(sent(1, 21.5), 22))).isEmpty();
    assertThat(causes(alarm(WAITING, 24))).as("not when it is over").isEmpty();
  }

  @Test
  void a_case_that_is_seen_late_has_half_of_its_time_for_the_first_message() {
    var late = new File(REF, "o", 1, DEADLINE.at().minus(HOUR), DEADLINE, 0, null);
    assertThat(STRICT.calling().near(late)).isEqualTo(DEADLINE.at().minus(HOUR.dividedBy(2)));
  }

  @Test
  void a_person_is_called_when_the_end_is_near_and_the_last_message_lies_unread() {
    assertThat(causes(alarm(sent(3, 18), 22))).containsExactly(Cause.UNREAD);
    var opened = then(sent(3, 18), new MessageEvent.Read(REF, 3, "chat"), 19);
    assertThat(alarm(opened, 22)).as("he opened it").isEqualTo(Decision.stay(opened));
    var answered = then(sent(3, 18), new MessageEvent.Answered(REF, 3, "chat", "other"), 19);
    assertThat(alarm(answered, 22)).as("he answered it").isEqualTo(Decision.stay(answered));
    var again = then(opened, new MessageEvent.Sent(REF, 4, "chat"), 19.5);
    assertThat(causes(alarm(again, 23.5))).as("not the one after it").containsExactly(Cause.UNREAD);
    assertThat(PassportCase.on(sent(3, 18), due("alarm", HOUR.multipliedBy(22)), POLICY).effects())
        .as("unless it may lie as long as it likes")
        .isEmpty();
  }

  @Test
  void a_message_that_is_not_old_enough_yet_is_looked_at_again() {
    var later = alarm(sent(3, 19), 22);
    assertThat(later.effects()).containsExactly(new Effect.SetTimer("alarm", at(23)));
    assertThat(causes(alarm(later.next(), 23))).containsExactly(Cause.UNREAD);
    assertThat(alarm(sent(3, 21), 22).effects()).as("the deadline comes first").isEmpty();
    var early = alarm(sent(1, 1), 20);
    assertThat(early.effects())
        .as("an alarm that fires early is set again")
        .containsExactly(new Effect.SetTimer("alarm", at(22)));
    var soon =
        new PassportPolicy(
            POLICY.window(),
            POLICY.ladder(),
            new Calling(HOUR.multipliedBy(2), HOUR),
            HoldOut.NONE);
    var near = Messages.on(WAITING, new MessageEvent.Sent(REF, 3, "chat"), at(22.5), soon);
    assertThat(near.effects())
        .as("the alarm has fired before it was sent")
        .containsExactly(new Effect.SetTimer("alarm", at(23.5)));
  }

  @Test
  void the_most_serious_cause_is_told_first() {
    assertThat(Cause.values())
        .containsExactly(
            Cause.NOTHING_SENT,
            Cause.NOT_PERMITTED,
            Cause.CHAT_CLOSED,
            Cause.MESSAGE_FAILED,
            Cause.AWAITING_OPERATOR,
            Cause.UNREAD);
    assertThat(causes(Messages.on(WAITING, failed(1, "store-blocked"), at(23), STRICT)))
        .as("its alarm is late")
        .containsExactly(Cause.NOTHING_SENT, Cause.NOT_PERMITTED);
  }

  @Test
  void nobody_is_called_because_a_buyer_of_the_hold_out_group_was_not_reached() {
    var half = new HoldOut(0.5);
    var policy = new PassportPolicy(POLICY.window(), POLICY.ladder(), STRICT.calling(), half);
    var held = 0;
    for (var n = 0; n < 100; n++) {
      var file = new File(REF, "order-" + n, 1, SEEN, DEADLINE, 0, null);
      var fired = PassportCase.on(new Waiting(file), due("alarm", HOUR.multipliedBy(22)), policy);
      assertThat(fired.effects().isEmpty()).isEqualTo(policy.heldOut(file));
      held += policy.heldOut(file) ? 1 : 0;
    }
    assertThat(held).isBetween(20, 80);
  }

  static Stream<Arguments> matrix() {
    return states().stream()
        .flatMap(
            state ->
                Stream.of("chat-disabled", "key-rejected", "why")
                    .flatMap(
                        reason ->
                            Stream.of(awaiting(1, reason), failed(1, reason))
                                .map(event -> Arguments.of(state, event))));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void only_of_a_case_that_is_waited_for_and_each_cause_once(
      PassportCase state, MessageEvent event) {
    var once = Messages.on(state, event, SEEN, STRICT);
    if (!(state instanceof Waiting waiting)) {
      assertThat(once.effects()).isEmpty();
      return;
    }
    var told = waiting.file().told().escalated();
    assertThat(causes(once)).noneMatch(cause -> told.contains(cause.word()));
    var again = once.next();
    for (var hour = 1; hour < 24; hour++) {
      assertThat(causes(Messages.on(again, event, at(hour), STRICT)))
          .as("at hour %d", hour)
          .noneMatch(causes(once)::contains);
    }
  }

  @Test
  void times_that_make_no_sense_are_refused() {
    assertThatThrownBy(() -> new Calling(HOUR.negated(), HOUR)).hasMessageContaining("negative");
    assertThatThrownBy(() -> new Calling(HOUR, HOUR.negated())).hasMessageContaining("negative");
    assertThatThrownBy(() -> new PassportPolicy(POLICY.window(), POLICY.ladder(), POLICY.window()))
        .hasMessageContaining("within the window");
  }
}
