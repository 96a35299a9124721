package io.orderwatch.compliance.uplift;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.compliance.passport.HoldOut;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.Decision;
import java.time.Instant;

/**
 * One posting in the trial of reminders: the group it was put into when its case was opened, and
 * how it ended. It counts in that group whatever was done later, by a person's hand too.
 */
public sealed interface Trial {

  /** Nothing is tried, or it was not when the case was opened. */
  record Outside() implements Trial {}

  /**
   * @param store the posting's
   * @param heldOut whether its buyer was not to be reminded
   * @param at when the case was opened
   */
  record Enrolled(String store, boolean heldOut, Instant at, Outcome outcome) implements Trial {
    Enrolled ended(Outcome how) {
      return new Enrolled(store, heldOut, at, how);
    }
  }

  enum Outcome {
    OPEN,
    SUPPLIED,
    LOST,
    /** The postings split off it are tried in its place. */
    SPLIT
  }

  record Heard(Trial state, PassportEvent event) {}

  /**
   * @param at when it happened
   */
  static Decision<Trial> on(Trial state, PassportEvent event, Instant at, HoldOut holdOut) {
    return switch (new Heard(state, event)) {
      case Heard(Outside _, PassportEvent.Missing opened) when holdOut.on() ->
          move(
              new Enrolled(
                  opened.ref().store().value(),
                  holdOut.holds(opened.orderNumber(), opened.ref().key()),
                  at,
                  Outcome.OPEN));
      case Heard(Enrolled trial, PassportEvent.Missing _) -> stay(trial.ended(Outcome.OPEN));
      case Heard(Enrolled trial, PassportEvent.Supplied _) -> move(trial.ended(Outcome.SUPPLIED));
      case Heard(Enrolled trial, PassportEvent.Lost _) -> move(trial.ended(Outcome.LOST));
      case Heard(Enrolled trial, PassportEvent.Split _) -> move(trial.ended(Outcome.SPLIT));
      case Heard(Enrolled same, PassportEvent.ReminderDue _) -> stay(same);
      case Heard(Enrolled same, PassportEvent.Escalated _) -> stay(same);
      case Heard(Enrolled same, PassportEvent.Expired _) -> stay(same);
      case Heard(Outside same, _) -> stay(same);
    };
  }
}
