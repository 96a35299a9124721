package io.orderwatch.notification.notice;

import io.orderwatch.notification.reminder.Step.ByHand;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.reminder.Step.Said;
import io.orderwatch.notification.texts.Situation;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that a buyer is told once, and what became of it.
 *
 * @param number 1 the first time; more only after one that surely was not sent
 * @param order as Ozon shows it; empty if it was not known
 * @param tracking the number that it names; empty if it names none
 * @param deadline when Ozon is expected to cancel; null where nothing is awaited
 * @param until it is of no use from then on
 * @param text what the buyer reads
 * @param by who asked for it, of the seller's own people
 * @param byHand what awaited a person, and what he said; empty if nothing ever did
 */
public record Notice(
    Situation situation,
    int number,
    String order,
    String tracking,
    @Nullable Instant deadline,
    Instant until,
    String text,
    String by,
    Instant askedAt,
    Instant changedAt,
    Fate fate,
    Optional<ByHand> byHand) {

  /** Names it among those of its posting; for example {@code returned-midway.1}. */
  public String id() {
    var about = situation.code() + (tracking.isEmpty() ? "" : "." + tracking);
    return about.toLowerCase(Locale.ROOT) + "." + number;
  }

  /**
   * Which situation the notice of this {@link #id} is about; empty for one that is unknown here.
   */
  public static Optional<Situation> situation(String id) {
    return Situation.of(id.substring(0, Math.max(0, id.indexOf('.'))));
  }

  /** Whether it says the same: the buyer is not told it twice. */
  public boolean says(Situation other, String trackingNumber) {
    return situation == other && tracking.equals(trackingNumber);
  }

  /** Whether it surely never reached the buyer, and nobody is at it any more. */
  public boolean over() {
    return fate instanceof Fate.Suppressed || fate instanceof Fate.Failed;
  }

  Notice became(Fate next, Instant at) {
    var hand =
        next instanceof Fate.AwaitingOperator(var why)
            ? Optional.of(new ByHand(at, why, Optional.empty()))
            : byHand;
    return new Notice(
        situation, number, order, tracking, deadline, until, text, by, askedAt, at, next, hand);
  }

  /** It is of no use from then on, if it was until then. */
  Notice usefulUntil(Instant at) {
    return new Notice(
        situation,
        number,
        order,
        tracking,
        deadline,
        at.isBefore(until) ? at : until,
        text,
        by,
        askedAt,
        changedAt,
        fate,
        byHand);
  }

  Notice told(Said said) {
    return new Notice(
        situation,
        number,
        order,
        tracking,
        deadline,
        until,
        text,
        by,
        askedAt,
        changedAt,
        fate,
        byHand.map(each -> new ByHand(each.since(), each.why(), Optional.of(said))));
  }
}
