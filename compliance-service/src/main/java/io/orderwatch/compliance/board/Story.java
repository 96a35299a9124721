package io.orderwatch.compliance.board;

import io.orderwatch.compliance.passport.PassportPolicy;
import io.orderwatch.contracts.Deadline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened in a case and what is to come, in the order of time. */
public final class Story {

  private Story() {}

  /**
   * @param what a word: opened, step, deadline, or the state in which the case ended
   * @param step of the ladder; 0 if it is none
   * @param past whether it has happened
   */
  public record Moment(String what, int step, Instant at, boolean past) {}

  /**
   * @param closedAt null while it is open; then there are no more steps
   */
  public static List<Moment> of(
      Instant openedAt,
      Deadline deadline,
      int stepsTaken,
      String state,
      @Nullable Instant closedAt,
      Instant now,
      PassportPolicy policy) {
    var moments = new ArrayList<Moment>();
    moments.add(new Moment("opened", 0, openedAt, true));
    var last = state.equals("waiting") ? policy.steps() : Math.min(stepsTaken, policy.steps());
    for (var step = 1; step <= last; step++) {
      moments.add(new Moment("step", step, policy.stepAt(step, deadline), step <= stepsTaken));
    }
    if (closedAt == null) {
      moments.add(new Moment("deadline", 0, deadline.at(), !now.isBefore(deadline.at())));
    } else {
      moments.add(new Moment(state, 0, closedAt, true));
    }
    moments.sort(Comparator.comparing(Moment::at));
    return List.copyOf(moments);
  }
}
