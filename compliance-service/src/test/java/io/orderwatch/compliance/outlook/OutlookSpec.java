package io.orderwatch.compliance.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orderwatch.compliance.outlook.Chance.By;
import io.orderwatch.compliance.outlook.Chance.Over;
import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.compliance.outlook.Chance.Unknown;
import io.orderwatch.compliance.whatif.Past;
import io.orderwatch.compliance.whatif.Response;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PostingRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutlookSpec {

  private static final Instant OPENED = Instant.parse("2026-11-01T09:00:00Z");
  private static final Instant LEARNED = OPENED.plus(Duration.ofDays(2));
  private static final Instant NOW = LEARNED.plus(Duration.ofHours(1));

  /**
   * @param opened when he opened a message; 0 if he did not
   * @param hours when he was told, and last when the case ended
   */
  private static Past past(String store, boolean supplied, int opened, int... hours) {
    var told = new ArrayList<Instant>();
    for (var n = 0; n + 1 < hours.length; n++) {
      told.add(hour(hours[n]));
    }
    return new Past(
        PostingRef.of(store, "1-1"),
        "1",
        OPENED,
        new Deadline(hour(24), Deadline.Basis.IN_PROCESS_AT),
        null,
        told,
        opened == 0 ? List.of() : List.of(hour(opened)),
        hour(hours[hours.length - 1]),
        supplied);
  }

  private static Instant hour(int n) {
    return OPENED.plus(Duration.ofHours(n));
  }

  private static List<Past> times(int n, Past past) {
    return Collections.nCopies(n, past);
  }

  @SafeVarargs
  private static Outlook learned(List<Past>... pasts) {
    var all = new ArrayList<Past>();
    for (var each : pasts) {
      all.addAll(each);
    }
    return Outlook.learn(all, LEARNED);
  }

  /**
   * @param opened how many hours ago he opened the last message; null if he did not
   * @param reminders in how many hours the next ones are planned
   */
  private static Open open(
      int told, int silent, @Nullable Integer opened, int left, int... reminders) {
    var planned = new ArrayList<Instant>();
    for (var each : reminders) {
      planned.add(in(each));
    }
    return new Open(
        PostingRef.of("1001", "2-1"),
        in(left),
        told,
        in(-silent),
        opened == null ? null : in(-opened),
        planned);
  }

  private static Instant in(int hours) {
    return NOW.plus(Duration.ofHours(hours));
  }

  private static void is(Chance chance, double supplied, int from, boolean ofStore, By by) {
    assertThat(chance).isInstanceOf(Stated.class);
    var stated = (Stated) chance;
    assertThat(stated.supplied()).isCloseTo(supplied, within(1e-12));
    assertThat(stated).isEqualTo(new Stated(stated.supplied(), from, ofStore, by));
  }

  /** Told after an hour: ten give it an hour later, ten after four, twenty never. */
  private static final Outlook FORTY =
      learned(
          times(10, past("1001", true, 0, 1, 2)),
          times(10, past("1001", true, 0, 1, 5)),
          times(20, past("1001", false, 0, 1, 24)));

  @Test
  void who_was_told_just_now_is_held_against_all_who_were_told() {
    is(FORTY.chance(open(1, 0, null, 20), NOW), 0.5, 40, true, By.SILENCE);
  }

  @Test
  void who_has_been_silent_for_longer_is_held_against_those_who_had() {
    is(FORTY.chance(open(1, 2, null, 20), NOW), 10.0 / 30, 30, true, By.SILENCE);
  }

  @Test
  void what_comes_after_the_deadline_helps_nobody() {
    is(FORTY.chance(open(1, 0, null, 3), NOW), 0.25, 40, true, By.SILENCE);
    is(FORTY.chance(open(1, 0, null, 1), NOW), 0, 40, true, By.SILENCE);
  }

  @Test
  void of_fewer_than_thirty_no_chance_is_stated() {
    assertThat(FORTY.chance(open(1, 6, null, 18), NOW)).isEqualTo(new Unknown(20));
    assertThat(learned().chance(open(0, 0, null, 24), NOW)).isEqualTo(new Unknown(0));
    assertThat(learned(times(29, past("1001", true, 0, 1, 2))).chance(open(1, 0, null, 20), NOW))
        .isEqualTo(new Unknown(29));
  }

  @Test
  void when_the_deadline_has_passed_nothing_is_to_be_expected() {
    assertThat(FORTY.chance(open(1, 0, null, 0), NOW)).isEqualTo(new Over());
    assertThat(FORTY.chance(open(1, 0, null, -5), NOW)).isEqualTo(new Over());
  }

  @Test
  void the_store_is_asked_first_and_all_stores_where_it_has_too_little_past() {
    var elsewhere = times(40, past("1002", true, 0, 1, 3));
    is(
        learned(times(29, past("1001", false, 0, 1, 24)), elsewhere)
            .chance(open(1, 0, null, 20), NOW),
        40.0 / 69,
        69,
        false,
        By.SILENCE);
    is(
        learned(times(30, past("1001", false, 0, 1, 24)), elsewhere)
            .chance(open(1, 0, null, 20), NOW),
        0,
        30,
        true,
        By.SILENCE);
  }

  @Test
  void a_reminder_that_is_planned_gives_another_chance() {
    is(FORTY.chance(open(0, 0, null, 20, 1), NOW), 0.5, 40, true, By.SILENCE);
    is(FORTY.chance(open(1, 2, null, 20, 1), NOW), 0.5, 30, true, By.SILENCE);
    is(FORTY.chance(open(1, 2, null, 20, 5), NOW), 1.0 / 3 + 2.0 / 3 * 0.5, 30, true, By.SILENCE);
    is(FORTY.chance(open(0, 0, null, 20, 21), NOW), 0, 40, true, By.SILENCE);
  }

  @Test
  void who_was_told_oftener_than_ever_was_goes_on_as_after_the_last_that_thirty_were() {
    var outlook =
        learned(times(30, past("1001", true, 0, 1, 3)), times(5, past("1001", true, 0, 1, 2, 4)));
    is(outlook.chance(open(0, 0, null, 20, 1, 9), NOW), 1, 35, true, By.SILENCE);
    assertThat(outlook.chance(open(2, 0, null, 20), NOW)).isEqualTo(new Unknown(5));
  }

  @Test
  void who_has_opened_the_message_is_held_against_those_who_had() {
    var outlook =
        learned(
            times(30, past("1001", true, 2, 1, 5)),
            times(10, past("1001", false, 2, 1, 24)),
            times(40, past("1001", false, 0, 1, 24)));
    is(outlook.chance(open(1, 5, 1, 18), NOW), 0.75, 40, true, By.OPENED);
    is(outlook.chance(open(1, 0, null, 20), NOW), 0.375, 80, true, By.UNREAD);
    is(outlook.chance(open(1, 3, null, 20), NOW), 0, 40, true, By.UNREAD);
    assertThat(outlook.chance(open(1, 9, 6, 15), NOW))
        .as("ten opened it and were silent for so long; fifty were, opened or not")
        .isEqualTo(new Stated(0, 50, true, By.SILENCE));
  }

  @Test
  void where_too_few_were_seen_to_open_it_what_he_opened_counts_for_nothing() {
    var outlook =
        learned(times(29, past("1001", true, 2, 1, 5)), times(40, past("1001", false, 0, 1, 24)));
    is(outlook.chance(open(1, 1, 0, 18), NOW), 29.0 / 69, 69, true, By.SILENCE);
    is(outlook.chance(open(1, 3, null, 18), NOW), 29.0 / 69, 69, true, By.SILENCE);
  }

  @Test
  void what_is_cancelled_before_its_deadline_is_lost_and_cannot_be_supplied_later() {
    var outlook =
        learned(times(20, past("1001", false, 0, 1, 3)), times(20, past("1001", true, 0, 1, 9)));
    is(outlook.chance(open(1, 0, null, 20), NOW), 0.5, 40, true, By.SILENCE);
  }

  @Test
  void what_ended_later_teaches_nothing_and_nothing_is_foreseen_for_earlier() {
    var ended = times(40, past("1001", true, 0, 1, 2));
    assertThat(Outlook.learn(ended, hour(2)).cases()).isEqualTo(40);
    assertThat(Outlook.learn(ended, hour(1)).cases()).isZero();
    assertThatThrownBy(() -> FORTY.chance(open(1, 0, null, 20), LEARNED.minusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void where_nobody_is_lost_early_or_seen_to_open_it_is_what_a_what_if_reckons_with() {
    var random = new Random(11);
    var cases = new ArrayList<Past>();
    for (var n = 0; n < 400; n++) {
      var supplied = random.nextBoolean();
      var first = random.nextInt(1, 4);
      var end = supplied ? random.nextInt(5, 24) : 24;
      cases.add(past("1001", supplied, 0, first, end));
    }
    var response = Response.learn(cases);
    var outlook = Outlook.learn(cases, LEARNED);
    for (var silent = 0; silent < 10; silent++) {
      for (var left = 1; left < 14; left++) {
        var been = response.silent(1, Duration.ofHours(silent).minusNanos(1));
        var then = response.silent(1, Duration.ofHours(silent + left).minusNanos(1));
        assertThat(((Stated) outlook.chance(open(1, silent, null, left), NOW)).supplied())
            .isCloseTo(1 - then / been, within(1e-9));
      }
    }
  }
}
