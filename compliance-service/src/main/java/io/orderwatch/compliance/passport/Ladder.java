package io.orderwatch.compliance.passport;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a buyer is reminded. This page is the whole rule:
 *
 * <ul>
 *   <li>A step is due at its time of the window, or as soon as the case is seen, if that is later.
 *   <li>In the buyer's quiet hours nobody is written to: a step moves to the evening before if that
 *       is still ahead and keeps the gap, else to the morning.
 *   <li>No step comes later than the last safe slot, which lies a last waking stretch of {@code
 *       lead} before the deadline. Whoever was never written to and has no such slot left is
 *       written to all the same, by day at once, by night {@code lead} before the deadline.
 *   <li>Two steps are never nearer than {@code leastGap}: the later one takes the earlier's place.
 *   <li>Who opened or answered the last message is left in peace for a while: {@link Patience}. Not
 *       beyond the last safe slot.
 * </ul>
 *
 * @param steps when each is due, from the start of the window; ascending, at most {@link #MOST}
 * @param leastGap between two messages to the same buyer about the same posting
 * @param lead how much waking time the buyer has at least after the last message
 */
public record Ladder(
    List<Duration> steps, Quiet quiet, Duration leastGap, Duration lead, Patience patience) {

  /** More messages would be a nuisance (decision 15, 2026-11). */
  public static final int MOST = 5;

  /** How long before the quiet hours a step is due that moves to the evening (2026-11). */
  static final Duration EVENING = Duration.ofMinutes(15);

  /** A longer waking stretch may not be found between two nights (decision 15, 2026-11). */
  private static final Duration LONGEST_LEAD = Duration.ofHours(6);

  /**
   * @param step 1 for the first
   * @param at when it is due
   */
  public record Slot(int step, Instant at) {}

  public Ladder {
    steps = List.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MOST) {
      throw new IllegalArgumentException("a ladder has one to " + MOST + " steps: " + steps);
    }
    for (var i = 0; i < steps.size(); i++) {
      var least = i == 0 ? Duration.ZERO : steps.get(i - 1).plusNanos(1);
      if (steps.get(i).compareTo(least) < 0) {
        throw new IllegalArgumentException("the ladder's steps must ascend: " + steps);
      }
    }
    if (leastGap.isNegative() || !lead.isPositive() || lead.compareTo(LONGEST_LEAD) > 0) {
      throw new IllegalArgumentException(
          "the least gap must not be negative, the lead between zero and six hours");
    }
  }

  /** A ladder that goes on whatever the buyer does. */
  public Ladder(List<Duration> steps, Quiet quiet, Duration leastGap, Duration lead) {
    this(steps, quiet, leastGap, lead, Patience.NONE);
  }

  /**
   * A case as the ladder sees it.
   *
   * @param start of the window
   * @param taken how many steps were taken; 0 for none
   * @param told when the last of them was; null if none was
   * @param zone the buyer's
   * @param heed what the buyer did about the last message
   */
  public record Standing(
      Instant start,
      Instant deadline,
      int taken,
      @Nullable Instant told,
      ZoneId zone,
      Patience.Heed heed) {}

  /**
   * The steps that are still to come, if nothing changes.
   *
   * @param from nothing comes before
   */
  public List<Slot> slots(Standing standing, Instant from) {
    var earliest = earliest(standing, from);
    var last = last(standing, earliest);
    var slots = new ArrayList<Slot>();
    if (last.isEmpty()) {
      return slots;
    }
    var first = patient(earliest, standing, last.get());
    for (var step = standing.taken() + 1; step <= steps.size(); step++) {
      var wanted = later(standing.start().plus(steps.get(step - 1)), first);
      var least = slots.isEmpty() ? first : slots.getLast().at().plus(leastGap);
      var at = earlier(waking(wanted, least, standing.zone()), last.get());
      if (!slots.isEmpty() && (at.isBefore(least) || !at.isAfter(slots.getLast().at()))) {
        slots.removeLast();
      }
      slots.add(new Slot(step, at));
    }
    return slots;
  }

  /** When the next message may come at the earliest, quiet or not. */
  private Instant earliest(Standing standing, Instant from) {
    return standing.told() == null ? from : later(from, standing.told().plus(leastGap));
  }

  private Instant patient(Instant earliest, Standing standing, Instant last) {
    return patience
        .until(standing.heed())
        .map(until -> later(earliest, earlier(until, last)))
        .orElse(earliest);
  }

  /** Until when the last message has to come; empty if there is no time for one any more. */
  private Optional<Instant> last(Standing standing, Instant first) {
    if (!first.isBefore(standing.deadline())) {
      return Optional.empty();
    }
    var slot = lastSafeSlot(standing.deadline(), standing.zone());
    if (!slot.isBefore(first)) {
      return Optional.of(slot);
    }
    if (quiet.night(first, standing.zone()).isEmpty()) {
      return Optional.of(first);
    }
    return standing.taken() == 0
        ? Optional.of(later(first, standing.deadline().minus(lead)))
        : Optional.empty();
  }

  /** The last moment by day after which the buyer is awake for {@code lead} before the deadline. */
  Instant lastSafeSlot(Instant deadline, ZoneId zone) {
    var end = deadline;
    while (true) {
      end = quiet.night(end.minusNanos(1), zone).map(Quiet.Night::begin).orElse(end);
      var slot = end.minus(lead);
      var morning = quiet.morning(end, zone);
      if (morning.isEmpty() || !slot.isBefore(morning.get())) {
        return slot;
      }
      end = morning.get();
    }
  }

  private Instant waking(Instant wanted, Instant least, ZoneId zone) {
    return quiet
        .night(wanted, zone)
        .map(
            night ->
                least.isBefore(night.begin())
                    ? later(night.begin().minus(EVENING), least)
                    : night.end())
        .orElse(wanted);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
