package io.orderwatch.compliance.passport;

import static io.orderwatch.compliance.passport.PassportCaseSpec.DEADLINE;
import static io.orderwatch.compliance.passport.PassportCaseSpec.EXPIRED;
import static io.orderwatch.compliance.passport.PassportCaseSpec.FILE;
import static io.orderwatch.compliance.passport.PassportCaseSpec.PAID;
import static io.orderwatch.compliance.passport.PassportCaseSpec.POLICY;
import static io.orderwatch.compliance.passport.PassportCaseSpec.REF;
import static io.orderwatch.compliance.passport.PassportCaseSpec.WAITING;
import static io.orderwatch.mailbox.Decision.stay;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.passport.Hand.Order;
import io.orderwatch.compliance.passport.Hand.Refusal;
import io.orderwatch.compliance.passport.Hand.What;
import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HandSpec {

  static final Instant NOW = PAID.plus(Duration.ofHours(1));
  static final Order SNOOZE = order("a", What.SNOOZE, NOW.plus(Duration.ofHours(10)));
  static final Order STOP = order("b", What.STOP, null);
  static final Order RESUME = order("c", What.RESUME, null);
  static final Order SEND_NOW = order("d", What.SEND_NOW, null);

  static final Order HAND_OVER = over("e", "boris");
  static final Order LET_GO = order("f", What.LET_GO, null);

  private static Order over(String id, String to) {
    return new Order(id, What.HAND_OVER, NOW, "anna", "the buyer called", null, to);
  }

  private static Order order(String id, What what, @Nullable Instant until) {
    return new Order(id, what, NOW, "anna", "the buyer called", until);
  }

  static Stream<Arguments> matrix() {
    var states = new ArrayList<>(PassportCaseSpec.states());
    states.add(new Waiting(FILE.ordered(STOP)));
    states.add(new Waiting(FILE.ordered(SNOOZE)));
    states.add(new Waiting(FILE.ordered(HAND_OVER)));
    states.add(new Expired(FILE.ordered(HAND_OVER)));
    return states.stream()
        .flatMap(
            state ->
                Stream.of(
                        SNOOZE,
                        order("a2", What.SNOOZE, NOW),
                        order("a3", What.SNOOZE, DEADLINE.at()),
                        order("a4", What.SNOOZE, null),
                        STOP,
                        RESUME,
                        SEND_NOW,
                        HAND_OVER,
                        over("e2", "wei"),
                        LET_GO)
                    .map(order -> Arguments.of(state, order)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void an_order_is_carried_out_once_and_kept_or_refused_and_changes_nothing(
      PassportCase state, Order order) {
    var once = PassportCase.on(state, order, POLICY);
    var against = Hand.against(state, order, POLICY);

    assertThat(PassportCase.on(once.next(), order, POLICY)).isEqualTo(stay(once.next()));
    var ofHolder = order.what() == What.HAND_OVER || order.what() == What.LET_GO;
    var known =
        state instanceof Opened opened && opened.file().hand().order(order.id()).isPresent();
    if (!(state instanceof Waiting) && !(state instanceof Expired && ofHolder) && !known) {
      assertThat(against).contains(Refusal.CASE_IS_OVER);
    }
    if (against.isPresent() || once.equals(stay(state))) {
      assertThat(once).isEqualTo(stay(state));
    } else {
      var file = ((Opened) once.next()).file();
      assertThat(once.next()).hasSameClassAs(state);
      assertThat(file.hand().orders()).last().isEqualTo(order);
      if (ofHolder) {
        assertThat(once.effects()).as("no reminder moves").isEmpty();
        assertThat(file.hand().holder()).isEqualTo(order.to());
      }
      assertThat(Hand.against(once.next(), order, POLICY)).as("the same again").isEmpty();
      assertThat(once.effects().stream().filter(Effect.Publish.class::isInstance).count())
          .isEqualTo(order.what() == What.SEND_NOW ? 1 : 0);
    }
  }

  @Test
  void whoever_stopped_is_not_reminded_until_he_is_resumed() {
    var stopped = PassportCase.on(WAITING, STOP, POLICY);
    assertThat(stopped.effects()).containsExactly(new Effect.CancelTimer("step"));
    assertThat(PassportCase.on(stopped.next(), new Due("step", NOW, NOW), POLICY))
        .isEqualTo(stay(stopped.next()));
    assertThat(PassportCase.on(stopped.next(), RESUME, POLICY).effects())
        .containsExactly(new Effect.SetTimer("step", NOW));
  }

  @Test
  void a_snooze_moves_the_next_step_and_nothing_else() {
    var snoozed = PassportCase.on(WAITING, SNOOZE, POLICY);
    assertThat(snoozed.effects())
        .containsExactly(new Effect.SetTimer("step", NOW.plus(Duration.ofHours(10))));
    assertThat(PassportCase.on(snoozed.next(), new Due("step", NOW, NOW), POLICY).effects())
        .containsExactly(new Effect.SetTimer("step", NOW.plus(Duration.ofHours(10))));
  }

  @Test
  void sending_now_takes_the_next_step_even_if_stopped() {
    var sent = PassportCase.on(new Waiting(FILE.ordered(STOP)), SEND_NOW, POLICY);
    assertThat(sent.effects())
        .containsExactly(
            Effect.publish(
                new PassportEvent.ReminderDue(REF, "0132112277-0102", 1, 3, DEADLINE), NOW),
            new Effect.CancelTimer("step"));
    assertThat(((Waiting) sent.next()).file().hand().orders())
        .extracting(Order::what)
        .containsExactly(What.STOP, What.SEND_NOW);
  }

  @Test
  void whoever_is_handed_a_case_has_it_until_another_or_nobody_has() {
    var boris = PassportCase.on(WAITING, HAND_OVER, POLICY).next();
    assertThat(boris).isEqualTo(new Waiting(FILE.ordered(HAND_OVER)));
    assertThat(PassportCase.on(boris, over("e2", "boris"), POLICY))
        .as("he has it already")
        .isEqualTo(stay(boris));
    var wei = PassportCase.on(boris, over("e3", "wei"), POLICY).next();
    assertThat(holder(wei)).isEqualTo("wei");
    assertThat(PassportCase.on(wei, HAND_OVER, POLICY))
        .as("the same id is carried out once, also after another")
        .isEqualTo(stay(wei));
    assertThat(holder(PassportCase.on(wei, STOP, POLICY).next())).isEqualTo("wei");
    assertThat(holder(PassportCase.on(wei, LET_GO, POLICY).next())).isNull();
    assertThat(holder(PassportCase.on(EXPIRED, HAND_OVER, POLICY).next())).isEqualTo("boris");
    var late = new Order("x", What.HAND_OVER, DEADLINE.at(), "anna", "", null, "boris");
    assertThat(Hand.against(WAITING, late, POLICY)).isEmpty();
  }

  @Test
  void a_case_that_is_over_is_in_nobodys_hand_and_the_orders_tell_who_had_it() {
    for (var open : List.of(new Waiting(FILE), new Expired(FILE))) {
      var held = PassportCase.on(open, HAND_OVER, POLICY).next();
      for (var posting :
          List.of(
              PassportCaseSpec.released(2),
              PassportCaseSpec.cancelled(2),
              PassportCaseSpec.split(2))) {
        var over = PassportCase.on(held, PassportCaseSpec.changed(posting), NOW, POLICY).next();
        assertThat(over).isNotInstanceOfAny(Waiting.class, Expired.class);
        assertThat(holder(over)).isNull();
        assertThat(((Opened) over).file().hand().orders()).containsExactly(HAND_OVER);
        assertThat(Hand.against(over, over("e4", "wei"), POLICY)).contains(Refusal.CASE_IS_OVER);
        assertThat(holder(PassportCase.on(over, over("e4", "wei"), POLICY).next())).isNull();
      }
    }
  }

  @Test
  void what_is_split_off_is_in_the_hand_that_had_the_whole_until_somebody_says_otherwise() {
    var told =
        new Settled(
            "inheriting", "v2", new Settled.Outcome.Done(Map.of(PassportCase.HOLDER, "boris")));
    var inherited = PassportCase.on(WAITING, told, NOW, POLICY).next();
    assertThat(holder(inherited)).isEqualTo("boris");
    assertThat(((Opened) inherited).file().hand().orders()).isEmpty();
    var wei = PassportCase.on(WAITING, over("e5", "wei"), POLICY).next();
    assertThat(holder(PassportCase.on(wei, told, NOW, POLICY).next())).isEqualTo("wei");
    var nobody = PassportCase.on(wei, LET_GO, POLICY).next();
    assertThat(holder(PassportCase.on(nobody, told, NOW, POLICY).next())).isNull();
  }

  private static @Nullable String holder(PassportCase state) {
    return ((Opened) state).file().hand().holder();
  }

  @Test
  void what_is_refused_is_refused_with_its_reason() {
    var gap = Duration.ofHours(2);
    var policy =
        new PassportPolicy(
            POLICY.window(),
            new Ladder(POLICY.ladder().steps(), Quiet.NONE, gap, Duration.ofHours(1)),
            gap);
    var reminded = new Waiting(PassportCaseSpec.taken(1, NOW.minusSeconds(1)));
    assertThat(Hand.against(reminded, SEND_NOW, policy)).contains(Refusal.TOO_SOON);
    assertThat(Hand.against(new Waiting(FILE.reminded(3)), SEND_NOW, policy))
        .contains(Refusal.LADDER_IS_DONE);
    var late = new Order("x", What.STOP, DEADLINE.at(), "anna", "", null);
    assertThat(Hand.against(WAITING, late, policy)).contains(Refusal.CASE_IS_OVER);
    assertThat(Stream.of(Refusal.values()).map(Refusal::code))
        .isEqualTo(List.of("case-is-over", "past-the-deadline", "ladder-is-done", "too-soon"));
  }
}
