package io.orderwatch.compliance.board.edge;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is dear to count is counted by one thread for all who ask: the others take what was counted
 * last, and wait only if nothing was. All times are real.
 *
 * @param <K> what is counted apart
 */
final class Counted<K, V> {

  /** Counting takes at most a fifth of the database's time. */
  private static final int REST = 4;

  private final class Value {
    private final ReentrantLock counting = new ReentrantLock();
    private volatile @Nullable V counted;
    private volatile long again;

    V get(Supplier<V> count) {
      var known = counted;
      if (known == null) {
        counting.lock();
      } else if (System.nanoTime() - again < 0 || !counting.tryLock()) {
        return known;
      }
      try {
        var now = counted;
        if (now != null && System.nanoTime() - again < 0) {
          return now;
        }
        var began = System.nanoTime();
        var value = count.get();
        var ended = System.nanoTime();
        again = ended + Math.max(kept.toNanos(), REST * (ended - began));
        counted = value;
        return value;
      } finally {
        counting.unlock();
      }
    }
  }

  private final Duration kept;
  private final Map<K, Value> values = new ConcurrentHashMap<>();

  /**
   * @param kept how long what was counted is good, at least
   */
  Counted(Duration kept) {
    this.kept = kept;
  }

  /**
   * @param count fails as it fails; then it is counted again by the next who asks
   */
  V of(K key, Supplier<V> count) {
    return values.computeIfAbsent(key, _ -> new Value()).get(count);
  }
}
