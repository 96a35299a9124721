package io.orderwatch.ozon.edge;

import io.orderwatch.ozon.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * Is told how each call that was sent to Ozon ended. Called on the caller's thread; must be quick.
 */
@FunctionalInterface
public interface CallListener {

  CallListener NONE = (_, _, _) -> {};

  /**
   * @param method the path, for example {@code /v3/posting/fbs/get}
   * @param code the HTTP status; {@code unreadable} for a 200 whose body says nothing; {@code
   *     timeout}, {@code unreachable} or {@code broken} where none came
   * @param took from sending to the end (real time)
   */
  void ended(String method, String code, Duration took);

  /**
   * What Ozon's clock showed when it answered, as its header says.
   *
   * @param date to the second
   */
  default void dated(Instant date) {}

  /** What in an answer is made otherwise than it was known to be; empty as long as nothing is. */
  default void drifted(Set<Drift> drifts) {}
}
