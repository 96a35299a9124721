package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Story.Moment;
import io.orderwatch.compliance.passport.Ladder;
import io.orderwatch.contracts.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class StorySpec {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  private static final Deadline DEADLINE =
      new Deadline(NOON.plus(Duration.ofHours(24)), Deadline.Basis.IN_PROCESS_AT);
  private static final List<Ladder.Slot> COMING = List.of(new Ladder.Slot(3, hour(18)));

  private static Instant hour(int n) {
    return NOON.plus(Duration.ofHours(n));
  }

  @Test
  void what_waits_has_its_last_step_behind_it_and_others_before_it() {
    assertThat(Story.of(NOON, DEADLINE, 2, hour(8), COMING, "waiting", null, hour(9)))
        .containsExactly(
            new Moment("opened", 0, NOON, true),
            new Moment("step", 2, hour(8), true),
            new Moment("step", 3, hour(18), false),
            new Moment("deadline", 0, hour(24), false));
  }

  @Test
  void what_has_ended_has_no_step_before_it() {
    assertThat(Story.of(NOON, DEADLINE, 1, NOON, COMING, "supplied", hour(3), hour(9)))
        .containsExactly(
            new Moment("opened", 0, NOON, true),
            new Moment("step", 1, NOON, true),
            new Moment("supplied", 0, hour(3), true));
  }

  @Test
  void what_is_over_its_deadline_waits_for_no_step() {
    assertThat(Story.of(NOON, DEADLINE, 0, null, COMING, "expired", null, hour(25)))
        .containsExactly(
            new Moment("opened", 0, NOON, true), new Moment("deadline", 0, hour(24), true));
  }
}
