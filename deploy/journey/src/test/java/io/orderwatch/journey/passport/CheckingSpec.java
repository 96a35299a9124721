package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Event;
import io.orderwatch.contracts.MessageEvent;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingEvent;
import io.orderwatch.contracts.PostingRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checking passes what is right and catches each fault that is planted. */
class CheckingSpec {

  static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  static final PostingRef REF = PostingRef.of("1001", "p-1");
  static final Deadline DEADLINE =
      new Deadline(NOON.plusSeconds(86_400), Deadline.Basis.IN_PROCESS_AT);
  static final Checking CHECKING =
      new Checking(
          List.of(Duration.ZERO, Duration.ofHours(8), Duration.ofHours(18)),
          new Outages(),
          Duration.ofHours(2),
          Duration.ofMinutes(30),
          Duration.ofMinutes(10),
          Set.of());

  static Instant after(int hours, int minutes) {
    return NOON.plus(Duration.ofHours(hours)).plus(Duration.ofMinutes(minutes));
  }

  static Truth.Message message(int hours, int minutes) {
    return new Truth.Message(after(hours, minutes), "text of " + hours);
  }

  static Truth supplied(Truth.Message... messages) {
    return new Truth(
        REF.key(),
        "",
        true,
        NOON,
        NOON,
        after(12, 0),
        null,
        null,
        "",
        "suppliesAfter",
        "",
        false,
        "ozon",
        "",
        List.of(messages),
        List.of(after(0, 4), after(8, 4)));
  }

  static Posting posting(long version) {
    return new Posting(
        REF, "o", version, "", "", "", List.of(), "", NOON, null, null, List.of(), null);
  }

  static List<Event> events() {
    return new ArrayList<>(
        List.of(
            new PostingEvent.Received(posting(1)),
            new PostingEvent.Changed(posting(2), "", ""),
            new PassportEvent.Missing(REF, "o", DEADLINE),
            new PassportEvent.Supplied(REF, after(12, 0)),
            new MessageEvent.Sent(REF, 1, "chat"),
            new MessageEvent.Sent(REF, 2, "chat")));
  }

  static Outcome outcome(String state, List<Event> events) {
    return new Outcome(
        Map.of(REF.key(), state), Map.of(REF.key(), events), 0, Map.of("compliance.call", 0L));
  }

  static List<String> faults(Truth truth, Outcome outcome) {
    return CHECKING.faults(List.of(truth), outcome);
  }

  static final Truth RIGHT = supplied(message(0, 5), message(8, 5));

  @Test
  void what_is_right_passes() {
    assertThat(faults(RIGHT, outcome("supplied", events()))).isEmpty();
  }

  @Test
  void a_case_that_was_never_opened_or_ended_wrongly_is_caught() {
    assertThat(
            CHECKING.faults(
                List.of(RIGHT), new Outcome(Map.of(), Map.of(REF.key(), events()), 0, Map.of())))
        .isNotEmpty();
    assertThat(faults(RIGHT, outcome("lost", events()))).isNotEmpty();
  }

  @Test
  void data_that_came_shortly_before_a_split_need_not_have_been_seen_and_longer_before_they_must() {
    var events = events();
    events.set(3, new PassportEvent.Split(REF));
    var split = outcome("split", events);
    assertThat(faults(splitAfter(Duration.ofMinutes(29)), split)).isEmpty();
    assertThat(faults(splitAfter(Duration.ofMinutes(31)), split)).isNotEmpty();
    assertThat(faults(splitAfter(Duration.ofMinutes(29)), outcome("supplied", events()))).isEmpty();
  }

  /** Split so long after the data came. */
  private static Truth splitAfter(Duration supplied) {
    return new Truth(
        REF.key(),
        "",
        true,
        NOON,
        NOON,
        after(12, 0),
        after(12, 0).plus(supplied),
        null,
        "",
        "suppliesAfter",
        "",
        false,
        "ozon",
        "",
        RIGHT.messages(),
        RIGHT.reads());
  }

  @Test
  void a_step_that_never_came_came_twice_or_was_not_told_of_is_caught() {
    assertThat(faults(supplied(message(0, 5)), outcome("supplied", events()))).isNotEmpty();
    assertThat(
            faults(
                supplied(message(0, 5), message(8, 5), message(8, 5)),
                outcome("supplied", events())))
        .isNotEmpty();
    var untold = events();
    untold.removeLast();
    assertThat(faults(RIGHT, outcome("supplied", untold))).isNotEmpty();
  }

  @Test
  void a_step_is_excused_by_an_outage_that_left_no_time_for_it_and_by_no_shorter_one() {
    var once = List.of(supplied(message(0, 5)));
    var events = events();
    events.removeLast();
    var outcome = outcome("supplied", events);
    assertThat(awayUntil(after(11, 0)).faults(once, outcome)).isEmpty();
    assertThat(awayUntil(after(9, 0)).faults(once, outcome)).isNotEmpty();
  }

  private static Checking awayUntil(Instant back) {
    var outages = new Outages();
    outages.add(after(7, 0), back);
    return new Checking(
        CHECKING.ladder(),
        outages,
        CHECKING.slack(),
        CHECKING.unseen(),
        CHECKING.crossing(),
        Set.of());
  }

  @Test
  void a_message_after_the_data_was_supplied_is_caught_unless_it_crossed_it_on_the_way() {
    var late = supplied(message(0, 5), message(12, 1));
    assertThat(faults(late, outcome("supplied", events())))
        .singleElement()
        .asString()
        .contains("although it ended");
    var crossed =
        new Truth(
            REF.key(),
            "",
            true,
            NOON,
            NOON,
            after(12, 0),
            null,
            null,
            "",
            "",
            "",
            false,
            "",
            "",
            late.messages(),
            List.of(after(0, 4), after(11, 59)));
    assertThat(faults(crossed, outcome("supplied", events()))).isEmpty();
    assertThat(CHECKING.crossings(List.of(crossed))).isEqualTo(1);
  }

  @Test
  void a_lost_doubled_or_reordered_version_is_caught() {
    for (var wrong : List.of(List.of(1L), List.of(2L, 1L), List.of(1L, 3L), List.of(1L, 1L, 2L))) {
      var events = events().subList(2, 6);
      var all =
          new ArrayList<Event>(
              wrong.stream().map(version -> new PostingEvent.Received(posting(version))).toList());
      all.addAll(events);
      assertThat(faults(RIGHT, outcome("supplied", all)))
          .hasSize(wrong.equals(List.of(1L)) ? 0 : 1);
    }
    assertThat(faults(RIGHT, outcome("supplied", events().subList(2, 6)))).isNotEmpty();
  }

  @Test
  void a_cancellation_that_nobody_asked_for_or_nobody_told_of_is_caught() {
    var cancelled =
        new Truth(
            REF.key(),
            "",
            false,
            NOON,
            NOON,
            null,
            null,
            after(3, 0),
            "seller",
            "",
            "",
            false,
            "ozon",
            "",
            List.of(),
            List.of());
    var faults =
        CHECKING.faults(
            List.of(cancelled),
            new Outcome(
                Map.of(),
                Map.of(REF.key(), List.of(new PostingEvent.Received(posting(1)))),
                0,
                Map.of()));
    assertThat(faults).hasSize(2);
  }

  @Test
  void what_is_still_open_is_caught() {
    assertThat(
            CHECKING.faults(
                List.of(), new Outcome(Map.of(), Map.of(), 0, Map.of("ingest.outbox", 3L))))
        .containsExactly("3 rows are still open in ingest.outbox");
  }

  @Test
  void the_last_step_is_demanded_of_whoever_waits_longer_than_it_may_be_late_outages_aside() {
    var outages = new Outages();
    var checking =
        new Checking(
            CHECKING.ladder(),
            outages,
            CHECKING.slack(),
            CHECKING.unseen(),
            CHECKING.crossing(),
            Set.of());
    var lost = waiting("1001:o-1", null, after(24, 0));
    assertThat(
            checking.lastStepsDemanded(
                List.of(lost, RIGHT, waiting("1001:q-1", null, after(20, 0)))))
        .isEqualTo(1);
    outages.add(after(17, 0), after(23, 0));
    assertThat(checking.lastStepsDemanded(List.of(lost))).isZero();
  }

  static Truth waiting(String key, @Nullable Instant suppliedAt, @Nullable Instant cancelledAt) {
    return new Truth(
        key,
        "",
        true,
        NOON,
        NOON,
        suppliedAt,
        null,
        cancelledAt,
        cancelledAt == null ? "" : "ozon",
        "",
        "",
        false,
        "ozon",
        "",
        List.of(),
        List.of());
  }
}
