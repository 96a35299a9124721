package io.orderwatch.notification.digest;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a posting's buyer owes passport data, since when, and how that ended: what people are
 * told of a store. Who is asked anew owes again; what is cancelled or split stays so. This page is
 * the whole rule.
 */
public sealed interface Owing {

  /** Never heard of. */
  record Unknown() implements Owing {}

  /**
   * @param called when people were called because of its messages
   */
  record Owes(String orderNumber, Instant since, Instant deadline, Called called) implements Owing {

    /** One of which nobody was called. */
    public Owes(String orderNumber, Instant since, Instant deadline) {
      this(orderNumber, since, deadline, Called.NOT);
    }
  }

  /**
   * @param unreadAt because the last message lies unread; null if they were not
   * @param failedAt because a message could not be sent, nor can a person send it; null if they
   *     were not
   */
  record Called(@Nullable Instant unreadAt, @Nullable Instant failedAt) {
    public static final Called NOT = new Called(null, null);
  }

  record Ended(String orderNumber, Instant since, Instant deadline, End end, Instant at)
      implements Owing {}

  enum End {
    SUPPLIED,
    LOST,
    /** The deadline has passed; it may still be lost, or supplied after all. */
    EXPIRED,
    SPLIT
  }

  record Heard(Owing state, PassportEvent event) {}

  static Decision<Owing> on(Owing state, PassportEvent event, Instant at) {
    return switch (new Heard(state, event)) {
      case Heard(Owes owes, PassportEvent.Supplied _) -> move(ended(owes, End.SUPPLIED, at));
      case Heard(Owes owes, PassportEvent.Lost _) -> move(ended(owes, End.LOST, at));
      case Heard(Owes owes, PassportEvent.Expired _) -> move(ended(owes, End.EXPIRED, at));
      case Heard(Owes owes, PassportEvent.Split _) -> move(ended(owes, End.SPLIT, at));
      case Heard(Unknown _, PassportEvent.Missing e) ->
          move(new Owes(e.orderNumber(), at, e.deadline().at()));
      case Heard(Unknown _, PassportEvent.ReminderDue e) ->
          move(new Owes(e.orderNumber(), at, e.deadline().at()));
      case Heard(Ended(_, _, _, var end, _), PassportEvent.Missing e) when end == End.SUPPLIED ->
          move(new Owes(e.orderNumber(), at, e.deadline().at()));
      case Heard(Ended ended, PassportEvent.Lost _) when ended.end() == End.EXPIRED ->
          move(again(ended, End.LOST, at));
      case Heard(Ended ended, PassportEvent.Supplied _) when ended.end() == End.EXPIRED ->
          move(again(ended, End.SUPPLIED, at));
      case Heard(Owes owes, PassportEvent.Escalated e) ->
          e.cause().map(cause -> called(owes, cause, at)).orElseGet(() -> stay(owes));
      case Heard(var same, PassportEvent.Missing _) -> stay(same);
      case Heard(var same, PassportEvent.ReminderDue _) -> stay(same);
      case Heard(var same, PassportEvent.Supplied _) -> stay(same);
      case Heard(var same, PassportEvent.Lost _) -> stay(same);
      case Heard(var same, PassportEvent.Expired _) -> stay(same);
      case Heard(var same, PassportEvent.Split _) -> stay(same);
      case Heard(var same, PassportEvent.Escalated _) -> stay(same);
    };
  }

  /** What is a task, a refused chat or a buyer that was not reached is told of as that. */
  private static Decision<Owing> called(Owes owes, PassportEvent.Cause cause, Instant at) {
    var before = owes.called();
    var called =
        switch (cause) {
          case UNREAD -> new Called(at, before.failedAt());
          case MESSAGE_FAILED -> new Called(before.unreadAt(), at);
          case NOTHING_SENT, NOT_PERMITTED, CHAT_CLOSED, AWAITING_OPERATOR -> before;
        };
    return move(new Owes(owes.orderNumber(), owes.since(), owes.deadline(), called));
  }

  private static Ended ended(Owes owes, End end, Instant at) {
    return new Ended(owes.orderNumber(), owes.since(), owes.deadline(), end, at);
  }

  private static Ended again(Ended before, End end, Instant at) {
    return new Ended(before.orderNumber(), before.since(), before.deadline(), end, at);
  }
}
