package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Story.Moment;
import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorySpec {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Deadline DEADLINE =
      new Deadline(NOON.plus(Duration.ofHours(24)), Deadline.Basis.IN_PROCESS_AT);
  private static final PassportPolicy POLICY =
      new PassportPolicy(
          Duration.ofHours(24), List.of(Duration.ZERO, Duration.ofHours(8), Duration.ofHours(18)));

  private static Instant hour(int n) {
    return NOON.plus(Duration.ofHours(n));
  }

  @Test
  void what_waits_has_all_its_steps_before_it_or_behind_it() {
    assertThat(Story.of(NOON, DEADLINE, 2, "waiting", null, hour(9), POLICY))
        .containsExactly(
            new Moment("opened", 0, NOON, true),
            new Moment("step", 1, NOON, true),
            new Moment("step", 2, hour(8), true),
            new Moment("step", 3, hour(18), false),
            new Moment("deadline", 0, hour(24), false));
  }

  @Test
  void what_has_ended_has_no_step_before_it() {
    assertThat(Story.of(NOON, DEADLINE, 1, "supplied", hour(3), hour(9), POLICY))
        .containsExactly(
            new Moment("opened", 0, NOON, true),
            new Moment("step", 1, NOON, true),
            new Moment("supplied", 0, hour(3), true));
  }

  @Test
  void what_is_over_its_deadline_waits_for_no_step() {
    assertThat(Story.of(NOON, DEADLINE, 0, "expired", null, hour(25), POLICY))
        .containsExactly(
            new Moment("opened", 0, NOON, true), new Moment("deadline", 0, hour(24), true));
  }
}
