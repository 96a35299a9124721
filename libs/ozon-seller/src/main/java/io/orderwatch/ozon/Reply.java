package io.orderwatch.ozon;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a call to Ozon ended. {@link Ok} is surely done; {@link Refused}, {@link Throttled} and
 * {@link Unavailable} are surely not done; {@link Doubtful} may have been done, so read back before
 * trying again. So does a careful caller after a {@link Refusal#WITHOUT_WORDS}, which may be a
 * gateway's and no word of Ozon's.
 *
 * <p>No text here ever quotes what Ozon sent: only known words, numbers and the HTTP status.
 */
public sealed interface Reply<T> {

  record Ok<T>(T value) implements Reply<T> {}

  /**
   * Ozon said no.
   *
   * @param code Ozon's own number of the error; 0 if it gave none or the call was never sent
   */
  record Refused<T>(Refusal refusal, int code, String message) implements Reply<T> {}

  /**
   * Too fast: Ozon said so, or it is known that the wait would be too long.
   *
   * @param retryAfter never negative
   */
  record Throttled<T>(Duration retryAfter) implements Reply<T> {}

  record Unavailable<T>(String reason) implements Reply<T> {}

  record Doubtful<T>(String reason) implements Reply<T> {}

  default <U> Reply<U> map(Function<? super T, ? extends U> change) {
    return then(value -> new Ok<>(change.apply(value)));
  }

  default <U> Reply<U> then(Function<? super T, Reply<U>> next) {
    return switch (this) {
      case Ok<T>(var value) -> next.apply(value);
      case Refused<T>(var refusal, var code, var message) -> new Refused<>(refusal, code, message);
      case Throttled<T>(var retryAfter) -> new Throttled<>(retryAfter);
      case Unavailable<T>(var reason) -> new Unavailable<>(reason);
      case Doubtful<T>(var reason) -> new Doubtful<>(reason);
    };
  }

  default Optional<T> ok() {
    return this instanceof Ok<T>(var value) ? Optional.of(value) : Optional.empty();
  }

  /** Whether the same call may be made again with no risk of doing it twice. */
  default boolean surelyNotDone() {
    return !(this instanceof Ok<T>)
        && !(this instanceof Doubtful<T>)
        && !refusedFor(Refusal.WITHOUT_WORDS);
  }

  default boolean refusedFor(Refusal why) {
    return this instanceof Refused<T>(var refusal, _, _) && refusal == why;
  }
}
