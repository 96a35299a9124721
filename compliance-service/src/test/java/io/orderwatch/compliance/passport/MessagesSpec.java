package io.orderwatch.compliance.passport;

import static io.orderwatch.compliance.passport.PassportCaseSpec.DEADLINE;
import static io.orderwatch.compliance.passport.PassportCaseSpec.EXPIRED;
import static io.orderwatch.compliance.passport.PassportCaseSpec.FILE;
import static io.orderwatch.compliance.passport.PassportCaseSpec.PAID;
import static io.orderwatch.compliance.passport.PassportCaseSpec.POLICY;
import static io.orderwatch.compliance.passport.PassportCaseSpec.REF;
import static io.orderwatch.compliance.passport.PassportCaseSpec.SEEN;
import static io.orderwatch.compliance.passport.PassportCaseSpec.WAITING;
import static io.orderwatch.compliance.passport.PassportCaseSpec.changed;
import static io.orderwatch.compliance.passport.PassportCaseSpec.due;
import static io.orderwatch.compliance.passport.PassportCaseSpec.released;
import static io.orderwatch.compliance.passport.PassportCaseSpec.states;
import static io.orderwatch.compliance.passport.PassportCaseSpec.taken;
import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static io.orderwatch.mailbox.Effect.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesSpec {

  private static final Duration HOUR = Duration.ofHours(1);

  /** As {@link PassportCaseSpec#POLICY}, for buyers who are left in peace. */
  private static final PassportPolicy PATIENT =
      new PassportPolicy(
          POLICY.window(),
          new Ladder(
              POLICY.ladder().steps(),
              Quiet.NONE,
              Duration.ZERO,
              HOUR,
              new Patience(HOUR.multipliedBy(3), HOUR.multipliedBy(6))),
          POLICY.calling(),
          HoldOut.NONE);

  static final List<MessageEvent> MESSAGES =
      List.of(
          new MessageEvent.Sent(REF, 1, "chat"),
          new MessageEvent.AwaitingOperator(REF, 1, "text", "request-refused"),
          new MessageEvent.Failed(REF, 1, "why"),
          new MessageEvent.Suppressed(REF, 1, "supplied"),
          new MessageEvent.Read(REF, 1, "chat"),
          new MessageEvent.Read(REF, 0, "chat", "why.1"),
          new MessageEvent.Answered(REF, 1, "chat", "asks-why"),
          new MessageEvent.NoticeSent(REF, "n", "why", "chat"),
          new MessageEvent.NoticeAwaitingOperator(REF, "n", "why", "text", "chat-disabled"),
          new MessageEvent.NoticeNotSent(REF, "n", "why", "chat-disabled"));

  private static Decision<PassportCase> on(PassportCase state, MessageEvent event, Instant at) {
    return Messages.on(state, event, at, POLICY);
  }

  private static Instant at(double hours) {
    return PAID.plusSeconds(Math.round(hours * 3600));
  }

  @Test
  void every_state_answers_every_message_and_the_same_again_changes_nothing() {
    for (var state : states()) {
      for (var message : MESSAGES) {
        for (var policy : List.of(POLICY, PATIENT)) {
          var once = Messages.on(state, message, SEEN, policy);
          assertThat(Messages.on(once.next(), message, SEEN, policy))
              .as("twice is once")
              .isEqualTo(stay(once.next()));
          assertThat(once.next()).isInstanceOf(state.getClass());
          if (!(state instanceof Waiting)) {
            assertThat(once.effects()).as("nothing follows from %s", state).isEmpty();
          }
          if (!(state instanceof Waiting || state instanceof Expired)) {
            assertThat(once).isEqualTo(stay(state));
          }
        }
      }
      if (state instanceof Opened opened) {
        var before = opened.file().openedAt().minusSeconds(1);
        assertThat(on(state, MESSAGES.getFirst(), before))
            .as("of an earlier round")
            .isEqualTo(stay(state));
      }
    }
  }

  @Test
  void an_open_case_knows_what_the_buyer_read_and_answered() {
    for (var state : List.of(WAITING, EXPIRED)) {
      var read = on(state, new MessageEvent.Read(REF, 2, "chat"), SEEN).next();
      var earlier = on(read, new MessageEvent.Read(REF, 1, "chat"), SEEN).next();
      assertThat(earlier).as("what was read once stays read").isEqualTo(read);
      var answered =
          on(read, new MessageEvent.Answered(REF, 2, "chat", "says-done"), SEEN.plusSeconds(9));
      assertThat(((Opened) answered.next()).file().told().back())
          .isEqualTo(new Told.Back(2, SEEN, SEEN.plusSeconds(9), "says-done"));
      var older = new MessageEvent.Answered(REF, 2, "chat", "refuses");
      assertThat(on(answered.next(), older, SEEN)).isEqualTo(stay(answered.next()));
    }
  }

  @Test
  void who_opens_or_answers_the_last_message_puts_off_the_next_step() {
    var sent = new Waiting(taken(1, PAID).told(Told.NOTHING.reminded(PAID).sent(1, SEEN)));
    var opened = Messages.on(sent, new MessageEvent.Read(REF, 1, "chat"), at(7), PATIENT);
    assertThat(opened.effects()).containsExactly(new Effect.SetTimer("step", at(10)));
    assertThat(PassportCase.on(opened.next(), due("step", HOUR.multipliedBy(8)), PATIENT))
        .as("the timer that was set before is a hint")
        .isEqualTo(move(opened.next(), new Effect.SetTimer("step", at(10))));

    var answered =
        Messages.on(
            opened.next(), new MessageEvent.Answered(REF, 1, "chat", "other"), at(7.5), PATIENT);
    assertThat(answered.effects()).containsExactly(new Effect.SetTimer("step", at(13.5)));

    var soon = Messages.on(sent, new MessageEvent.Read(REF, 1, "chat"), at(1), PATIENT);
    assertThat(soon.effects()).as("the next step is later anyway").isEmpty();
    assertThat(on(sent, new MessageEvent.Read(REF, 1, "chat"), at(7)).effects())
        .as("without patience nothing is put off")
        .isEmpty();
  }

  @Test
  void only_the_last_message_counts() {
    var two = Told.NOTHING.reminded(at(8)).sent(1, SEEN).read(1, at(7)).answered("other", at(7));
    assertThat(two.heed()).isEqualTo(new Patience.Heed(at(7), at(7)));
    var sent = two.sent(2, at(8));
    assertThat(sent.heed()).as("nobody has seen the second").isEqualTo(Patience.Heed.NONE);
    assertThat(sent.read(2, at(9)).heed()).isEqualTo(new Patience.Heed(at(9), null));
    assertThat(Told.NOTHING.read(1, SEEN).answered("other", SEEN).heed())
        .as("what was written before any message is about something else")
        .isEqualTo(Patience.Heed.NONE);
    assertThat(Told.NOTHING.afterStep()).isNull();
    assertThat(sent.afterStep()).isEqualTo(2);
  }

  @Test
  void whoever_supplies_his_data_does_so_after_a_message_that_he_opened_or_not() {
    var told = Told.NOTHING.sent(2, at(8)).read(2, at(9));
    var at = at(10);
    for (var open :
        List.of(new Waiting(FILE.told(told)), new PassportCase.Expired(FILE.told(told)))) {
      assertThat(PassportCase.on(open, changed(released(2)), at, POLICY).effects())
          .contains(publish(new PassportEvent.Supplied(REF, at, at(9), 2)));
    }
    var unread = new Waiting(FILE.told(Told.NOTHING.sent(1, at(1)).sent(2, at(8)).read(1, at(2))));
    assertThat(PassportCase.on(unread, changed(released(2)), at, POLICY).effects())
        .contains(publish(new PassportEvent.Supplied(REF, at, null, 2)));
  }

  @Test
  void the_deadline_is_told_with_every_call() {
    assertThat(on(WAITING, new MessageEvent.Failed(REF, 1, "why"), SEEN).effects())
        .containsExactly(
            publish(
                new PassportEvent.Escalated(REF, "0132112277-0102", "message-failed", DEADLINE)));
  }
}
