package io.orderwatch.compliance.outlook;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of those who are silent, as time passes: by Aalen and Johansen's estimator
 * (Scandinavian Journal of Statistics 5, 1978, read 2026-11) in bins of five minutes. Where nobody
 * is lost early it is one less Kaplan and Meier's share still silent. Who was watched for a while
 * only counts for as long as that. What was never seen is not hoped for: beyond the longest watch
 * nothing happens.
 */
final class Curve {

  /** What ends a watch. */
  enum End {
    SUPPLIED,
    LOST,
    /** He opened the message: what he does from then on is another curve's. */
    OPENED,
    /** The next message, or the deadline, ended it before anything happened. */
    NOTHING
  }

  /** How long one was watched. */
  record Watch(Duration lasted, End end) {}

  /** What becomes of somebody within a time: what is missing to 1 is lost or has opened it. */
  record Fate(double supplied, double silent) {}

  /** Ours (2026-11): finer than any reminder, coarse enough to count in. */
  static final Duration BIN = Duration.ofMinutes(5);

  /** A longer silence counts as one of a week; ours (2026-11). */
  private static final int MOST = (int) (Duration.ofDays(7).toMillis() / BIN.toMillis());

  private final int[] watched;

  /** At the beginning of each bin, and at the end of the last: shares of all. */
  private final double[] silent;

  private final double[] supplied;
  private final double[] opened;

  private Curve(int bins) {
    watched = new int[bins];
    silent = new double[bins + 1];
    supplied = new double[bins + 1];
    opened = new double[bins + 1];
  }

  static Curve of(List<Watch> watches) {
    var last = watches.stream().mapToInt(each -> bin(each.lasted())).max().orElse(-1);
    var came = new int[last + 1];
    var lost = new int[last + 1];
    var open = new int[last + 1];
    var gone = new int[last + 1];
    for (var each : watches) {
      var ended =
          switch (each.end()) {
            case SUPPLIED -> came;
            case LOST -> lost;
            case OPENED -> open;
            case NOTHING -> gone;
          };
      ended[bin(each.lasted())]++;
    }
    var curve = new Curve(last + 1);
    curve.silent[0] = 1;
    var left = watches.size();
    for (var bin = 0; bin <= last; bin++) {
      var each = curve.silent[bin] / left;
      var ended = came[bin] + lost[bin] + open[bin];
      curve.watched[bin] = left;
      curve.supplied[bin + 1] = curve.supplied[bin] + each * came[bin];
      curve.opened[bin + 1] = curve.opened[bin] + each * open[bin];
      curve.silent[bin + 1] = curve.silent[bin] - each * ended;
      left -= ended + gone[bin];
    }
    return curve;
  }

  private static int bin(Duration lasted) {
    return (int) Math.min(Math.max(lasted.toMillis(), 0) / BIN.toMillis(), MOST);
  }

  private static double bins(Duration time) {
    return Math.min((double) Math.max(time.toMillis(), 0) / BIN.toMillis(), MOST);
  }

  /** How many were watched for so long. */
  int watched(Duration time) {
    var bin = bin(time);
    return bin < watched.length ? watched[bin] : 0;
  }

  /** What becomes of one from the beginning on. */
  Fate fate(Duration until) {
    return fate(Duration.ZERO, until, null);
  }

  /**
   * What becomes of one who has been silent for a while.
   *
   * @param until as {@code been}, from the beginning
   * @param onceOpened what becomes of him when he has opened the message; null if that ends nothing
   *     here
   */
  Fate fate(Duration been, Duration until, @Nullable Curve onceOpened) {
    var from = bins(been);
    var to = Math.max(from, bins(until));
    var of = at(silent, from);
    if (of <= 0) {
      return new Fate(0, 0);
    }
    var came = at(supplied, to) - at(supplied, from);
    var still = at(silent, to);
    if (onceOpened != null) {
      for (var begin = from; begin < to && begin < watched.length; begin = Math.floor(begin) + 1) {
        var end = Math.min(Math.floor(begin) + 1, to);
        var share = at(opened, end) - at(opened, begin);
        if (share > 0) {
          var rest = to - (begin + end) / 2;
          came += share * at(onceOpened.supplied, rest);
          still += share * at(onceOpened.silent, rest);
        }
      }
    }
    return new Fate(came / of, Math.max(0, still) / of);
  }

  /** Within a bin what happens is spread evenly. */
  private static double at(double[] shares, double bins) {
    var bin = (int) bins;
    if (bin >= shares.length - 1) {
      return shares[shares.length - 1];
    }
    return shares[bin] + (bins - bin) * (shares[bin + 1] - shares[bin]);
  }
}
