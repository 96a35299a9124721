package io.orderwatch.notification.reminder;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static io.orderwatch.mailbox.Effect.publish;
import static io.orderwatch.notification.reminder.Given.AT;
import static io.orderwatch.notification.reminder.Given.DEADLINE;
import static io.orderwatch.notification.reminder.Given.EXPIRED;
import static io.orderwatch.notification.reminder.Given.LOST;
import static io.orderwatch.notification.reminder.Given.MISSING;
import static io.orderwatch.notification.reminder.Given.ORDER;
import static io.orderwatch.notification.reminder.Given.REF;
import static io.orderwatch.notification.reminder.Given.SPLIT;
import static io.orderwatch.notification.reminder.Given.SUPPLIED;
import static io.orderwatch.notification.reminder.Given.TEXTS;
import static io.orderwatch.notification.reminder.Given.due;
import static io.orderwatch.notification.reminder.Given.planned;
import static io.orderwatch.notification.reminder.Given.settled;
import static io.orderwatch.notification.reminder.Given.step;
import static io.orderwatch.notification.reminder.Given.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled.Outcome;
import io.orderwatch.notification.reminder.Reminder.Closed;
import io.orderwatch.notification.reminder.Reminder.End;
import io.orderwatch.notification.reminder.Reminder.Open;
import io.orderwatch.notification.reminder.Reminder.Unknown;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.texts.Language;
import io.orderwatch.notification.texts.Texts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReminderSpec {

  private static final Reminder OPEN = new Open(1, List.of());

  private static final Effect CALL_1 =
      new Effect.CallOut(
          "chat-reminder",
          "step-1",
          new Reminder.Message(1, 1, 3, DEADLINE.at(), ORDER, text(1, due(1))));

  private static Reminder open(Step... steps) {
    return new Open(1, List.of(steps));
  }

  private static Reminder closed(End end, Step... steps) {
    return new Closed(1, List.of(steps), end);
  }

  @Test
  void missing_data_opens_a_round_and_says_nothing_yet() {
    assertThat(Reminder.on(new Unknown(), MISSING, AT, TEXTS)).isEqualTo(move(OPEN));
  }

  @Test
  void a_due_step_is_planned() {
    assertThat(Reminder.on(OPEN, due(1), AT, TEXTS)).isEqualTo(move(open(planned(1)), CALL_1));
  }

  @Test
  void a_due_step_is_planned_even_if_the_opening_was_never_heard() {
    assertThat(Reminder.on(new Unknown(), due(1), AT, TEXTS))
        .isEqualTo(move(open(planned(1)), CALL_1));
  }

  @Test
  void a_step_that_is_due_again_is_not_planned_again() {
    assertThat(Reminder.on(open(planned(1)), due(1), AT, TEXTS)).isEqualTo(stay(open(planned(1))));
  }

  @Test
  void a_step_that_was_sent_is_not_planned_again() {
    var sent = open(step(1, 1, new Fate.Sent("chat")));
    assertThat(Reminder.on(sent, due(1), AT, TEXTS)).isEqualTo(stay(sent));
  }

  @Test
  void a_message_against_the_chat_rules_is_never_planned() {
    var planted = new EnumMap<>(TEXTS.shipped());
    var russian = new HashMap<>(planted.get(Language.RU));
    russian.merge("first", " Пишите нам в WhatsApp.", String::concat);
    planted.put(Language.RU, russian);
    var decision = Reminder.on(OPEN, due(1), AT, new Texts(planted, Map.of()));
    assertThat(decision.effects())
        .isEqualTo(
            List.of(
                publish(new MessageEvent.Failed(REF, 1, "against the chat rules: [MESSENGER]"))));
  }

  @Test
  void what_was_done_is_published_as_sent() {
    var done = settled(planned(1), new Outcome.Done(Map.of("chatId", "chat")));
    assertThat(Reminder.on(open(planned(1)), REF, done, AT))
        .isEqualTo(
            move(
                open(step(1, 1, new Fate.Sent("chat"))),
                publish(new MessageEvent.Sent(REF, 1, "chat"))));
  }

  @Test
  void what_was_sent_just_before_the_end_is_published_as_sent() {
    var done = settled(planned(1), new Outcome.Done(Map.of("chatId", "chat")));
    assertThat(Reminder.on(closed(End.SUPPLIED, planned(1)), REF, done, AT))
        .isEqualTo(
            move(
                closed(End.SUPPLIED, step(1, 1, new Fate.Sent("chat"))),
                publish(new MessageEvent.Sent(REF, 1, "chat"))));
  }

  @Test
  void what_had_no_reason_any_more_is_suppressed() {
    var gone = settled(planned(2), new Outcome.Superseded("too late"));
    assertThat(Reminder.on(open(planned(2)), REF, gone, AT))
        .isEqualTo(
            move(
                open(step(1, 2, new Fate.Suppressed("too late"))),
                publish(new MessageEvent.Suppressed(REF, 2, "too late"))));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SUBSCRIPTION_TOO_LOW",
        "CHAT_NOT_OFFERED",
        "CHAT_DISABLED",
        "KEY_REJECTED",
        "METHOD_NOT_ALLOWED",
        "STORE_WITHOUT_KEY",
        "POSTING_NOT_FOUND",
        "REQUEST_REFUSED",
        "STATE_NOT_SHOWN",
        "REFUSED_WITHOUT_WORDS",
        "OUTCOME_UNKNOWN",
        "NOT_MADE_IN_TIME"
      })
  void what_a_person_can_still_send_awaits_him_with_its_text(Obstacle obstacle) {
    var refused = settled(planned(1), new Outcome.Refused(obstacle.word()));
    assertThat(Reminder.on(open(planned(1)), REF, refused, AT))
        .isEqualTo(
            move(
                open(step(1, 1, new Fate.AwaitingOperator(obstacle.word()))),
                publish(
                    new MessageEvent.AwaitingOperator(
                        REF, 1, planned(1).text(), obstacle.word()))));
  }

  @ParameterizedTest
  @EnumSource(names = {"STORE_BLOCKED"})
  void what_nobody_can_send_has_failed(Obstacle obstacle) {
    var refused = settled(planned(1), new Outcome.Refused(obstacle.word()));
    assertThat(Reminder.on(open(planned(1)), REF, refused, AT))
        .isEqualTo(
            move(
                open(step(1, 1, new Fate.Failed(obstacle.word()))),
                publish(new MessageEvent.Failed(REF, 1, obstacle.word()))));
  }

  @Test
  void nobody_is_asked_to_send_what_is_moot() {
    var refused = settled(planned(1), new Outcome.Refused("chat-not-offered"));
    assertThat(Reminder.on(closed(End.SUPPLIED, planned(1)), REF, refused, AT).effects())
        .containsExactly(
            publish(new MessageEvent.Suppressed(REF, 1, "passport data was supplied")));
  }

  @Test
  void the_end_of_a_case_takes_back_what_awaits_an_operator() {
    var awaiting = step(1, 1, new Fate.AwaitingOperator("chat-disabled"));
    assertThat(Reminder.on(open(awaiting, planned(2)), SUPPLIED, AT, TEXTS))
        .isEqualTo(
            move(
                closed(
                    End.SUPPLIED,
                    awaiting.became(new Fate.Suppressed("passport data was supplied"), AT),
                    planned(2)),
                publish(new MessageEvent.Suppressed(REF, 1, "passport data was supplied"))));
  }

  @ParameterizedTest
  @EnumSource
  void a_step_that_is_due_after_the_end_is_suppressed_with_the_reason(End end) {
    assertThat(Reminder.on(closed(end), due(2), AT, TEXTS))
        .isEqualTo(
            move(
                closed(end, step(1, 2, new Fate.Suppressed(end.reason()))),
                publish(new MessageEvent.Suppressed(REF, 2, end.reason()))));
  }

  @Test
  void each_way_a_case_ends_closes_it() {
    assertThat(Reminder.on(OPEN, SUPPLIED, AT, TEXTS).next()).isEqualTo(closed(End.SUPPLIED));
    assertThat(Reminder.on(OPEN, LOST, AT, TEXTS).next()).isEqualTo(closed(End.LOST));
    assertThat(Reminder.on(OPEN, EXPIRED, AT, TEXTS).next()).isEqualTo(closed(End.EXPIRED));
    assertThat(Reminder.on(OPEN, SPLIT, AT, TEXTS).next()).isEqualTo(closed(End.SPLIT));
  }

  @Test
  void whoever_is_asked_anew_is_in_a_new_round_and_may_be_reminded_again() {
    var first = step(1, 1, new Fate.Sent("chat"));
    var anew = Reminder.on(closed(End.SUPPLIED, first), MISSING, AT, TEXTS).next();
    assertThat(anew).isEqualTo(new Open(2, List.of(first)));

    var again = Reminder.on(anew, due(1), AT, TEXTS);
    assertThat(again.next()).isEqualTo(new Open(2, List.of(first, step(2, 1, new Fate.Planned()))));
    assertThat(again.effects())
        .singleElement()
        .isInstanceOfSatisfying(
            Effect.CallOut.class,
            call -> {
              assertThat(call.id()).isEqualTo("round-2/step-1");
              assertThat(call.payload())
                  .isEqualTo(new Reminder.Message(2, 1, 3, DEADLINE.at(), ORDER, text(2, due(1))));
            });
  }

  @Test
  void the_outcome_of_an_earlier_round_goes_to_its_own_step() {
    var state = new Open(2, List.of(planned(1), step(2, 1, new Fate.Planned())));
    var done = settled(planned(1), new Outcome.Done(Map.of("chatId", "chat")));
    assertThat(Reminder.on(state, REF, done, AT).next())
        .isEqualTo(
            new Open(
                2, List.of(step(2, 1, new Fate.Planned()), step(1, 1, new Fate.Sent("chat")))));
  }

  @Test
  void an_expired_case_that_was_supplied_after_all_can_be_asked_anew() {
    var supplied = Reminder.on(closed(End.EXPIRED), SUPPLIED, AT, TEXTS).next();
    assertThat(supplied).isEqualTo(closed(End.SUPPLIED));
    assertThat(Reminder.on(supplied, MISSING, AT, TEXTS).next()).isEqualTo(new Open(2, List.of()));
  }

  @Test
  void what_a_person_sent_by_hand_is_published_once() {
    var awaiting = step(1, 1, new Fate.AwaitingOperator("chat-disabled"));
    var said = new Reminder.SentByHand(REF, 1, 1, AT, "li");
    var sent = Reminder.on(open(awaiting), said, AT);
    var step = awaiting.told(new Step.Said("li", AT, null)).became(new Fate.Sent(""), AT);
    assertThat(sent).isEqualTo(move(open(step), publish(new MessageEvent.Sent(REF, 1, ""))));
    assertThat(Reminder.on(sent.next(), said, AT)).isEqualTo(stay(sent.next()));
  }

  @Test
  void what_a_person_sent_from_the_deadline_on_does_not_count() {
    var awaiting = open(step(1, 1, new Fate.AwaitingOperator("chat-disabled")));
    var late = new Reminder.SentByHand(REF, 1, 1, Given.DEADLINE.at(), "li");
    assertThat(Reminder.on(awaiting, late, AT)).isEqualTo(stay(awaiting));
  }

  @Test
  void what_a_person_leaves_is_suppressed_with_his_reason() {
    var awaiting = step(1, 1, new Fate.AwaitingOperator("chat-disabled"));
    var left = new Reminder.Skipped(REF, 1, 1, Step.Skipping.BUYER_DECLINED, "li");
    var reason = "skipped by a person: buyer-declined";
    var step =
        awaiting
            .told(new Step.Said("li", AT, Step.Skipping.BUYER_DECLINED))
            .became(new Fate.Suppressed(reason), AT);
    assertThat(Reminder.on(open(awaiting), left, AT))
        .isEqualTo(move(open(step), publish(new MessageEvent.Suppressed(REF, 1, reason))));
  }

  @Test
  void who_wants_no_messages_gets_none_until_he_is_asked_anew() {
    var planned = open(planned(1));
    var out = Reminder.on(planned, new Reminder.OptedOut(REF), AT);
    assertThat(out).isEqualTo(move(closed(End.OPTED_OUT, planned(1))));
    assertThat(Reminder.on(out.next(), Given.due(2), AT, TEXTS).effects())
        .containsExactly(
            publish(new MessageEvent.Suppressed(REF, 2, "the buyer wants no messages")));
    assertThat(Reminder.on(out.next(), MISSING, AT, TEXTS)).isEqualTo(stay(out.next()));
  }

  @Test
  void who_takes_it_back_gets_what_comes_due_later_and_nothing_that_was_suppressed() {
    var out = Reminder.on(open(planned(1)), new Reminder.OptedOut(REF), AT).next();
    var suppressed = Reminder.on(out, Given.due(2), AT, TEXTS).next();
    var again = Reminder.on(suppressed, new Reminder.OptedIn(REF));
    assertThat(again.effects()).isEmpty();
    assertThat(again.next()).isEqualTo(new Reminder.Open(1, Reminder.steps(suppressed)));
    assertThat(Reminder.on(again.next(), Given.due(2), AT, TEXTS)).isEqualTo(stay(again.next()));
    assertThat(Reminder.on(again.next(), Given.due(3), AT, TEXTS).effects())
        .singleElement()
        .isInstanceOf(Effect.CallOut.class);
  }

  @Test
  void nothing_else_that_ended_begins_again_because_an_opt_out_is_taken_back() {
    for (var end : End.values()) {
      var ended = closed(end, planned(1));
      assertThat(Reminder.on(ended, new Reminder.OptedIn(REF)).next().equals(ended))
          .isEqualTo(end != End.OPTED_OUT);
    }
  }

  @Test
  void who_was_opted_out_before_the_first_step_is_reminded_from_the_first_round_on() {
    var out = Reminder.on(new Reminder.Unknown(), new Reminder.OptedOut(REF), AT).next();
    assertThat(Reminder.on(out, new Reminder.OptedIn(REF)).next())
        .isEqualTo(new Reminder.Open(1, List.of()));
  }

  @Test
  void a_person_cannot_confirm_what_does_not_await_him() {
    assertThat(Reminder.on(open(planned(1)), new Reminder.SentByHand(REF, 1, 1, AT, "li"), AT))
        .isEqualTo(stay(open(planned(1))));
  }

  @Test
  void a_posting_whose_number_is_not_the_orders_is_no_phone() {
    var alien =
        new PassportEvent.ReminderDue(PostingRef.of("1001", "89123456789"), "", 1, 3, DEADLINE);
    assertThat(Reminder.on(new Unknown(), alien, AT, TEXTS).effects())
        .hasSize(1)
        .allMatch(Effect.CallOut.class::isInstance);
  }
}
