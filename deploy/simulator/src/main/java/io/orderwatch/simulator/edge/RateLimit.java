package io.orderwatch.simulator.edge;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** So many calls in any one second, per Client-Id; refused calls do not count. */
final class RateLimit {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final int limit;
  private final LongSupplier nanos;
  private final Map<String, Calls> stores = new ConcurrentHashMap<>();

  RateLimit(int limit, LongSupplier nanos) {
    this.limit = limit;
    this.nanos = nanos;
  }

  /**
   * Counts a call in.
   *
   * @return how many more are allowed now, or -1 if this one is not
   */
  int admit(String store) {
    return stores.computeIfAbsent(store, _ -> new Calls(limit)).admit(nanos.getAsLong());
  }

  /** The instants of the last calls, oldest at {@code next} once the ring is full. */
  private static final class Calls {
    private final long[] ring;
    private int next;
    private int held;

    Calls(int limit) {
      ring = new long[limit];
    }

    synchronized int admit(long now) {
      while (held > 0 && now - ring[(next - held + ring.length) % ring.length] >= SECOND) {
        held--;
      }
      if (held == ring.length) {
        return -1;
      }
      ring[next] = now;
      next = (next + 1) % ring.length;
      held++;
      return ring.length - held;
    }
  }
}
