package io.orderwatch.bench.edge;

/** Rates since a moment, told as they come on the standard error. */
final class Stopwatch {

  private Stopwatch() {}

  /**
   * How many a second since the start.
   *
   * @param what is said with it
   * @param start of {@link System#nanoTime()}
   */
  static double rate(String what, long count, long start) {
    var rate = count * 1e9 / (System.nanoTime() - start);
    System.err.printf("%s: %,.0f/s (%,d)%n", what, rate, count);
    return rate;
  }
}
