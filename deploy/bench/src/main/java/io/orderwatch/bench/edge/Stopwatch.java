package io.orderwatch.bench.edge;

/** Rates since a moment. */
final class Stopwatch {

  private Stopwatch() {}

  /**
   * @param start of {@link System#nanoTime()}
   * @return per second
   */
  static double rate(long count, long start) {
    return count * 1e9 / (System.nanoTime() - start);
  }
}
