package io.orderwatch.ozon.edge;

import io.orderwatch.mailbox.edge.Outlet.Answer;
import io.orderwatch.mailbox.edge.Outlet.Planned;
import io.orderwatch.ozon.Refusal;
import io.orderwatch.ozon.Reply;
import java.time.Duration;
import java.util.function.Function;

/**
 * What Ozon's replies mean for a planned call; it depends on whether they belong to the call
 * itself, to a reading before it, or to the look back after a doubt.
 *
 * @param word the service's stable word for a refusal of Ozon's
 */
public record Answers(Function<Refusal, String> word) {

  /** Short, for hours count and the store's quota keeps anybody from hammering. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /** A refusal that does not say why, or may not last, is asked about so often at least. */
  private static final int TRIES = 3;

  /** Ozon's methods do not all know a posting that its lists show already (real time). */
  private static final Duration YOUNG = Duration.ofMinutes(2);

  /** What is made of a value that Ozon gave. */
  @FunctionalInterface
  public interface Next<T, X extends Exception> {
    Answer of(T value) throws X;
  }

  /** A step before the call: whatever keeps us from it, the call was not made. */
  public <T, X extends Exception> Answer read(Planned<?> call, Reply<T> reply, Next<T, X> next)
      throws X {
    return switch (reply) {
      case Reply.Ok<T>(var value) -> next.of(value);
      case Reply.Refused<T>(var why, _, _) -> refused(call, why, false);
      case Reply.Throttled<T>(var after) -> new Answer.NotYet(after, "throttled");
      case Reply.Unavailable<T>(var reason) -> new Answer.NotYet(pause(call), reason);
      case Reply.Doubtful<T>(var reason) -> new Answer.NotYet(pause(call), reason);
    };
  }

  /** The call itself, which must not be made twice: a doubt stays one. */
  public <T, X extends Exception> Answer made(Planned<?> call, Reply<T> reply, Next<T, X> next)
      throws X {
    return switch (reply) {
      case Reply.Doubtful<T>(var reason) -> new Answer.Doubtful(reason);
      case Reply.Refused<T>(var why, _, _) -> refused(call, why, true);
      case Reply.Ok<T> _, Reply.Throttled<T> _, Reply.Unavailable<T> _ -> read(call, reply, next);
    };
  }

  private Answer refused(Planned<?> call, Refusal why, boolean made) {
    var reason = word.apply(why);
    return switch (why) {
      case WITHOUT_WORDS ->
          new Answer.RefusedForNow(reason, pause(call), TRIES, Duration.ZERO, made);
      case POSTING_NOT_FOUND -> new Answer.RefusedForNow(reason, pause(call), TRIES, YOUNG, false);
      default -> new Answer.Refused(reason);
    };
  }

  /** The look back: a refusal to let us read says nothing about what was done. */
  public <T, X extends Exception> Answer lookedBack(
      Planned<?> call, Reply<T> reply, Next<T, X> next) throws X {
    return switch (reply) {
      case Reply.Refused<T>(var why, _, _) -> new Answer.Doubtful(word.apply(why));
      case Reply.Unavailable<T>(var reason) -> new Answer.Doubtful(reason);
      case Reply.Doubtful<T>(var reason) -> new Answer.Doubtful(reason);
      case Reply.Ok<T> _, Reply.Throttled<T> _ -> read(call, reply, next);
    };
  }

  /** Ozon's answer lacks what decides; it is asked again for a while, then a person has to look. */
  public static Answer unclear(Planned<?> call, String reason) {
    return new Answer.RefusedForNow(reason, pause(call), TRIES, YOUNG, false);
  }

  /** 1, 2, 4, then always 8 s. */
  public static Duration pause(Planned<?> call) {
    var pause = Duration.ofSeconds(1L << Math.clamp(call.attempt() - 1, 0, 6));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
