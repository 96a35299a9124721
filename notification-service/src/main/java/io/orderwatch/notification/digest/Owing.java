package io.orderwatch.notification.digest;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;

import io.orderwatch.contracts.PassportEvent;
import io.orderwatch.mailbox.Decision;
import java.time.Instant;

/**
 * Whether a posting's buyer owes passport data, since when, and how that ended: what people are
 * told of a store. Who is asked anew owes again; what is cancelled or split stays so. This page is
 * the whole rule.
 */
public sealed interface Owing {

  /** Never heard of. */
  record Unknown() implements Owing {}

  record Owes(String orderNumber, Instant since, Instant deadline) implements Owing {}

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
      case Heard(var same, PassportEvent.Missing _) -> stay(same);
      case Heard(var same, PassportEvent.ReminderDue _) -> stay(same);
      case Heard(var same, PassportEvent.Supplied _) -> stay(same);
      case Heard(var same, PassportEvent.Lost _) -> stay(same);
      case Heard(var same, PassportEvent.Expired _) -> stay(same);
      case Heard(var same, PassportEvent.Split _) -> stay(same);
      case Heard(var same, PassportEvent.Escalated _) -> stay(same);
    };
  }

  private static Ended ended(Owes owes, End end, Instant at) {
    return new Ended(owes.orderNumber(), owes.since(), owes.deadline(), end, at);
  }

  private static Ended again(Ended before, End end, Instant at) {
    return new Ended(before.orderNumber(), before.since(), before.deadline(), end, at);
  }
}
