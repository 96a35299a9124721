package io.orderwatch.compliance.outlook;

/**
 * How many of independent things happen, each with a chance of its own (the Poisson binomial
 * distribution), by exact convolution; what is less likely than 1e-15 at either end is left out.
 *
 * @param low fewer happen with a chance of at most a tenth
 * @param high more happen with a chance of at most a tenth
 */
record HowMany(int low, int high) {

  /** An interval of 80 per cent (decision 33, 2026-11). */
  private static final double TAIL = 0.1;

  /** What is less is taken for none, for the sake of speed (2026-11). */
  private static final double NOTHING = 1e-15;

  static HowMany of(double[] chances) {
    var of = new double[chances.length + 1];
    of[0] = 1;
    var first = 0;
    var last = 0;
    for (var chance : chances) {
      last++;
      for (var n = last; n > first; n--) {
        of[n] = of[n] * (1 - chance) + of[n - 1] * chance;
      }
      of[first] *= 1 - chance;
      while (of[first] < NOTHING && first < last) {
        of[first++] = 0;
      }
      while (of[last] < NOTHING && first < last) {
        of[last--] = 0;
      }
    }
    return new HowMany(low(of), high(of));
  }

  private static int low(double[] of) {
    double below = 0;
    var low = 0;
    while (low < of.length - 1 && below + of[low] <= TAIL) {
      below += of[low++];
    }
    return low;
  }

  private static int high(double[] of) {
    double above = 0;
    var high = of.length - 1;
    while (high > 0 && above + of[high] <= TAIL) {
      above += of[high--];
    }
    return high;
  }
}
