package io.orderwatch.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the seller may change about a delivery: its number, its dates, where the parcel is.
 *
 * <p>Sources: Seller API, methods tracking-number/set, timeslot, cutoff/set, delivering, last-mile,
 * delivered, read September 2026; the names of refusals stand there under Errors. Where Ozon says
 * nothing (from which status to which the dates may be moved, which dates are free, what a repeated
 * value comes to) the answer is our reading.
 */
public final class Delivery {

  /**
   * "You can change the delivery date of a shipment up to two times" (timeslot/set, April 2026).
   */
  public static final int MOST_CHANGES = 2;

  /** How far the dates may be moved from those first promised; invented. */
  private static final Duration FURTHEST = Duration.ofDays(20);

  /** What the seller of a non-integrated delivery reports about the parcel. */
  public enum Report {
    DELIVERING(1, "non_int_delivering"),
    LAST_MILE(2, "non_int_last_mile"),
    DELIVERED(3, "non_int_delivered");

    private final int stage;
    private final String action;

    Report(int stage, String action) {
      this.stage = stage;
      this.action = action;
    }

    int stage() {
      return stage;
    }
  }

  /** The dates to which a delivery may be moved. */
  public record Interval(Instant begin, Instant end) {}

  static List<String> actions(Posting posting) {
    var actions = new ArrayList<String>();
    if (posting.isCancelled() || posting.awaitsPassport()) {
      return actions;
    }
    if (mayTrack(posting)) {
      actions.add("set_track_number");
    }
    if (mayMove(posting) && posting.terms().changes() < MOST_CHANGES) {
      actions.add("set_timeslot");
    }
    if (maySetCutoff(posting)) {
      actions.add("set_cutoff");
    }
    for (var report : Report.values()) {
      if (bySeller(posting) && posting.stage() == report.stage - 1) {
        actions.add(report.action);
      }
    }
    return actions;
  }

  static void requireTrack(Posting posting) {
    requireAlive(posting);
    if (!bySeller(posting) && posting.plan().integration() != Integration.THREE_PL) {
      throw Refused.conflict("HAS_INCORRECT_TPL_INTEGRATION_TYPE");
    }
    requireStatus(mayTrack(posting));
  }

  /** The dates that are free now, whether or not changes are left. */
  public static Interval interval(Posting posting, Instant at) {
    requireAlive(posting);
    requireSeller(posting);
    requireStatus(mayMove(posting));
    return new Interval(at, Posting.created(posting.plan()).terms().end().plus(FURTHEST));
  }

  static void requireMove(Posting posting, Instant from, Instant to, Instant at) {
    var free = interval(posting, at);
    if (posting.terms().changes() >= MOST_CHANGES) {
      throw Refused.conflict("TIMESLOT_CHANGES_LIMIT_EXCEEDED");
    }
    if (!from.isBefore(to) || from.isBefore(free.begin()) || to.isAfter(free.end())) {
      throw Refused.invalid("Request validation error: invalid NewTimeslot: not a free interval");
    }
  }

  static void requireCutoff(Posting posting, Instant cutoff, Instant at) {
    requireAlive(posting);
    requireSeller(posting);
    if (posting.stage() >= 0) {
      throw Refused.conflict("POSTING_ALREADY_SHIPPED");
    }
    requireStatus(maySetCutoff(posting));
    if (cutoff.isAfter(posting.terms().cutoff()) || !cutoff.isAfter(at)) {
      throw Refused.invalid(
          "Request validation error: invalid NewCutoffDate: must be between now and shipment_date");
    }
  }

  static void requireReport(Posting posting, Report report) {
    requireAlive(posting);
    requireSeller(posting);
    if (posting.awaitsPassport() || posting.stage() != report.stage - 1) {
      throw Refused.conflict("TRANSITION_IS_NOT_POSSIBLE");
    }
  }

  private static boolean mayTrack(Posting posting) {
    var integration = posting.plan().integration();
    return isUnderWay(posting)
        && (integration == Integration.THREE_PL || integration == Integration.NON_INTEGRATED);
  }

  private static boolean mayMove(Posting posting) {
    return isUnderWay(posting) && bySeller(posting);
  }

  /** After {@code shipment_date} neither the date nor the packing can be done (section Process). */
  private static boolean maySetCutoff(Posting posting) {
    return bySeller(posting)
        && posting.status().equals("awaiting_packaging")
        && !posting.awaitsPassport()
        && !posting.terms().overdue();
  }

  private static boolean isUnderWay(Posting posting) {
    var packed =
        posting.status().equals("awaiting_deliver") || posting.status().equals("delivering");
    return packed
        && !posting.awaitsPassport()
        && !posting.substatus().equals("posting_conditionally_delivered");
  }

  private static boolean bySeller(Posting posting) {
    return posting.plan().integration() == Integration.NON_INTEGRATED;
  }

  private static void requireAlive(Posting posting) {
    if (posting.isCancelled() || posting.isSplit()) {
      throw Refused.conflict("POSTING_ALREADY_CANCELLED");
    }
  }

  private static void requireSeller(Posting posting) {
    if (!bySeller(posting)) {
      throw Refused.conflict("HAS_INCORRECT_TPL_INTEGRATION_TYPE");
    }
  }

  private static void requireStatus(boolean right) {
    if (!right) {
      throw Refused.conflict("HAS_INCORRECT_STATUS");
    }
  }

  private Delivery() {}
}
