package io.orderwatch.compliance.outlook;

import io.orderwatch.compliance.whatif.Past;
import io.orderwatch.contracts.PostingRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case that is open now.
 *
 * @param told how many messages reached the buyer
 * @param since when the last of them did, or the case was opened
 * @param opened when he was seen to have opened that one; null if he was not
 * @param reminders when more are planned, ascending; those before the deadline count
 */
public record Open(
    PostingRef ref,
    Instant deadline,
    int told,
    Instant since,
    @Nullable Instant opened,
    List<Instant> reminders) {

  public Open {
    reminders = List.copyOf(reminders);
  }

  /**
   * The last silence of a case that goes on.
   *
   * @param soFar as if it ended now
   */
  public static Open of(Past soFar, List<Instant> reminders) {
    var silence = soFar.silences().getLast();
    var since = soFar.endedAt().minus(silence.lasted());
    var opened = silence.opened();
    return new Open(
        soFar.ref(),
        soFar.deadline().at(),
        silence.after(),
        since,
        opened == null ? null : since.plus(opened),
        reminders);
  }
}
