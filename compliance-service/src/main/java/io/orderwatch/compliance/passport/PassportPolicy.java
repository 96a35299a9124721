package io.orderwatch.compliance.passport;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Posting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long Ozon waits, and when the buyer is reminded.
 *
 * @param window 24 hours by Ozon's help (cancel-by-ozon, read 2026-10); from when, it words in
 *     three ways
 * @param ladder when each step is due, counted from the start of the window; ascending
 */
public record PassportPolicy(Duration window, List<Duration> ladder) {

  public PassportPolicy {
    ladder = List.copyOf(ladder);
    if (!window.isPositive() || ladder.isEmpty()) {
      throw new IllegalArgumentException("the window must be positive and the ladder have a step");
    }
    for (var i = 0; i < ladder.size(); i++) {
      var earliest = i == 0 ? Duration.ZERO : ladder.get(i - 1).plusNanos(1);
      if (ladder.get(i).compareTo(earliest) < 0 || ladder.get(i).compareTo(window) >= 0) {
        throw new IllegalArgumentException(
            "the ladder's steps must ascend within the window: " + ladder);
      }
    }
  }

  /**
   * Counted from in_process_at; where Ozon gives none, from when the posting was first seen
   * waiting.
   */
  public Deadline deadline(Posting posting, Instant firstSeen) {
    return posting.inProcessAt() == null
        ? new Deadline(firstSeen.plus(window), Deadline.Basis.FIRST_SEEN)
        : new Deadline(posting.inProcessAt().plus(window), Deadline.Basis.IN_PROCESS_AT);
  }

  public int steps() {
    return ladder.size();
  }

  /**
   * @param step 1 for the first
   */
  public Instant stepAt(int step, Deadline deadline) {
    return deadline.at().minus(window).plus(ladder.get(step - 1));
  }

  /** The last step whose time has come; 0 for none. */
  public int lastStepDue(Instant now, Deadline deadline) {
    var last = 0;
    while (last < steps() && !now.isBefore(stepAt(last + 1, deadline))) {
      last++;
    }
    return last;
  }
}
