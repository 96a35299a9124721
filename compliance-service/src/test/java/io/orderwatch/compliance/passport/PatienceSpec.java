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
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceSpec {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofHours(24);
  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final Patience USUAL = new Patience(HOUR.multipliedBy(3), HOUR.multipliedBy(6));
  private static final Quiet NIGHT = new Quiet(LocalTime.of(22, 0), LocalTime.of(8, 0));

  private static Ladder ladder(Patience patience) {
    return new Ladder(
        List.of(Duration.ZERO, HOUR.multipliedBy(8), HOUR.multipliedBy(18)),
        NIGHT,
        HOUR.multipliedBy(2),
        HOUR,
        patience);
  }

  private static @Nullable Instant moscow(@Nullable String time) {
    return time == null ? null : Instant.parse("2026-11-" + time + ":00+03:00");
  }

  /**
   * A window that begins on the first at ten, its first message sent then; the ladder's second step
   * is due at 18:00, its third at four in the night, and the last safe slot is at nine on the
   * second.
   */
  @ParameterizedTest(name = "opened {0}, answered {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          -         | -         | 2 01T18:00, 3 01T21:45
          01T10:05  | -         | 2 01T18:00, 3 01T21:45
          01T16:00  | -         | 2 01T19:00, 3 01T21:45
          01T17:30  | -         | 2 01T20:30, 3 02T08:00
          01T16:00  | 01T16:30  | 3 02T08:00
          01T16:00  | 01T10:30  | 2 01T19:00, 3 01T21:45
          01T17:59  | 01T17:59  | 3 02T08:00
          """)
  void who_opened_or_answered_is_left_in_peace_and_the_later_step_takes_the_place_of_the_earlier(
      @Nullable String opened, @Nullable String answered, String messages) {
    var begins = Instant.parse("2026-11-01T10:00:00+03:00");
    var standing =
        new Standing(
            begins,
            begins.plus(DAY),
            1,
            begins,
            MOSCOW,
            new Heed(moscow(opened), moscow(answered)));
    var now = Instant.parse("2026-11-01T18:00:00+03:00");
    assertThat(ladder(USUAL).slots(standing, now).stream().map(PatienceSpec::told))
        .containsExactly(messages.split(", ", -1));
  }

  private static String told(Slot slot) {
    return slot.step() + " " + slot.at().atZone(MOSCOW).toLocalDateTime().toString().substring(8);
  }

  /** A window from half past eight, whose last safe slot is the evening before at 21:00. */
  @Test
  void the_last_safe_slot_is_never_given_up() {
    var begins = Instant.parse("2026-11-01T08:30:00+03:00");
    var evening = Instant.parse("2026-11-01T21:00:00+03:00");
    for (var heed :
        List.of(
            new Heed(evening.minus(HOUR), null),
            new Heed(evening.minus(HOUR), evening.minus(HOUR)),
            new Heed(null, evening))) {
      var standing =
          new Standing(
              begins, begins.plus(DAY), 2, evening.minus(HOUR.multipliedBy(5)), MOSCOW, heed);
      assertThat(ladder(USUAL).slots(standing, evening.minus(HOUR)))
          .as(heed.toString())
          .containsExactly(new Slot(3, evening));
    }
  }

  @Test
  void both_are_given_the_longer_time_and_nothing_is_given_for_nothing() {
    var at = Instant.parse("2026-11-01T10:00:00Z");
    assertThat(USUAL.until(Heed.NONE)).isEmpty();
    assertThat(USUAL.until(new Heed(at, null))).contains(at.plus(HOUR.multipliedBy(3)));
    assertThat(USUAL.until(new Heed(null, at))).contains(at.plus(HOUR.multipliedBy(6)));
    assertThat(USUAL.until(new Heed(at, at))).contains(at.plus(HOUR.multipliedBy(6)));
    assertThat(USUAL.until(new Heed(at.plus(HOUR.multipliedBy(5)), at)))
        .contains(at.plus(HOUR.multipliedBy(8)));
    assertThat(Patience.NONE.until(new Heed(at, at))).isEqualTo(Optional.empty());
    assertThatThrownBy(() -> new Patience(HOUR, HOUR.negated())).hasMessageContaining("negative");
  }

  @Test
  void without_patience_the_ladder_is_what_it_was_whatever_the_buyer_does() {
    var chance = new Random(7);
    for (var n = 0; n < 20_000; n++) {
      var begins = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(chance.nextInt(86400));
      var now = begins.plusSeconds(chance.nextInt(86400));
      var told = chance.nextBoolean() ? begins.plusSeconds(chance.nextInt(86400)) : null;
      var taken = told == null ? 0 : chance.nextInt(1, 4);
      var heed =
          new Heed(
              chance.nextBoolean() ? begins.plusSeconds(chance.nextInt(2 * 86400)) : null,
              chance.nextBoolean() ? begins.plusSeconds(chance.nextInt(2 * 86400)) : null);
      var before = new Standing(begins, begins.plus(DAY), taken, told, MOSCOW, Heed.NONE);
      var after = new Standing(begins, begins.plus(DAY), taken, told, MOSCOW, heed);
      assertThat(ladder(new Patience(Duration.ZERO, Duration.ZERO)).slots(after, now))
          .as("%s at %s", after, now)
          .isEqualTo(ladder(USUAL).slots(before, now));
    }
  }

  /** Whatever the buyer did: never earlier than without patience, never behind the safe slot. */
  @Test
  void patience_only_ever_puts_off_and_loses_no_case_its_next_message() {
    var chance = new Random(8);
    var putOff = 0;
    for (var n = 0; n < 20_000; n++) {
      var begins = Instant.parse("2026-11-01T00:00:00Z").plusSeconds(chance.nextInt(86400));
      var deadline = begins.plus(DAY);
      var told = begins.plusSeconds(chance.nextInt(20 * 3600));
      var opened = told.plusSeconds(chance.nextInt(6 * 3600));
      var heed = new Heed(opened, chance.nextBoolean() ? opened : null);
      var now = opened.plusSeconds(chance.nextInt(3600));
      var taken = chance.nextInt(1, 3);
      var ladder = ladder(USUAL);
      var hasty = ladder.slots(new Standing(begins, deadline, taken, told, MOSCOW, Heed.NONE), now);
      var patient = ladder.slots(new Standing(begins, deadline, taken, told, MOSCOW, heed), now);
      assertThat(patient.isEmpty()).isEqualTo(hasty.isEmpty());
      if (!hasty.isEmpty()) {
        var first = patient.getFirst().at();
        assertThat(first).isAfterOrEqualTo(hasty.getFirst().at());
        var safe = ladder.lastSafeSlot(deadline, MOSCOW);
        var latest = safe.isAfter(hasty.getFirst().at()) ? safe : hasty.getFirst().at();
        assertThat(patient.getLast().at()).isBeforeOrEqualTo(latest);
        assertThat(patient.getLast().step())
            .as("the last step is told in any case")
            .isEqualTo(hasty.getLast().step());
        putOff += first.isAfter(hasty.getFirst().at()) ? 1 : 0;
      }
    }
    assertThat(putOff).as("it was not for nothing").isGreaterThan(1000);
  }
}
