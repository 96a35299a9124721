package io.orderwatch.mailbox.edge;

import java.time.Duration;
import java.util.Map;

/**
 * Carries out one kind of outgoing call. Never called twice at once for the same key.
 *
 * <p>{@link #send} is called only when the call was surely not made yet; {@link #lookBack} whenever
 * that is in doubt.
 */
public interface Outlet<P extends Record> {

  String kind();

  /** What its calls carry: the record that {@code Effect.CallOut} was given. */
  Class<P> payload();

  /** How many calls of one lane (one store) may run at once. */
  int concurrency();

  /**
   * Reads again whether the call still has a reason, then makes it. A request that would begin
   * after {@link Deadline#over} is not made: the answer is {@link Answer.NotYet}.
   */
  Answer send(Planned<P> call) throws InterruptedException;

  /** Reads on the other side whether the call was made after all. */
  Answer lookBack(Planned<P> call) throws InterruptedException;

  /**
   * How long a doubt may last (real time) before a person has to look: an hour, for an outage of
   * the other side alone needs nobody.
   */
  default Duration patience() {
    return Duration.ofHours(1);
  }

  /** The reason of a call that nobody could say of whether it was made. */
  String OUTCOME_UNKNOWN = "outcome-unknown";

  /** The reason of a call that could not be made for a whole day. */
  String NOT_MADE_IN_TIME = "not-made-in-time";

  /**
   * @param key of the state that planned it
   * @param attempt 1 for the first try
   */
  record Planned<P extends Record>(
      String feature, String key, String kind, String id, P payload, int attempt) {}

  sealed interface Answer {
    record Done(Map<String, String> result) implements Answer {}

    record Refused(String reason) implements Answer {}

    record Superseded(String reason) implements Answer {}

    /**
     * The other side says no, and may say yes soon: it is asked again after the pause, and has
     * refused when it said so often enough and for long enough. Durations of real time.
     *
     * @param perhapsMade whether the call may have been made all the same: look back first
     */
    record RefusedForNow(
        String reason, Duration after, int tries, Duration lasting, boolean perhapsMade)
        implements Answer {}

    /** Surely not made; try again after the pause (real time). */
    record NotYet(Duration after, String reason) implements Answer {}

    /** Perhaps made: look back before anything else. */
    record Doubtful(String reason) implements Answer {}

    /** Surely made, and its effect is not seen yet: look back, and nobody need be alarmed. */
    record Taken(String reason) implements Answer {}

    /** Only from {@link Outlet#lookBack}: surely not made; it may be sent. */
    record Absent() implements Answer {}
  }
}
