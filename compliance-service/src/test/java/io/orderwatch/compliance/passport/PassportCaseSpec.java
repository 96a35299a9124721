package io.orderwatch.compliance.passport;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static io.orderwatch.mailbox.Effect.publish;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.passport.PassportCase.Expired;
import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.compliance.passport.PassportCase.Lost;
import io.orderwatch.compliance.passport.PassportCase.Split;
import io.orderwatch.compliance.passport.PassportCase.Supplied;
import io.orderwatch.compliance.passport.PassportCase.Unknown;
import io.orderwatch.compliance.passport.PassportCase.Waiting;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Deadline.Basis;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Due;
import io.orderwatch.mailbox.Effect;
import io.orderwatch.mailbox.Settled;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

public class PassportCaseSpec {

  static final PassportPolicy POLICY =
      new PassportPolicy(
          Duration.ofHours(24), List.of(Duration.ZERO, Duration.ofHours(8), Duration.ofHours(18)));
  static final Instant PAID = Instant.parse("2026-11-01T10:00:00Z");
  static final Instant SEEN = PAID.plusSeconds(90);
  static final Deadline DEADLINE =
      new Deadline(PAID.plus(Duration.ofHours(24)), Basis.IN_PROCESS_AT);
  static final PostingRef REF = PostingRef.of("1001", "0132112277-0102-1");
  static final Posting.Cancellation BY_OZON = new Posting.Cancellation(0, "ozon", false, false);

  static final File FILE = new File(REF, "0132112277-0102", 1, SEEN, DEADLINE, 0, null);
  static final Waiting WAITING = new Waiting(FILE);
  static final Expired EXPIRED = new Expired(FILE);
  static final Supplied SUPPLIED = new Supplied(FILE, SEEN);
  static final Lost LOST = new Lost(FILE, SEEN, BY_OZON);
  static final Split SPLIT = new Split(FILE, SEEN);
  static final PostingRef PARENT = PostingRef.of("1001", "0132112277-0102-0");

  static Posting posting(
      long version,
      String status,
      String substatus,
      @Nullable Instant paid,
      Posting.@Nullable Cancellation cancellation) {
    return new Posting(
        REF,
        "0132112277-0102",
        version,
        status,
        substatus,
        "aggregator",
        List.of("cancel"),
        "",
        paid,
        null,
        null,
        List.of(),
        cancellation);
  }

  static Posting awaiting(long version) {
    return posting(version, "awaiting_packaging", Posting.AWAITING_PASSPORT, PAID, null);
  }

  static Posting released(long version) {
    return posting(version, "awaiting_packaging", "posting_created", PAID, null);
  }

  static Posting cancelled(long version) {
    return posting(version, "cancelled", "posting_canceled", PAID, BY_OZON);
  }

  static Posting split(long version) {
    return posting(version, "cancelled_from_split_pending", "posting_canceled", PAID, null);
  }

  /** Split off {@link #PARENT}, and shown as if it had been paid only now. */
  static Posting child(long version) {
    var later = PAID.plus(Duration.ofHours(10));
    var p = posting(version, "awaiting_packaging", Posting.AWAITING_PASSPORT, later, null);
    return new Posting(
        p.ref(),
        p.orderNumber(),
        version,
        p.status(),
        p.substatus(),
        p.integration(),
        p.actions(),
        "",
        p.inProcessAt(),
        null,
        null,
        List.of(),
        null,
        true,
        PARENT);
  }

  static final Effect ALARM =
      new Effect.SetTimer("alarm", DEADLINE.at().minus(Duration.ofHours(2)));

  static File taken(int step, Instant at) {
    return FILE.reminded(step).told(Told.NOTHING.reminded(at));
  }

  static PostingEvent.Snapshot changed(Posting posting) {
    return new PostingEvent.Changed(posting, "awaiting_packaging", Posting.AWAITING_PASSPORT);
  }

  static Due due(String timer, Duration afterPayment) {
    return new Due(timer, PAID.plus(afterPayment), PAID.plus(afterPayment));
  }

  @Test
  void a_posting_that_awaits_a_passport_opens_a_case_that_ends_24_hours_after_payment() {
    assertThat(PassportCase.on(new Unknown(), new PostingEvent.Received(awaiting(1)), SEEN, POLICY))
        .isEqualTo(
            move(
                WAITING,
                publish(new PassportEvent.Missing(REF, "0132112277-0102", DEADLINE)),
                new Effect.SetTimer("step", SEEN),
                new Effect.SetTimer("deadline", DEADLINE.at()),
                ALARM));
  }

  @Test
  void where_ozon_names_no_time_of_payment_the_hours_count_from_when_it_was_seen() {
    var unpaid = posting(1, "awaiting_deliver", Posting.AWAITING_PASSPORT, null, null);
    assertThat(
            PassportCase.on(new Unknown(), new PostingEvent.Received(unpaid), SEEN, POLICY).next())
        .isEqualTo(
            new Waiting(FILE.due(new Deadline(SEEN.plus(Duration.ofHours(24)), Basis.FIRST_SEEN))));
  }

  @Test
  void other_postings_open_none() {
    for (var other :
        List.of(released(1), cancelled(1), posting(1, "strange", "never_heard_of", PAID, null))) {
      assertThat(PassportCase.on(new Unknown(), new PostingEvent.Received(other), SEEN, POLICY))
          .isEqualTo(stay(new Unknown()));
    }
  }

  @Test
  void each_step_of_the_ladder_is_due_once_and_sets_the_next() {
    assertThat(PassportCase.on(WAITING, due("step", Duration.ZERO), POLICY))
        .isEqualTo(
            move(
                new Waiting(taken(1, PAID)),
                publish(
                    new PassportEvent.ReminderDue(REF, "0132112277-0102", 1, 3, DEADLINE), PAID),
                new Effect.SetTimer("step", PAID.plus(Duration.ofHours(8)))));
    assertThat(PassportCase.on(new Waiting(taken(1, PAID)), due("step", Duration.ZERO), POLICY))
        .as("a timer that fires early is set again")
        .isEqualTo(
            move(
                new Waiting(taken(1, PAID)),
                new Effect.SetTimer("step", PAID.plus(Duration.ofHours(8)))));
    assertThat(
            PassportCase.on(
                    new Waiting(FILE.reminded(2)), due("step", Duration.ofHours(18)), POLICY)
                .effects())
        .as("the last step sets no timer")
        .hasSize(2)
        .contains(new Effect.CancelTimer("step"));
  }

  @Test
  void after_an_outage_the_buyer_gets_the_last_step_that_is_due_not_all_at_once() {
    var late = new Due("step", PAID, PAID.plus(Duration.ofHours(9)));
    assertThat(PassportCase.on(WAITING, late, POLICY))
        .isEqualTo(
            move(
                new Waiting(taken(2, PAID.plus(Duration.ofHours(9)))),
                publish(
                    new PassportEvent.ReminderDue(REF, "0132112277-0102", 2, 3, DEADLINE),
                    PAID.plus(Duration.ofHours(9))),
                new Effect.SetTimer("step", PAID.plus(Duration.ofHours(18)))));
  }

  @Test
  void nobody_is_reminded_after_the_deadline() {
    var tooLate = new Due("step", PAID, DEADLINE.at());
    assertThat(PassportCase.on(WAITING, tooLate, POLICY)).isEqualTo(stay(WAITING));
  }

  @Test
  void a_case_not_supplied_in_24_hours_expires() {
    assertThat(PassportCase.on(WAITING, due("deadline", Duration.ofHours(24)), POLICY))
        .isEqualTo(
            move(
                EXPIRED,
                publish(new PassportEvent.Expired(REF, DEADLINE), DEADLINE.at()),
                new Effect.CancelTimer("step"),
                new Effect.CancelTimer("alarm")));
  }

  @Test
  void a_deadline_timer_that_fires_early_changes_nothing() {
    assertThat(PassportCase.on(WAITING, due("deadline", Duration.ofHours(23)), POLICY))
        .isEqualTo(stay(WAITING));
  }

  @Test
  void when_ozon_no_longer_waits_the_data_was_supplied_even_after_the_deadline() {
    var at = PAID.plus(Duration.ofHours(5));
    var closed =
        move(
            (PassportCase) new Supplied(FILE.seen(awaiting(2)), at),
            publish(new PassportEvent.Supplied(REF, at)),
            new Effect.CancelTimer("step"),
            new Effect.CancelTimer("deadline"),
            new Effect.CancelTimer("alarm"));
    assertThat(PassportCase.on(WAITING, changed(released(2)), at, POLICY)).isEqualTo(closed);
    assertThat(PassportCase.on(EXPIRED, changed(released(2)), at, POLICY)).isEqualTo(closed);
  }

  @Test
  void a_case_whose_posting_is_cancelled_is_lost_and_says_by_whom() {
    var at = PAID.plus(Duration.ofHours(24));
    assertThat(PassportCase.on(EXPIRED, new PostingEvent.Cancelled(cancelled(2)), at, POLICY))
        .isEqualTo(
            move(
                new Lost(FILE.seen(awaiting(2)), at, BY_OZON),
                publish(new PassportEvent.Lost(REF, BY_OZON)),
                new Effect.CancelTimer("step"),
                new Effect.CancelTimer("deadline"),
                new Effect.CancelTimer("alarm")));
  }

  @Test
  void a_split_is_no_loss() {
    for (var open : List.of(WAITING, EXPIRED)) {
      assertThat(PassportCase.on(open, new PostingEvent.Cancelled(split(2)), SEEN, POLICY))
          .isEqualTo(
              move(
                  new Split(FILE.seen(split(2)), SEEN),
                  publish(new PassportEvent.Split(REF)),
                  new Effect.CancelTimer("step"),
                  new Effect.CancelTimer("deadline"),
                  new Effect.CancelTimer("alarm")));
    }
  }

  private static final Effect INHERITING =
      new Effect.CallOut("inheriting", "v2", new PassportCase.Inheriting(PARENT));

  private static Settled told(int steps) {
    var told = Map.of("steps", "" + steps, "until", "" + DEADLINE.at(), "basis", "IN_PROCESS_AT");
    return new Settled("inheriting", "v2", new Settled.Outcome.Done(told));
  }

  @Test
  void a_posting_split_off_goes_on_with_the_last_step_that_its_parent_was_told_of() {
    var opened = PassportCase.on(new Unknown(), new PostingEvent.Received(child(2)), SEEN, POLICY);
    assertThat(opened.effects())
        .as("nobody is reminded before it is known how far the parent was")
        .contains(INHERITING)
        .noneMatch(effect -> effect instanceof Effect.SetTimer(var name, _) && name.equals("step"));

    var inherited = PassportCase.on(opened.next(), told(2), SEEN, POLICY);
    assertThat(inherited)
        .isEqualTo(
            move(
                new Waiting(FILE.seen(child(2)).of(PARENT).reminded(1)),
                new Effect.SetTimer("step", PAID.plus(Duration.ofHours(8))),
                new Effect.SetTimer("deadline", DEADLINE.at()),
                ALARM));
    assertThat(PassportCase.on(inherited.next(), changed(child(3)), SEEN, POLICY).effects())
        .as("its own, later time moves nothing")
        .isEmpty();
    for (var steps : List.of(0, 1)) {
      assertThat(PassportCase.on(opened.next(), told(steps), SEEN, POLICY).effects())
          .as("the first step may not have been sent")
          .contains(new Effect.SetTimer("step", SEEN));
    }
    assertThat(PassportCase.on(opened.next(), told(3), SEEN, POLICY).effects())
        .as("the last step is told again")
        .contains(new Effect.SetTimer("step", PAID.plus(Duration.ofHours(18))));
  }

  @Test
  void a_posting_split_off_one_that_was_never_waited_for_begins_at_the_first_step() {
    var opened =
        PassportCase.on(new Unknown(), new PostingEvent.Received(child(2)), SEEN, POLICY).next();
    for (var outcome :
        List.of(
            new Settled.Outcome.Done(Map.of()), new Settled.Outcome.Refused("not-made-in-time"))) {
      var paid = PAID.plus(Duration.ofHours(10));
      assertThat(PassportCase.on(opened, new Settled("inheriting", "v2", outcome), SEEN, POLICY))
          .isEqualTo(
              move(
                  opened,
                  new Effect.SetTimer("step", paid),
                  new Effect.SetTimer("deadline", paid.plus(Duration.ofHours(24))),
                  new Effect.SetTimer("alarm", paid.plus(Duration.ofHours(22)))));
    }
  }

  @Test
  void a_parent_that_is_shown_only_later_is_inherited_from_later() {
    assertThat(PassportCase.on(WAITING, changed(child(2)), SEEN, POLICY))
        .isEqualTo(move(new Waiting(FILE.seen(child(2)).of(PARENT)), INHERITING));
    for (var state : states()) {
      if (!(state instanceof Waiting)) {
        assertThat(PassportCase.on(state, told(1), SEEN, POLICY)).isEqualTo(stay(state));
      }
    }
  }

  @Test
  void what_ozon_does_not_show_ends_nothing() {
    for (var open : List.of(WAITING, EXPIRED)) {
      for (var nothing :
          List.of(
              posting(2, "", "", PAID, null),
              posting(2, "awaiting_packaging", "", PAID, null),
              posting(2, "", "posting_created", PAID, null),
              posting(2, "awaiting_packaging", "posting_split_pending", PAID, null))) {
        var decision = PassportCase.on(open, changed(nothing), SEEN, POLICY);
        assertThat(decision.next()).isInstanceOf(open.getClass());
        assertThat(decision.effects()).isEmpty();
      }
      assertThat(
              PassportCase.on(open, changed(posting(2, "delivering", "", PAID, null)), SEEN, POLICY)
                  .next())
          .isInstanceOf(Supplied.class);
      assertThat(
              PassportCase.on(
                      open, changed(posting(2, "", "posting_canceled", PAID, null)), SEEN, POLICY)
                  .next())
          .isInstanceOf(Lost.class);
    }
  }

  @Test
  void a_time_of_payment_that_is_shown_no_more_moves_no_deadline() {
    var timeless = posting(2, "awaiting_packaging", Posting.AWAITING_PASSPORT, null, null);
    assertThat(PassportCase.on(WAITING, changed(timeless), SEEN, POLICY))
        .isEqualTo(stay(new Waiting(FILE.seen(timeless))));
  }

  @Test
  void a_deadline_that_ozon_moves_is_followed() {
    var later = PAID.plus(Duration.ofHours(1));
    var moved = posting(2, "awaiting_packaging", Posting.AWAITING_PASSPORT, later, null);
    assertThat(PassportCase.on(WAITING, changed(moved), SEEN, POLICY).effects())
        .containsExactly(
            new Effect.SetTimer("step", later),
            new Effect.SetTimer("deadline", later.plus(Duration.ofHours(24))),
            new Effect.SetTimer("alarm", later.plus(Duration.ofHours(22))));
  }

  @Test
  void data_that_ozon_asks_for_again_opens_a_new_round() {
    assertThat(PassportCase.on(SUPPLIED, changed(awaiting(2)), SEEN, POLICY).next())
        .isEqualTo(new Waiting(FILE.seen(awaiting(2))));
  }

  @Test
  void a_step_that_is_late_comes_in_the_evening_still_and_by_night_not() {
    var quiet = new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0));
    var hours = Duration.ofHours(1);
    var ladder = new Ladder(POLICY.ladder().steps(), quiet, hours.multipliedBy(2), hours);
    var policy = new PassportPolicy(POLICY.window(), ladder, hours);
    var waiting = new Waiting(taken(1, PAID));
    // 10:00 UTC is 15:00 in Yekaterinburg: the second step falls on 23:00, and moves to 21:45
    var zoned = posting(2, "awaiting_packaging", Posting.AWAITING_PASSPORT, PAID, null);
    var lives =
        (Waiting)
            PassportCase.on(waiting, changed(in("Asia/Yekaterinburg", zoned)), SEEN, policy).next();
    var evening = PAID.plus(Duration.ofMinutes(6 * 60 + 45));
    assertThat(policy.next(lives.file(), SEEN)).contains(new Ladder.Slot(2, evening));
    var late = evening.plusSeconds(30);
    assertThat(PassportCase.on(lives, new Due("step", evening, late), policy).effects())
        .contains(
            publish(new PassportEvent.ReminderDue(REF, "0132112277-0102", 2, 3, DEADLINE), late));
    var night = evening.plus(hours);
    assertThat(PassportCase.on(lives, new Due("step", evening, night), policy))
        .isEqualTo(move(lives, new Effect.SetTimer("step", PAID.plus(Duration.ofHours(18)))));
  }

  private static Posting in(String zone, Posting p) {
    return new Posting(
        p.ref(),
        p.orderNumber(),
        p.version(),
        p.status(),
        p.substatus(),
        p.integration(),
        p.actions(),
        "",
        p.inProcessAt(),
        null,
        null,
        List.of(),
        null,
        true,
        null,
        zone);
  }

  @Test
  void a_zone_that_becomes_known_moves_the_next_step_and_is_kept_when_it_is_shown_no_more() {
    var moved = PassportCase.on(WAITING, changed(in("Asia/Omsk", awaiting(2))), SEEN, POLICY);
    assertThat(moved.effects()).containsExactly(new Effect.SetTimer("step", SEEN));
    var file = ((Waiting) moved.next()).file();
    assertThat(file.zone()).isEqualTo("Asia/Omsk");
    assertThat(PassportCase.on(moved.next(), changed(awaiting(3)), SEEN, POLICY))
        .isEqualTo(stay(new Waiting(file.seen(awaiting(3)))));
    assertThat(PassportPolicy.zone("Europe/Atlantis")).isEqualTo(PassportPolicy.MOSCOW);
  }

  /** Each state, some of them in two ways. */
  public static List<PassportCase> states() {
    return List.of(
        new Unknown(),
        WAITING,
        new Waiting(FILE.reminded(3)),
        new Waiting(taken(1, PAID).told(Told.NOTHING.sent(1, SEEN).escalated("message-failed"))),
        new Waiting(FILE.ordered(HandSpec.SNOOZE).ordered(HandSpec.STOP)),
        new Waiting(FILE.of(PARENT)),
        EXPIRED,
        SUPPLIED,
        LOST,
        SPLIT);
  }

  static Stream<Arguments> matrix() {
    var states = states();
    var postings =
        List.of(
            awaiting(1),
            awaiting(2),
            released(1),
            released(2),
            cancelled(2),
            split(2),
            child(2),
            posting(2, "", "", null, null));
    return states.stream()
        .flatMap(state -> postings.stream().map(posting -> Arguments.of(state, posting)));
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void every_state_answers_every_posting_and_the_same_again_changes_nothing(
      PassportCase state, Posting posting) {
    for (PostingEvent.Snapshot event :
        List.of(
            new PostingEvent.Received(posting),
            changed(posting),
            new PostingEvent.Cancelled(posting),
            new PostingEvent.Delivered(posting),
            new PostingEvent.Returning(posting))) {
      var once = PassportCase.on(state, event, SEEN, POLICY);
      assertThat(PassportCase.on(once.next(), event, SEEN, POLICY)).isEqualTo(stay(once.next()));
      if (state instanceof Lost || state instanceof Split) {
        assertThat(once.effects()).as("gone stays gone").isEmpty();
      }
      if (state instanceof PassportCase.Opened opened
          && posting.version() <= opened.file().version()) {
        assertThat(once).as("what was seen is not seen again").isEqualTo(stay(state));
      }
    }
    for (var timer : List.of("step", "deadline", "never heard of")) {
      var fired = PassportCase.on(state, due(timer, Duration.ofHours(24)), POLICY);
      assertThat(fired.effects().isEmpty())
          .isEqualTo(!(state instanceof Waiting) || !timer.equals("deadline"));
    }
    assertThat(PassportCase.on(state, due("alarm", Duration.ofHours(21)), POLICY))
        .as("an alarm that fires early changes nothing")
        .isEqualTo(stay(state));
  }

  @Test
  void a_ladder_that_does_not_ascend_within_the_window_is_refused() {
    var day = Duration.ofHours(24);
    assertThatThrownBy(() -> new PassportPolicy(day, List.of())).hasMessageContaining("ladder");
    assertThatThrownBy(() -> new PassportPolicy(day, List.of(day))).hasMessageContaining("ascend");
    assertThatThrownBy(
            () -> new PassportPolicy(day, List.of(Duration.ofHours(2), Duration.ofHours(1))))
        .hasMessageContaining("ascend");
    assertThatThrownBy(
            () -> new PassportPolicy(day, List.of(Duration.ofHours(2), Duration.ofHours(2))))
        .hasMessageContaining("ascend");
  }
}
