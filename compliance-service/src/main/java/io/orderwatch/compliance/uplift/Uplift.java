package io.orderwatch.compliance.uplift;

/**
 * By how much more buyers who are reminded supply their data than those of the hold-out group, and
 * between what and what it lies with 95 per cent confidence: Newcombe's hybrid score interval, made
 * of Wilson's of each group (Newcombe, Statistics in Medicine 17, 1998, method 10, read 2026-11).
 * Cases are taken for independent of each other; the postings of one order are not quite.
 */
public record Uplift(Group reminded, Group heldOut) {

  /** The 97.5th percentile of the normal distribution (Wilson, JASA 22, 1927, read 2026-11). */
  static final double Z = 1.959963984540054;

  /**
   * @param cases that have ended, supplied or lost
   */
  public record Group(int cases, int supplied) {

    public Group {
      if (supplied < 0 || supplied > cases) {
        throw new IllegalArgumentException(supplied + " of " + cases);
      }
    }

    /** NaN without cases. */
    public double share() {
      return cases == 0 ? Double.NaN : (double) supplied / cases;
    }

    /** Wilson's; from 0 to 1 without cases. */
    public Interval interval() {
      if (cases == 0) {
        return new Interval(0, 1);
      }
      var n = (double) cases;
      var middle = share() + Z * Z / (2 * n);
      var half = Z * Math.sqrt(share() * (1 - share()) / n + Z * Z / (2 * n) / (2 * n));
      var all = 1 + Z * Z / n;
      return new Interval(
          supplied == 0 ? 0 : (middle - half) / all, supplied == cases ? 1 : (middle + half) / all);
    }
  }

  public record Interval(double low, double high) {}

  /** Reminded less held out; NaN if one of the groups has no case. */
  public double difference() {
    return reminded.share() - heldOut.share();
  }

  /** Of the difference; from -1 to 1 if one of the groups has no case. */
  public Interval interval() {
    if (reminded.cases() == 0 || heldOut.cases() == 0) {
      return new Interval(-1, 1);
    }
    var one = reminded.interval();
    var other = heldOut.interval();
    return new Interval(
        difference() - Math.hypot(reminded.share() - one.low(), other.high() - heldOut.share()),
        difference() + Math.hypot(one.high() - reminded.share(), heldOut.share() - other.low()));
  }

  /** Whether the interval leaves no doubt that reminders do some good. */
  public boolean proven() {
    return interval().low() > 0;
  }
}
