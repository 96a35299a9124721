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
 * @param opened when he was seen to have opened one, ascending
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
    List<Instant> opened,
    Instant endedAt,
    boolean supplied) {

  public Past {
    told = told.stream().sorted().toList();
    opened = opened.stream().sorted().toList();
  }

  /** Of which it is not known whether he opened anything. */
  public Past(
      PostingRef ref,
      String orderNumber,
      Instant openedAt,
      Deadline deadline,
      @Nullable String zone,
      List<Instant> told,
      Instant endedAt,
      boolean supplied) {
    this(ref, orderNumber, openedAt, deadline, zone, told, List.of(), endedAt, supplied);
  }

  /** What a silence ended with. */
  public enum Ended {
    SUPPLIED,
    /** The order was cancelled. */
    LOST,
    /** The next message came. */
    TOLD_AGAIN
  }

  /**
   * How long the buyer was silent after a message.
   *
   * @param after how many messages; 0 for the time before the first
   * @param opened how long after the last of them he was seen to have opened it; null if he was not
   */
  public record Silence(int after, Duration lasted, Ended ended, @Nullable Duration opened) {

    /** Whether the data came then; else the next message or the end did. */
    boolean broken() {
      return ended == Ended.SUPPLIED;
    }
  }

  /** One after each message that came before the end, and one before the first. */
  public List<Silence> silences() {
    var before = told.stream().filter(at -> at.isAfter(openedAt) && at.isBefore(endedAt)).toList();
    var silences = new ArrayList<Silence>();
    var begin = openedAt;
    for (var n = 0; n <= before.size(); n++) {
      var last = n == before.size();
      var end = last ? endedAt : before.get(n);
      var ended = !last ? Ended.TOLD_AGAIN : supplied ? Ended.SUPPLIED : Ended.LOST;
      silences.add(
          new Silence(n, between(begin, end), ended, n == 0 ? null : openedWithin(begin, end)));
      begin = end;
    }
    return silences;
  }

  private @Nullable Duration openedWithin(Instant begin, Instant end) {
    return opened.stream()
        .filter(at -> !at.isBefore(begin) && at.isBefore(end))
        .findFirst()
        .map(at -> between(begin, at))
        .orElse(null);
  }

  private static Duration between(Instant begin, Instant end) {
    var lasted = Duration.between(begin, end);
    return lasted.isNegative() ? Duration.ZERO : lasted;
  }
}
