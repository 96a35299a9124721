package io.orderwatch.compliance.passport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.passport.Ladder.Slot;
import io.orderwatch.compliance.passport.Ladder.Standing;
import io.orderwatch.compliance.passport.Patience.Heed;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class LadderSpec {

  private static final Duration DAY = Duration.ofHours(24);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final List<ZoneId> ZONES =
      Stream.of("Europe/Moscow", "Asia/Kamchatka", "Europe/Kaliningrad", "America/New_York")
          .map(ZoneId::of)
          .toList();
  private static final Ladder USUAL =
      new Ladder(
          List.of(Duration.ZERO, HOUR.multipliedBy(8), HOUR.multipliedBy(18)),
          new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0)),
          HOUR.multipliedBy(2),
          HOUR);

  private static Instant moscow(String time) {
    return Instant.parse("2026-11-" + time + ":00+03:00");
  }

  /** A day whose window begins at this hour, and the messages that the buyer gets. */
  @ParameterizedTest(name = "from {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          01T10:00 | 1 01T10:00, 2 01T18:00, 3 01T21:45
          01T13:00 | 1 01T13:00, 2 01T21:00, 3 02T08:00
          01T14:00 | 1 01T14:00, 2 01T21:45, 3 02T08:00
          01T23:00 | 2 02T08:00, 3 02T17:00
          01T04:00 | 1 01T08:00, 2 01T12:00, 3 01T21:00
          01T08:30 | 1 01T08:30, 2 01T16:30, 3 01T21:00
          """)
  void the_usual_ladder_by_the_hour_at_which_the_case_begins(String start, String messages) {
    var begins = moscow(start);
    var standing = new Standing(begins, begins.plus(DAY), 0, null, ZONES.getFirst(), Heed.NONE);
    assertThat(USUAL.slots(standing, begins))
        .isEqualTo(
            Stream.of(messages.split(", ", -1))
                .map(each -> each.split(" ", -1))
                .map(each -> new Slot(Integer.parseInt(each[0]), moscow(each[1])))
                .toList());
  }

  @Test
  void whoever_was_never_written_to_is_woken_an_hour_before_the_end() {
    var deadline = moscow("02T07:00");
    var seen = moscow("02T01:00");
    var never = new Standing(deadline.minus(DAY), deadline, 0, null, ZONES.getFirst(), Heed.NONE);
    assertThat(USUAL.slots(never, seen)).containsExactly(new Slot(3, moscow("02T06:00")));
    var told =
        new Standing(
            deadline.minus(DAY), deadline, 1, moscow("01T20:00"), ZONES.getFirst(), Heed.NONE);
    assertThat(USUAL.slots(told, seen)).as("who knows of it sleeps on").isEmpty();
  }

  @Test
  void without_quiet_hours_and_gap_each_step_comes_at_its_time() {
    var plain = new Ladder(USUAL.steps(), Quiet.NONE, Duration.ZERO, HOUR);
    var start = moscow("01T00:00");
    var standing = new Standing(start, start.plus(DAY), 0, null, ZONES.getFirst(), Heed.NONE);
    assertThat(plain.slots(standing, start))
        .extracting(Slot::at)
        .containsExactly(start, moscow("01T08:00"), moscow("01T18:00"));
    assertThat(plain.slots(standing, moscow("01T09:00")))
        .as("the buyer gets the last that is due")
        .containsExactly(new Slot(2, moscow("01T09:00")), new Slot(3, moscow("01T18:00")));
  }

  /** A life of a case: when it is seen, and how late each timer fires. */
  private record Life(Ladder ladder, ZoneId zone, Instant start, Instant seen, Random chance) {

    static Life of(int seed) {
      var chance = new Random(seed);
      var gap = Duration.ofMinutes(chance.nextInt(0, 5 * 60));
      var steps =
          chance
              .ints(chance.nextInt(1, Ladder.MOST + 1), 0, 24 * 60)
              .sorted()
              .distinct()
              .mapToObj(Duration::ofMinutes)
              .toList();
      var from = LocalTime.of(chance.nextInt(24), chance.nextInt(60));
      var quiet =
          chance.nextInt(4) == 0
              ? Quiet.NONE
              : new Quiet(from, from.plusMinutes(chance.nextInt(1, 14 * 60)));
      var lead = Duration.ofMinutes(chance.nextInt(1, 6 * 60));
      // the clocks of New York change on 2026-11-01
      var start = Instant.parse("2026-10-30T00:00:00Z").plusSeconds(chance.nextInt(5 * 86400));
      return new Life(
          new Ladder(steps, quiet, gap, lead, patience(chance)),
          ZONES.get(chance.nextInt(ZONES.size())),
          start,
          start.plusSeconds(chance.nextBoolean() ? 60 : chance.nextInt(86400)),
          chance);
    }

    private static Patience patience(Random chance) {
      return chance.nextBoolean()
          ? Patience.NONE
          : new Patience(
              Duration.ofMinutes(chance.nextInt(12 * 60)),
              Duration.ofMinutes(chance.nextInt(12 * 60)));
    }

    Instant deadline() {
      return start.plus(DAY);
    }

    /** When the buyer will have opened a message of this moment, and answered it; or neither. */
    private Heed heed(Instant sent) {
      if (chance.nextBoolean()) {
        return Heed.NONE;
      }
      var opened = sent.plusSeconds(chance.nextInt(8 * 3600));
      var answers = chance.nextInt(3) == 0;
      return new Heed(opened, answers ? opened.plusSeconds(chance.nextInt(3600)) : null);
    }

    private static Heed known(Heed heed, Instant now) {
      return new Heed(known(heed.openedAt(), now), known(heed.answeredAt(), now));
    }

    private static @Nullable Instant known(@Nullable Instant at, Instant now) {
      return at == null || at.isAfter(now) ? null : at;
    }

    /**
     * Lives it as {@code PassportCase} does: a timer fires, late at times, and asks anew, and so
     * does what is heard of the buyer.
     */
    List<Sent> sent(boolean late) {
      var sent = new ArrayList<Sent>();
      @Nullable Instant told = null;
      var heed = Heed.NONE;
      var taken = 0;
      var now = seen;
      while (true) {
        var known = known(heed, now);
        var next = ladder.slots(new Standing(start, deadline(), taken, told, zone, known), now);
        if (next.isEmpty()) {
          return sent;
        }
        var slot = next.getFirst();
        if (!slot.at().isAfter(now)) {
          sent.add(new Sent(slot.step(), now, ladder.patience().until(known)));
          told = now;
          heed = heed(now);
          taken = slot.step();
        } else {
          var lateness = late && chance.nextInt(3) == 0 ? chance.nextInt(3 * 3600) : 0;
          now = heard(heed, now, slot.at().plusSeconds(lateness));
        }
      }
    }

    /** The first moment after this one at which anything is heard of the buyer, or the timer's. */
    private static Instant heard(Heed heed, Instant now, Instant timer) {
      return Stream.of(heed.openedAt(), heed.answeredAt())
          .filter(at -> at != null && at.isAfter(now) && at.isBefore(timer))
          .min(Instant::compareTo)
          .orElse(timer);
    }
  }

  /**
   * @param patient until when the buyer was to be left in peace, as far as was known then
   */
  private record Sent(int step, Instant at, Optional<Instant> patient) {}

  static IntStream lives() {
    return IntStream.range(0, 40);
  }

  @ParameterizedTest
  @MethodSource("lives")
  void whatever_the_ladder_the_night_and_the_delays(int hundred) {
    for (var seed = hundred * 250; seed < (hundred + 1) * 250; seed++) {
      for (var late : List.of(false, true)) {
        var life = Life.of(seed);
        var sent = life.sent(late);
        var as = "seed " + seed + (late ? ", late" : "") + ": " + life + " " + sent;
        for (var i = 1; i < sent.size(); i++) {
          assertThat(sent.get(i).step()).as(as).isGreaterThan(sent.get(i - 1).step());
          assertThat(Duration.between(sent.get(i - 1).at(), sent.get(i).at()))
              .as("the least gap; " + as)
              .isGreaterThanOrEqualTo(life.ladder().leastGap());
        }
        for (var slot : sent) {
          assertThat(slot.at()).as(as).isBefore(life.deadline()).isAfterOrEqualTo(life.seen());
          if (life.ladder().quiet().night(slot.at(), life.zone()).isPresent()) {
            assertThat(sent).as("by night only who heard nothing by day; " + as).hasSize(1);
            assertThat(slot.at())
                .as("and at the last moment; " + as)
                .isAfterOrEqualTo(life.deadline().minus(life.ladder().lead()));
          }
        }
        for (var slot : sent) {
          var peace = slot.patient().filter(until -> slot.at().isBefore(until));
          if (peace.isPresent()) {
            assertThat(slot.at())
                .as("nobody is disturbed before the last safe slot; " + as)
                .isAfterOrEqualTo(life.ladder().lastSafeSlot(life.deadline(), life.zone()));
          }
        }
        if (!late && !life.seen().isAfter(life.deadline().minus(life.ladder().lead()))) {
          assertThat(sent).as("one before the deadline; " + as).isNotEmpty();
          assertThat(sent.getLast().at())
              .as("an hour before it; " + as)
              .isBeforeOrEqualTo(life.deadline().minus(life.ladder().lead()));
        }
      }
    }
  }

  /** The last safe slot by looking at every minute from the deadline backwards. */
  @ParameterizedTest
  @MethodSource("lives")
  void the_last_safe_slot_is_where_a_slow_search_finds_it(int seed) {
    var life = Life.of(seed);
    var minute = Duration.ofMinutes(1);
    var awake = Duration.ZERO;
    var at = life.deadline();
    while (awake.compareTo(life.ladder().lead()) < 0) {
      at = at.minus(minute);
      var night = life.ladder().quiet().night(at.plus(minute).minusNanos(1), life.zone());
      awake = night.isPresent() ? Duration.ZERO : awake.plus(minute);
    }
    assertThat(Duration.between(life.ladder().lastSafeSlot(life.deadline(), life.zone()), at).abs())
        .isLessThanOrEqualTo(minute);
  }

  @Test
  void a_ladder_that_makes_no_sense_is_refused() {
    assertThatThrownBy(() -> new Quiet(LocalTime.of(8, 0), LocalTime.of(7, 0)))
        .hasMessageContaining("ten hours");
    var many = IntStream.rangeClosed(1, 6).mapToObj(Duration::ofHours).toList();
    assertThatThrownBy(() -> new Ladder(many, Quiet.NONE, HOUR, HOUR))
        .hasMessageContaining("one to 5");
    assertThatThrownBy(() -> new Ladder(List.of(HOUR), Quiet.NONE, HOUR, Duration.ZERO))
        .hasMessageContaining("lead");
  }
}
