package io.orderwatch.compliance.past;

import static io.orderwatch.compliance.past.Life.PAID;
import static io.orderwatch.compliance.past.Life.POLICY;
import static io.orderwatch.compliance.past.Life.REF;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Row;
import io.orderwatch.compliance.passport.Hand;
import io.orderwatch.compliance.passport.PassportCase.Opened;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.compliance.passport.Told;
import io.orderwatch.contracts.MessageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AsOfSpec {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** What a person sees of a case. */
  private record Shown(Row row, Told told) {

    static Shown of(AsOf asOf, Instant at) {
      return new Shown(asOf.row(POLICY, null, at), asOf.then().file().told());
    }
  }

  private static void theSame(Life life, AsOf.Kept kept) {
    life.was.forEach(
        (at, state) -> {
          var past = AsOf.of(kept, at);
          if (state instanceof Opened opened) {
            assertThat(past).as("at %s", at).isPresent();
            assertThat(past.get().unsure()).as("at %s", at).isEmpty();
            assertThat(Shown.of(past.get(), at))
                .as("at %s", at)
                .isEqualTo(Shown.of(new AsOf(opened, Set.of()), at));
          } else {
            assertThat(past).as("at %s", at).isEmpty();
          }
        });
  }

  private static Life opened() {
    return new Life().later(MINUTE).waits();
  }

  /** Told, sent, read, answered and put off. */
  private static Life full() {
    return opened()
        .later(MINUTE)
        .heard(new MessageEvent.Sent(REF, 1, "chat"))
        .later(HOUR)
        .heard(new MessageEvent.Read(REF, 1, "chat"))
        .later(HOUR)
        .heard(new MessageEvent.Answered(REF, 1, "chat", "asks-why"))
        .later(HOUR)
        .ordered(Hand.What.SNOOZE, PAID.plus(HOUR.multipliedBy(18)), null)
        .later(HOUR)
        .ordered(Hand.What.STOP, null, null)
        .later(HOUR)
        .ordered(Hand.What.RESUME, null, null)
        .later(HOUR)
        .ordered(Hand.What.HAND_OVER, null, "Li Na")
        .later(HOUR)
        .ordered(Hand.What.SEND_NOW, null, null)
        .later(MINUTE)
        .heard(new MessageEvent.AwaitingOperator(REF, 2, "text", "chat-disabled"))
        .later(HOUR)
        .ordered(Hand.What.LET_GO, null, null)
        .later(HOUR);
  }

  static Stream<Arguments> lives() {
    return Stream.of(
        Arguments.of("waiting", full()),
        Arguments.of("expired", full().later(Duration.ofDays(1)).later(HOUR)),
        Arguments.of("supplied", full().supplied().later(HOUR)),
        Arguments.of("supplied late", full().later(Duration.ofDays(2)).supplied().later(HOUR)),
        Arguments.of("lost", full().later(Duration.ofDays(1)).lost().later(HOUR)),
        Arguments.of("split", full().split().later(HOUR)),
        Arguments.of("held to its end", full().ordered(Hand.What.HAND_OVER, null, "Wei").lost()),
        Arguments.of(
            "never told",
            opened().ordered(Hand.What.STOP, null, null).later(HOUR).later(HOUR.multipliedBy(23))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lives")
  void at_each_moment_of_its_life_a_case_is_shown_as_it_was(String name, Life life) {
    assertThat(life.was).as(name).hasSizeGreaterThan(2);
    theSame(life, life.kept());
  }

  @Test
  void before_it_was_seen_waiting_there_is_no_case() {
    assertThat(AsOf.of(full().kept(), PAID)).isEmpty();
  }

  @Test
  void what_it_took_over_a_posting_split_off_has_from_its_beginning() {
    var whole = full().ordered(Hand.What.HAND_OVER, null, "Wei").later(HOUR).split();
    var part =
        new Life((Opened) whole.state)
            .later(Duration.between(PAID, whole.now))
            .paid(whole.now)
            .later(MINUTE)
            .heard(new MessageEvent.Sent(REF, 2, "chat"))
            .later(HOUR.multipliedBy(5))
            .ordered(Hand.What.LET_GO, null, null)
            .later(HOUR.multipliedBy(10))
            .supplied();
    theSame(part, part.kept());
    var first = AsOf.of(part.kept(), whole.now).orElseThrow().then().file();
    assertThat(first.hand().holder()).isEqualTo("Wei");
    assertThat(first.deadline().at()).isEqualTo(PAID.plus(POLICY.window()));
  }

  @Test
  void what_was_read_at_one_fifty_and_heard_at_ten_past_two_was_read_at_two() {
    var life = opened().heard(new MessageEvent.Sent(REF, 1, "chat")).later(HOUR);
    var read = life.now;
    life.later(MINUTE.multipliedBy(10));
    var between = life.now;
    assertThat(((Opened) life.state).file().told().back().readStep())
        .as("the board has not heard of it")
        .isZero();
    life.later(MINUTE.multipliedBy(10)).heard(new MessageEvent.Read(REF, 1, "chat"), read);
    assertThat(AsOf.of(life.kept(), between).orElseThrow().then().file().told().back().readAt())
        .isEqualTo(read);
    assertThat(AsOf.of(life.kept(), read.minusSeconds(1)).orElseThrow().then().file().told().back())
        .isEqualTo(Told.Back.NOTHING);
  }

  @Test
  void a_case_that_was_opened_again_is_shown_in_each_of_its_rounds() {
    var life = full().supplied().later(HOUR);
    var supplied = life.now;
    life.later(HOUR).paid(life.now).later(MINUTE);
    var again = life.now;
    life.ordered(Hand.What.HAND_OVER, null, "Wei").later(HOUR);
    life.was.forEach(
        (at, state) -> {
          if (state instanceof Opened opened) {
            var past = AsOf.of(life.kept(), at).orElseThrow();
            assertThat(Shown.of(past, at))
                .as("at %s", at)
                .isEqualTo(Shown.of(new AsOf(opened, Set.of()), at));
          }
        });
    assertThat(AsOf.of(life.kept(), supplied).orElseThrow().unsure())
        .containsExactly(Unsure.OPENED_AGAIN);
    assertThat(AsOf.of(life.kept(), again).orElseThrow().unsure()).isEmpty();
  }

  @Test
  void that_the_deadline_moved_is_said_and_when_is_not_guessed() {
    var life = opened().later(HOUR);
    var before = life.now;
    life.later(HOUR).paid(PAID.plus(HOUR)).later(HOUR);
    var past = AsOf.of(life.kept(), before).orElseThrow();
    assertThat(past.unsure()).containsExactly(Unsure.DEADLINE_MOVED);
    assertThat(past.then().file().deadline().at()).isEqualTo(PAID.plus(HOUR.multipliedBy(25)));
    life.later(Duration.ofDays(2));
    assertThat(AsOf.of(life.kept(), life.now).orElseThrow().unsure())
        .as("at the end it is known")
        .isEmpty();
  }

  @Test
  void what_the_timeline_has_forgotten_is_said_and_what_the_case_itself_says_holds() {
    var life = full();
    var kept = life.kept(PAID.plus(HOUR.multipliedBy(3)));
    var early = AsOf.of(kept, PAID.plus(MINUTE.multipliedBy(30))).orElseThrow();
    assertThat(early.unsure()).containsExactly(Unsure.STORY_NOT_KEPT);
    assertThat(early.then().file().told().sentStep()).as("the case knows its last message").isOne();
    assertThat(early.then().file().stepsTaken()).as("the first reminder is forgotten").isZero();
    var late = AsOf.of(life.supplied().kept(Instant.MAX), life.now).orElseThrow();
    assertThat(late.unsure()).as("what is over says all").isEmpty();
  }

  /** Lives by chance, the same ones each time; each must be shown as it was at each moment. */
  @Test
  void whatever_happens_to_a_case_its_past_is_what_was() {
    var seen = new HashMap<String, Integer>();
    for (var seed = 0; seed < 3_000; seed++) {
      var random = new Random(seed);
      var life = new Life();
      for (var step = 0; step < 25; step++) {
        life.later(
            Duration.ofSeconds(1 + random.nextInt(random.nextInt(10) == 0 ? 90_000 : 5_400)));
        seen.merge(happens(random, life), 1, Integer::sum);
        life.later(Duration.ofSeconds(1));
      }
      if (life.state instanceof Opened) {
        likeness(life, seed, seen);
      }
    }
    assertThat(seen.keySet())
        .as("all of it has happened: %s", seen)
        .contains("waiting", "expired", "supplied", "lost", "split", "sure", "opened-again");
    assertThat(seen.get("sure")).isGreaterThan(20_000);
  }

  private static void likeness(Life life, int seed, Map<String, Integer> seen) {
    life.was.forEach(
        (at, state) -> {
          var past = AsOf.of(life.kept(), at);
          assertThat(past.isPresent()).isEqualTo(state instanceof Opened);
          if (state instanceof Opened opened) {
            var now = new AsOf(opened, Set.of());
            seen.merge(now.state(), 1, Integer::sum);
            past.get().unsure().forEach(each -> seen.merge(each.word(), 1, Integer::sum));
            if (past.get().unsure().isEmpty()) {
              seen.merge("sure", 1, Integer::sum);
            }
            assertThat(Shown.of(past.get(), at))
                .as("seed %s at %s", seed, at)
                .isEqualTo(Shown.of(now, at));
          }
        });
  }

  private static String happens(Random random, Life life) {
    var step = 1 + random.nextInt(3);
    return switch (random.nextInt(24)) {
      case 0 -> done("supply", life.supplied());
      case 1 -> random.nextInt(4) == 0 ? done("lose", life.lost()) : "nothing";
      case 2 -> random.nextInt(4) == 0 ? done("part", life.split()) : "nothing";
      case 3, 4, 5 -> done("sent", life.heard(new MessageEvent.Sent(REF, step, "chat")));
      case 6, 7 -> done("read", life.heard(new MessageEvent.Read(REF, step, "chat")));
      case 8 -> done("notice read", life.heard(new MessageEvent.Read(REF, 0, "chat", "why.1")));
      case 9, 10 ->
          done("answered", life.heard(new MessageEvent.Answered(REF, step, "chat", "asks-why")));
      case 11 -> done("failed", life.heard(new MessageEvent.Failed(REF, step, "why")));
      case 12 ->
          done(
              "by hand",
              life.heard(new MessageEvent.AwaitingOperator(REF, step, "t", "chat-disabled")));
      case 13 -> done("stop", life.ordered(Hand.What.STOP, null, null));
      case 14 -> done("resume", life.ordered(Hand.What.RESUME, null, null));
      case 15 -> done("send", life.ordered(Hand.What.SEND_NOW, null, null));
      case 16 ->
          done(
              "snooze",
              life.ordered(Hand.What.SNOOZE, life.now.plus(HOUR.multipliedBy(step)), null));
      case 17 ->
          done("hand", life.ordered(Hand.What.HAND_OVER, null, List.of("Li", "Wei").get(step % 2)));
      case 18 -> done("let go", life.ordered(Hand.What.LET_GO, null, null));
      case 19 -> life.state instanceof Waiting ? "nothing" : done("again", life.paid(life.now));
      default -> done("waits", life.waits());
    };
  }

  private static String done(String what, Life life) {
    assertThat(life.was).containsKey(life.now);
    return what;
  }
}
