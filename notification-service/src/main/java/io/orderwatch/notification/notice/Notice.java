package io.orderwatch.notification.notice;

import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.texts.Situation;
import java.time.Instant;
import java.util.Locale;

/**
 * Something that a buyer is told once, and what became of it.
 *
 * @param number 1 the first time; more only after one that surely was not sent
 * @param tracking the number that it names; empty if it names none
 * @param text what the buyer reads
 * @param by who asked for it, of the seller's own people
 */
public record Notice(
    Situation situation,
    int number,
    String tracking,
    String text,
    String by,
    Instant askedAt,
    Instant changedAt,
    Fate fate) {

  /** Names it among those of its posting; for example {@code returned-midway.1}. */
  public String id() {
    var about = situation.code() + (tracking.isEmpty() ? "" : "." + tracking);
    return about.toLowerCase(Locale.ROOT) + "." + number;
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
    return new Notice(situation, number, tracking, text, by, askedAt, at, next);
  }
}
