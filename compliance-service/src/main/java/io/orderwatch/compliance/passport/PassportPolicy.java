package io.orderwatch.compliance.passport;

import io.orderwatch.compliance.passport.PassportCase.File;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.Posting;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long Ozon waits, when the buyer is reminded, and when a person is called.
 *
 * @param window 24 hours by Ozon's help (cancel-by-ozon, read 2026-10); from when, it words in
 *     three ways
 * @param ladder within the window
 * @param calling when a person is called
 * @param holdOut whose buyers are not reminded
 */
public record PassportPolicy(Duration window, Ladder ladder, Calling calling, HoldOut holdOut) {

  /** Where a buyer lives of whom Ozon names no place that we know. */
  public static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");

  public PassportPolicy {
    if (!window.isPositive()) {
      throw new IllegalArgumentException("the window must be positive");
    }
    if (ladder.steps().getLast().compareTo(window) >= 0) {
      throw new IllegalArgumentException(
          "the ladder's steps must ascend within the window: " + ladder.steps());
    }
    if (calling.alarm().compareTo(window) >= 0) {
      throw new IllegalArgumentException("the alarm must be within the window: " + calling);
    }
  }

  /** Everybody is reminded, and nobody called because a message lies unread. */
  public PassportPolicy(Duration window, Ladder ladder, Duration alarm) {
    this(window, ladder, new Calling(alarm, Duration.ZERO), HoldOut.NONE);
  }

  /** Reminders at any hour, however near to each other. */
  public PassportPolicy(Duration window, List<Duration> steps) {
    this(
        window,
        new Ladder(steps, Quiet.NONE, Duration.ZERO, Duration.ofHours(1)),
        Duration.ofHours(2));
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

  /** What the deadline counts from. */
  public Instant begins(Deadline deadline) {
    return deadline.at().minus(window);
  }

  public int steps() {
    return ladder.steps().size();
  }

  /** The next step that is to come; empty if none is, or if a person has stopped them. */
  public Optional<Ladder.Slot> next(File file, Instant from) {
    if (heldOut(file)) {
      return Optional.empty();
    }
    return slots(
            file.deadline(),
            file.stepsTaken(),
            file.told().remindedAt(),
            file.told().heed(),
            file.zone(),
            file.hand(),
            from)
        .stream()
        .findFirst();
  }

  /**
   * The steps of a case that are still to come, if nothing changes; none if a person has stopped
   * them.
   *
   * @param taken how many steps were taken; 0 for none
   * @param told when the last of them was; null if none was
   * @param heed what the buyer did about the last message
   * @param zone the IANA name of the buyer's; null for Moscow's
   * @param from nothing comes before
   */
  public List<Ladder.Slot> slots(
      Deadline deadline,
      int taken,
      @Nullable Instant told,
      Patience.Heed heed,
      @Nullable String zone,
      Hand hand,
      Instant from) {
    if (hand.stopped()) {
      return List.of();
    }
    var snoozed = hand.snoozedUntil();
    return ladder.slots(
        new Ladder.Standing(begins(deadline), deadline.at(), taken, told, zone(zone), heed),
        snoozed == null || snoozed.isBefore(from) ? from : snoozed);
  }

  /** Whether nobody reminds this buyer, nor is called because nobody did. */
  boolean heldOut(File file) {
    return holdOut.holds(file.orderNumber(), file.ref().key());
  }

  /** Where a buyer lives whose zone has this IANA name; Moscow's if that is none. */
  public static ZoneId zone(@Nullable String name) {
    try {
      return name == null ? MOSCOW : ZoneId.of(name);
    } catch (DateTimeException e) {
      return MOSCOW; // a producer with newer zones than ours
    }
  }
}
