package io.orderwatch.compliance.board;

import java.util.Locale;
import java.util.Optional;

/** What a person may do from the page, as forms and the trail write it. */
public enum Act {
  SEND_NOW,
  SNOOZE,
  STOP,
  RESUME,
  /** A named colleague has it from then on. */
  HAND_OVER,
  /** Whoever asks has it. */
  TAKE,
  /** Nobody has it any more. */
  LET_GO,
  CANCEL,
  TRACKING_NUMBER,
  DELIVERY_WINDOW,
  /** As the second person: what somebody else asked for goes on. */
  APPROVE,
  /** What was asked for is not done; who asked for it withdraws it so. */
  DECLINE,
  /** The text of a task was sent by hand. */
  TASK_SENT,
  /** A task is left. */
  TASK_SKIP;

  /** Who carries it out. */
  public enum By {
    US,
    LOGISTICS,
    NOTIFICATION
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public By by() {
    return switch (this) {
      case SEND_NOW, SNOOZE, STOP, RESUME, HAND_OVER, TAKE, LET_GO -> By.US;
      case CANCEL, TRACKING_NUMBER, DELIVERY_WINDOW, APPROVE, DECLINE -> By.LOGISTICS;
      case TASK_SENT, TASK_SKIP -> By.NOTIFICATION;
    };
  }

  /** Whether it is about the reminders of a case or who has it, and so ours. */
  public boolean ours() {
    return by() == By.US;
  }

  /** Whether it is what a second person says of a command. */
  public boolean decides() {
    return this == APPROVE || this == DECLINE;
  }

  public static Optional<Act> read(String word) {
    for (var each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }
}
