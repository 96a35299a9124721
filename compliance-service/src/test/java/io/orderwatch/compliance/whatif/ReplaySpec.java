package io.orderwatch.compliance.whatif;

import static io.orderwatch.compliance.whatif.ResponseSpec.OPENED;
import static io.orderwatch.compliance.whatif.ResponseSpec.past;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderwatch.compliance.passport.HoldOut;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.compliance.passport.Quiet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReplaySpec {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Quiet NIGHT = new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0));

  private static PassportPolicy policy(Quiet quiet, Duration window, int... hours) {
    return new PassportPolicy(
        window,
        new Ladder(
            Arrays.stream(hours).mapToObj(Duration::ofHours).toList(),
            quiet,
            Duration.ofHours(2),
            Duration.ofHours(1)),
        Duration.ofHours(2));
  }

  private static Instant hour(int hours) {
    return OPENED.plus(Duration.ofHours(hours));
  }

  @Test
  void the_rule_itself_says_when_the_buyer_would_have_been_told() {
    // Opened at noon in Moscow: the step of the eighteenth hour falls into the night.
    assertThat(Replay.messages(past(false, 24), policy(Quiet.NONE, DAY, 0, 8, 18), DAY))
        .containsExactly(hour(0), hour(8), hour(18));
    assertThat(Replay.messages(past(false, 24), policy(NIGHT, DAY, 0, 8, 18), DAY))
        .allSatisfy(at -> assertThat(NIGHT.night(at, PassportPolicy.MOSCOW)).isEmpty());
    assertThat(
            Replay.messages(past(false, 24), policy(Quiet.NONE, Duration.ofHours(12), 0, 8), DAY))
        .as("with another window the deadline moves and the start does not")
        .containsExactly(hour(0), hour(8));
  }

  @Test
  void what_is_held_out_now_is_not_told_again_either() {
    var all = policy(Quiet.NONE, DAY, 0, 8);
    var some = new PassportPolicy(all.window(), all.ladder(), all.calling(), new HoldOut(0.5));
    var held = new HoldOut(0.5).holds("1", "1001:1-1");
    assertThat(Replay.messages(past(false, 24), some, DAY)).hasSize(held ? 0 : 2);
  }

  @Test
  void a_message_is_written_to_who_is_still_silent_and_the_chances_multiply() {
    // Half answer an hour after the first message, half of the rest an hour after the second.
    var response =
        Response.learn(
            List.of(
                past(true, 1, 2), past(false, 1, 5, 24), past(true, 1, 2), past(true, 1, 5, 6)));
    var lived = Replay.live(past(false, 24), policy(Quiet.NONE, DAY, 0, 18), DAY, response);
    assertThat(lived.supplied()).isCloseTo(0.75, within(1e-9));
    assertThat(lived.messages()).isCloseTo(1.5, within(1e-9));
    assertThat(lived.nightly()).as("the second, at six in Moscow").isCloseTo(0.5, within(1e-9));
  }

  @Test
  void another_ladder_saves_what_its_messages_earn_and_the_same_one_nothing() {
    var cases = List.of(past(true, 1, 2), past(false, 1, 24), past(true, 1, 2), past(false, 1, 24));
    var one = policy(Quiet.NONE, DAY, 0);
    var two = policy(Quiet.NONE, DAY, 0, 8);
    var response = Response.learn(cases);
    var same = WhatIf.sum(new WhatIf(one, one, response).compare(cases, _ -> {}, () -> true));
    assertThat(same.saved()).isZero();
    assertThat(same.cases()).isEqualTo(4);
    assertThat(same.supplied()).isEqualTo(2);
    assertThat(same.now().supplied()).as("what the model says of the truth").isEqualTo(2);
    var more = WhatIf.sum(new WhatIf(one, two, response).compare(cases, _ -> {}, () -> true));
    assertThat(more.saved()).as("half of the half that was silent").isCloseTo(1, within(1e-9));
    assertThat(more.then().messages()).isCloseTo(6, within(1e-9));
    assertThat(new WhatIf(one, two, response).compare(cases, _ -> {}, () -> false))
        .as("who is cancelled lives nothing")
        .isEqualTo(Map.of());
  }
}
