package io.orderwatch.mailbox.edge;

import java.time.Duration;

/**
 * Until when a request of an outgoing call may begin. A process that was slow, or that lost its
 * lease while it was reading, sends nothing after its successor may have looked back: whoever makes
 * requests asks {@link #over} right before each.
 */
public final class Deadline {

  private static final ScopedValue<Long> BEGIN_BY = ScopedValue.newInstance();

  private Deadline() {}

  /** Whether this thread makes a call whose time is over; never outside of a call. */
  public static boolean over() {
    return BEGIN_BY.isBound() && System.nanoTime() - BEGIN_BY.get() >= 0;
  }

  /**
   * @param since of {@link System#nanoTime}
   */
  static void within(Duration time, long since, Runnable call) {
    ScopedValue.where(BEGIN_BY, since + time.toNanos()).run(call);
  }
}
