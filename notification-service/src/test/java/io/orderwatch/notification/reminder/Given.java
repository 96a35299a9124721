package io.orderwatch.notification.reminder;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.mailbox.Settled;
import io.orderwatch.notification.reminder.Step.Fate;
import io.orderwatch.notification.texts.Occasion;
import io.orderwatch.notification.texts.Texts;
import io.orderwatch.notification.texts.Wording;
import io.orderwatch.notification.texts.edge.TextFiles;
import java.time.Instant;
import java.util.List;

/** The one order that the specifications speak of. */
public final class Given {

  public static final PostingRef REF = PostingRef.of("1001", "0132112277-0102-1");
  public static final String ORDER = "0132112277-0102";
  public static final Instant AT = Instant.parse("2026-11-23T12:30:00Z");
  public static final Deadline DEADLINE =
      new Deadline(Instant.parse("2026-11-24T12:30:00Z"), Deadline.Basis.IN_PROCESS_AT);

  public static final PassportEvent MISSING = new PassportEvent.Missing(REF, ORDER, DEADLINE);
  public static final PassportEvent SUPPLIED = new PassportEvent.Supplied(REF, AT);
  public static final PassportEvent EXPIRED = new PassportEvent.Expired(REF, DEADLINE);
  public static final PassportEvent LOST =
      new PassportEvent.Lost(REF, new Posting.Cancellation(0, "ozon", false, false));

  public static final PassportEvent SPLIT = new PassportEvent.Split(REF);
  public static final PassportEvent ESCALATED =
      new PassportEvent.Escalated(REF, ORDER, "nothing-sent", DEADLINE);

  /** What is shipped. */
  public static final Texts TEXTS = TextFiles.shipped();

  private Given() {}

  /** What is written to the buyer of one posting. */
  public static String text(int round, PassportEvent.ReminderDue due) {
    return text(TEXTS, round, due);
  }

  public static String text(Texts texts, int round, PassportEvent.ReminderDue due) {
    return Wording.ofLadder(
        texts,
        new Occasion(
            due.ref().store(),
            due.orderNumber(),
            List.of(due.ref().posting()),
            due.deadline().at(),
            AT,
            round,
            due.step(),
            due.steps(),
            ""));
  }

  public static PassportEvent.ReminderDue due(int step) {
    return due(step, 3);
  }

  static PassportEvent.ReminderDue due(int step, int steps) {
    return new PassportEvent.ReminderDue(REF, ORDER, step, steps, DEADLINE);
  }

  static Step step(int round, int number, Fate fate) {
    var text = text(round, due(number));
    return new Step(round, number, ORDER, DEADLINE.at(), text, AT, AT, fate);
  }

  static Step planned(int number) {
    return step(1, number, new Fate.Planned());
  }

  static Settled settled(Step step, Settled.Outcome outcome) {
    return new Settled(Reminder.CALL, step.id(), outcome);
  }
}
