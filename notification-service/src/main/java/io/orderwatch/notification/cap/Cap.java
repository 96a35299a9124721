package io.orderwatch.notification.cap;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How often one buyer is written to about all his orders of a store, whatever the messages are. Of
 * several that are due at once, those about orders that end sooner come first. This page is the
 * whole rule.
 *
 * @param messages at most so many
 * @param within counted backwards from the next one
 */
public record Cap(int messages, Duration within) {

  /** As often as there is something to say. */
  public static final Cap NONE = new Cap(Integer.MAX_VALUE, Duration.ofHours(24));

  public Cap {
    if (messages < 1 || !within.isPositive()) {
      throw new IllegalArgumentException(
          "the cap must let at least one message go, within a time: " + messages + ", " + within);
    }
  }

  public enum Verdict {
    /** It may be sent. */
    GO,
    /** The room that is left belongs to orders that end sooner. */
    LEAVE,
    /** The buyer has had as many as he is to have. */
    FULL
  }

  /** From when on messages count; those of that moment do not any more. */
  public Instant since(Instant now) {
    return now.minus(within);
  }

  /**
   * @param sent when the buyer's messages were sent, or may have been, in any order
   * @param others until when the other messages to him that are due now are of use
   * @param until until when this one is
   */
  public Verdict on(List<Instant> sent, List<Instant> others, Instant until, Instant now) {
    var room = messages - sent.stream().filter(at -> at.isAfter(since(now))).count();
    if (room <= 0) {
      return Verdict.FULL;
    }
    var sooner = others.stream().filter(other -> other.isBefore(until)).count();
    return sooner >= room ? Verdict.LEAVE : Verdict.GO;
  }
}
