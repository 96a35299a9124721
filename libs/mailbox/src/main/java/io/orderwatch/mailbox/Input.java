package io.orderwatch.mailbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a rule has to decide on.
 *
 * @param key of the state it concerns; {@code <store>:<posting>} wherever a posting is meant
 * @param cause names the input: ids of outgoing events are derived from it, so the same input twice
 *     makes the same ids
 * @param at when it happened, not when it was read
 * @param content an event, a {@link Due}, a {@link Settled}, or a record of the feature's own
 * @param trace the W3C {@code traceparent} that goes with all that follows from it; null if nobody
 *     follows it. No rule looks at it.
 */
public record Input(String key, String cause, Instant at, Object content, @Nullable String trace) {

  /** An input whose trace is that of whoever tells it. */
  public Input(String key, String cause, Instant at, Object content) {
    this(key, cause, at, content, null);
  }

  public Input traced(String trace) {
    return new Input(key, cause, at, content, trace);
  }
}
