package io.orderwatch.contracts;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
   * A person should look after the buyer. Once for each case, round and reason.
   *
   * @param reason the word of a {@link Cause}, or one that another version of the producer knows
   */
  @Type("passport.escalated.v1")
  record Escalated(PostingRef ref, String orderNumber, String reason, Deadline deadline)
      implements PassportEvent {

    /** Empty for a word that is not ours, which is no error. */
    public Optional<Cause> cause() {
      return Cause.of(reason);
    }
  }

  /** Why a person is called, the most serious first. */
  enum Cause {
    /** The deadline is near, and no message has reached the buyer. */
    NOTHING_SENT,
    /** Subscription, key or method do not let the store write by API. */
    NOT_PERMITTED,
    /** Ozon has closed this chat, or does not offer one. */
    CHAT_CLOSED,
    /** A message could not be sent, nor can a person send it. */
    MESSAGE_FAILED,
    /** For another reason a person has to send a message. */
    AWAITING_OPERATOR,
    /** The deadline is near, and the buyer has not opened the last message. */
    UNREAD;

    /** The word that events carry; it never changes. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Empty for a word that is not ours. */
    public static Optional<Cause> of(String word) {
      return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
  }

  /**
   * Ozon no longer waits for passport data, and the order lives.
   *
   * @param openedAt when the buyer was seen to have opened the last message; null if he was not,
   *     and from producers that did not tell
   * @param afterStep the last message that had reached him by then, 1 for the first; null if none
   *     had, and from producers that did not tell
   */
  @Type("passport.supplied.v1")
  record Supplied(
      PostingRef ref, Instant at, @Nullable Instant openedAt, @Nullable Integer afterStep)
      implements PassportEvent {

    /** Data of a buyer whom no message had reached. */
    public Supplied(PostingRef ref, Instant at) {
      this(ref, at, null, null);
    }
  }

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
