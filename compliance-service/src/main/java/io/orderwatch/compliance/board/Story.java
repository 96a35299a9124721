package io.orderwatch.compliance.board;

import io.orderwatch.compliance.passport.Ladder;
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
   * @param step how many steps were taken; 0 for none
   * @param toldAt when the last of them was; null if none was
   * @param coming the steps that are still to come
   * @param closedAt null while it is open; then there are no more steps
   */
  public static List<Moment> of(
      Instant openedAt,
      Deadline deadline,
      int step,
      @Nullable Instant toldAt,
      List<Ladder.Slot> coming,
      String state,
      @Nullable Instant closedAt,
      Instant now) {
    var moments = new ArrayList<Moment>();
    moments.add(new Moment("opened", 0, openedAt, true));
    if (toldAt != null) {
      moments.add(new Moment("step", step, toldAt, true));
    }
    if (state.equals("waiting")) {
      coming.forEach(slot -> moments.add(new Moment("step", slot.step(), slot.at(), false)));
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
