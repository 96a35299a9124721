package io.orderwatch.compliance.outlook;

import io.orderwatch.compliance.whatif.Past;
import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PostingRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Buyers who behave by a known law: told after one, nine and seventeen hours or a little later,
 * they open a message or not, sooner or later, and give their data or not, more often when they
 * have opened it and less often the more they were told; some orders are cancelled at any time.
 */
final class Law {

  static final Instant OPENED = Instant.parse("2026-11-01T09:00:00Z");
  static final Duration WINDOW = Duration.ofHours(24);
  private static final double NEVER = 1e9;

  private final Random random;

  Law(long seed) {
    this.random = new Random(seed);
  }

  /**
   * @param reminders all that were planned, those that came too late too
   */
  record Life(Past past, List<Instant> reminders) {

    boolean supplied() {
      return past.supplied();
    }

    /** As it was seen then; empty if it had ended. */
    Optional<Open> at(Instant now) {
      return past.endedAt().isAfter(now)
          ? Optional.of(
              Open.of(
                  new Past(
                      past.ref(),
                      "1",
                      past.openedAt(),
                      past.deadline(),
                      null,
                      past.told().stream().filter(each -> !each.isAfter(now)).toList(),
                      past.opened().stream().filter(each -> !each.isAfter(now)).toList(),
                      now,
                      false),
                  reminders.stream().filter(each -> each.isAfter(now)).toList()))
          : Optional.empty();
    }
  }

  List<Life> lives(String store, int n) {
    var lives = new ArrayList<Life>();
    for (var each = 0; each < n; each++) {
      lives.add(live(store + ":g-" + each));
    }
    return lives;
  }

  /** A time between the beginning and the deadline. */
  Instant sometime() {
    return hours(random.nextDouble() * 24);
  }

  private Life live(String key) {
    double[] times = {1 + late(), 9 + late(), 17 + late()};
    var told = new ArrayList<Instant>();
    var opened = new ArrayList<Instant>();
    double begin = 0;
    for (var k = 0; k <= times.length; k++) {
      var end = k < times.length ? times[k] : 24;
      var lost = begin + exponential(150);
      var open = k > 0 && random.nextDouble() < 0.7 ? begin + exponential(2 + k) : NEVER;
      var supplied = begin + exponential(k == 0 ? 60 : 45);
      if (open < Math.min(Math.min(supplied, lost), end)) {
        opened.add(hours(open));
        var moved = random.nextDouble() < 0.65 - 0.1 * k ? exponential(2) : NEVER;
        supplied = Math.min(supplied, open + moved);
      }
      if (Math.min(supplied, lost) < end) {
        return life(key, times, told, opened, Math.min(supplied, lost), supplied < lost);
      }
      begin = end;
      if (k < times.length) {
        told.add(hours(end));
      }
    }
    return life(key, times, told, opened, 24 + late(), false);
  }

  private static Life life(
      String key,
      double[] times,
      List<Instant> told,
      List<Instant> opened,
      double end,
      boolean supplied) {
    return new Life(
        new Past(
            PostingRef.parse(key),
            "1",
            OPENED,
            new Deadline(OPENED.plus(WINDOW), Deadline.Basis.IN_PROCESS_AT),
            null,
            told,
            opened,
            hours(end),
            supplied),
        Arrays.stream(times).mapToObj(Law::hours).toList());
  }

  private double late() {
    return random.nextDouble() / 3;
  }

  private double exponential(double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }

  private static Instant hours(double hours) {
    return OPENED.plusMillis((long) (hours * 3_600_000));
  }
}
