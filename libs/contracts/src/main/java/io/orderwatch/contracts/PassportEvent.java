package io.orderwatch.contracts;

import java.time.Instant;

/** The life of a passport case. compliance-service alone makes these. */
public sealed interface PassportEvent extends Event.OfPosting {

  @Override
  default Topic topic() {
    return Topic.PASSPORTS;
  }

  /** A buyer owes passport data. */
  @Type("passport.missing.v1")
  record Missing(PostingRef ref, String orderNumber, Deadline deadline) implements PassportEvent {}

  /**
   * The buyer should be written to now.
   *
   * @param step 1 for the first reminder
   * @param steps how many the ladder has
   */
  @Type("passport.reminder-due.v1")
  record ReminderDue(PostingRef ref, String orderNumber, int step, int steps, Deadline deadline)
      implements PassportEvent {}

  /**
   * A person should look after the buyer. Once for each case and reason.
   *
   * @param reason a stable word for programs: awaiting-operator, message-failed or nothing-sent
   */
  @Type("passport.escalated.v1")
  record Escalated(PostingRef ref, String orderNumber, String reason, Deadline deadline)
      implements PassportEvent {}

  /** Ozon no longer waits for passport data, and the order lives. */
  @Type("passport.supplied.v1")
  record Supplied(PostingRef ref, Instant at) implements PassportEvent {}

  /** The deadline has passed and Ozon has not shown yet what it made of it. */
  @Type("passport.expired.v1")
  record Expired(PostingRef ref, Deadline deadline) implements PassportEvent {}

  /** Split while passport data was missing: no loss, its children owe the data in its place. */
  @Type("passport.split.v1")
  record Split(PostingRef ref) implements PassportEvent {}

  /** Cancelled while passport data was missing. */
  @Type("passport.lost.v1")
  record Lost(PostingRef ref, Posting.Cancellation cancellation) implements PassportEvent {}
}
