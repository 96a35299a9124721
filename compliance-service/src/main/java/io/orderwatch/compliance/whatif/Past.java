package io.orderwatch.compliance.whatif;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PostingRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A passport case of the past, with all that was told its buyer.
 *
 * @param zone the buyer's; null if nobody knows it
 * @param told when each message reached him, ascending
 * @param endedAt when the data came, or the case ended without
 * @param supplied whether it came
 */
public record Past(
    PostingRef ref,
    String orderNumber,
    Instant openedAt,
    Deadline deadline,
    @Nullable String zone,
    List<Instant> told,
    Instant endedAt,
    boolean supplied) {

  public Past {
    told = told.stream().sorted().toList();
  }

  /**
   * How long the buyer was silent after a message.
   *
   * @param after how many messages; 0 for the time before the first
   * @param broken whether the data came then; else the next message or the end did
   */
  record Silence(int after, Duration lasted, boolean broken) {}

  /** One after each message that came before the end, and one before the first. */
  List<Silence> silences() {
    var before = told.stream().filter(at -> at.isAfter(openedAt) && at.isBefore(endedAt)).toList();
    var silences = new ArrayList<Silence>();
    var begin = openedAt;
    for (var n = 0; n <= before.size(); n++) {
      var last = n == before.size();
      var end = last ? endedAt : before.get(n);
      var lasted = Duration.between(begin, end);
      silences.add(new Silence(n, lasted.isNegative() ? Duration.ZERO : lasted, last && supplied));
      begin = end;
    }
    return silences;
  }
}
