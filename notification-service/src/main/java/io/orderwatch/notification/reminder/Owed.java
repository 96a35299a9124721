package io.orderwatch.notification.reminder;

import io.orderwatch.contracts.Posting;

/** Whether a buyer still owes passport data. What Ozon does not show says neither yes nor no. */
public enum Owed {
  YES,
  NOT_SHOWN,
  SUPPLIED,
  CANCELLED;

  public static Owed by(Posting posting) {
    if (posting.cancelled()) {
      return CANCELLED;
    }
    if (posting.awaitsPassport()) {
      return YES;
    }
    return posting.shown() && !posting.splitPending() ? SUPPLIED : NOT_SHOWN;
  }
}
