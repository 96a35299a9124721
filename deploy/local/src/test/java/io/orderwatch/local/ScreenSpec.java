package io.orderwatch.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScreenSpec {

  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final OptionalLong UNKNOWN = OptionalLong.empty();

  @Test
  void a_summary_is_one_line_for_a_log() {
    assertThat(summary(Optional.of(NOW.plusSeconds(5430))).line())
        .isEqualTo(
            "2026-11-23 10:00 UTC  cases open 7 of 12, next dies in 1:30 h"
                + " | reminders sent 9, buyers answered 3"
                + " | orders saved 4, lost 1, expired 0");
  }

  @Test
  void what_is_not_known_is_a_dash_and_never_a_zero() {
    var nothing =
        new Summary(
            NOW, UNKNOWN, UNKNOWN, Optional.empty(), UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
    assertThat(nothing.line())
        .isEqualTo(
            "2026-11-23 10:00 UTC  cases open – of –, next dies in –"
                + " | reminders sent –, buyers answered – | orders saved –, lost –, expired –");
  }

  @Test
  void a_deadline_that_passed_is_not_shown_as_negative() {
    assertThat(summary(Optional.of(NOW.minusSeconds(5))).line()).contains("next dies in 0:00 h");
  }

  @Test
  void a_block_has_always_the_same_height() {
    assertThat(summary(Optional.empty()).block())
        .hasSameSizeAs(summary(Optional.of(NOW)).block())
        .noneMatch(line -> line.contains("\n"));
  }

  @Test
  void a_box_is_as_wide_as_its_widest_row() {
    assertThat(Box.lines(List.of(new Box.Row("a", "long value"), new Box.Row("", "x"))))
        .containsExactly(
            "┌───┬────────────┐", //
            "│ a │ long value │",
            "│   │ x          │",
            "└───┴────────────┘");
  }

  @Test
  void the_cause_of_a_death_is_the_deepest_one() {
    assertThat(
            Cause.of(
                List.of(
                    "ERROR could not start",
                    "Exception in thread main: outer",
                    "  at a.B.c(B.java)",
                    "Caused by: java.net.ConnectException: refused",
                    "  at a.B.d(B.java)",
                    "... 5 more")))
        .isEqualTo("Caused by: java.net.ConnectException: refused");
    assertThat(Cause.of(List.of("starting", "killed"))).isEqualTo("killed");
    assertThat(Cause.of(List.of())).isEqualTo("it wrote nothing");
  }

  static Summary summary(Optional<Instant> nextDeadline) {
    return new Summary(
        NOW,
        OptionalLong.of(7),
        OptionalLong.of(12),
        nextDeadline,
        OptionalLong.of(9),
        OptionalLong.of(3),
        OptionalLong.of(4),
        OptionalLong.of(1),
        OptionalLong.of(0));
  }
}
