package io.orderwatch.compliance.health;

import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.RulePacks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a store stands: our twin of Ozon's error index, reckoned from the postings that were heard
 * of. Ozon's own figure is the one that counts.
 *
 * @param books the days that the index of {@code today} and of every day in its window look at
 */
public record StoreHealth(LocalDate today, Books books, RulePacks packs) {

  /**
   * What the cancellations in the window have cost so far.
   *
   * @param roubles the sum of those whose fee is known
   * @param unknown how many have a fee that is not known
   */
  public record Fees(BigDecimal roubles, int unknown) {}

  /**
   * The index as it is expected.
   *
   * @param day the day whose index it is
   */
  public record Forecast(LocalDate day, FaultIndex index) {}

  public RulePack pack() {
    return packs.on(today);
  }

  /** The first and the last day that the index of this day looks at. */
  public static LocalDate[] window(LocalDate day, RulePack pack) {
    var last = day.minus(pack.index().endsBefore());
    return new LocalDate[] {last.minus(pack.index().window()).plusDays(1), last};
  }

  public FaultIndex index(Reading reading) {
    return index(today, reading);
  }

  /** The index of the day on which what happens today is counted first. */
  public FaultIndex next(Reading reading) {
    return index(today.plus(pack().index().endsBefore()), reading);
  }

  FaultIndex index(LocalDate day, Reading reading) {
    return index(day, reading, books.faults(packs), books.created());
  }

  private FaultIndex index(
      LocalDate day, Reading reading, Books.Faults faults, Map<LocalDate, Integer> created) {
    var window = window(day, packs.on(day));
    var shipments = sum(created, window);
    var happened = sum(faults.happened(), window);
    return switch (reading) {
      case ALL -> new FaultIndex(happened, shipments);
      case REMAINING -> new FaultIndex(happened, shipments - sum(faults.shipped(), window));
    };
  }

  private static int sum(Map<LocalDate, Integer> days, LocalDate[] window) {
    return window[0].datesUntil(window[1].plusDays(1)).mapToInt(d -> days.getOrDefault(d, 0)).sum();
  }

  /** How many more can be cancelled today without leaving the zone, by the stricter reading. */
  public int budget() {
    return Math.min(
        next(Reading.ALL).budget(pack(), Reading.ALL),
        next(Reading.REMAINING).budget(pack(), Reading.REMAINING));
  }

  /** Each fault at the fee of its day's zone. */
  public Fees fees() {
    var window = window(today, pack());
    var faults = books.faults(packs);
    var sum = BigDecimal.ZERO;
    var unknown = 0;
    for (var each : books.ended()) {
      var day = books.day(each.at());
      var pack = packs.on(day);
      if (each.counts(pack) && !day.isBefore(window[0]) && !day.isAfter(window[1])) {
        var zone = index(day, Reading.ALL, faults, books.created()).zone(pack);
        var fee = Fee.roubles(each.prices(), each.priced(), zone, pack);
        sum = sum.add(fee.orElse(BigDecimal.ZERO));
        unknown += fee.isEmpty() ? 1 : 0;
      }
    }
    return new Fees(sum, unknown);
  }

  /** Cancellations in the window of which Ozon's word and its rules differ. */
  public List<Ended> disputed() {
    var window = window(today, pack());
    return books.ended().stream()
        .filter(each -> each.disputed(packs.on(books.day(each.at()))))
        .filter(each -> !books.day(each.at()).isBefore(window[0]))
        .toList();
  }

  /**
   * As orders roll out of the window: no more faults, and on each coming day as many shipments as
   * on a day of the window.
   */
  public List<Forecast> forecast(int days) {
    var window = window(today, pack());
    var length = (int) (window[1].toEpochDay() - window[0].toEpochDay()) + 1;
    var mean =
        BigDecimal.valueOf(sum(books.created(), window))
            .divide(BigDecimal.valueOf(length), 0, RoundingMode.HALF_UP)
            .intValue();
    var created = new HashMap<>(books.created());
    for (var day : today.plusDays(1).datesUntil(today.plusDays(days)).toList()) {
      created.put(day, mean);
    }
    var faults = books.faults(packs);
    var forecast = new ArrayList<Forecast>();
    for (var day : today.plusDays(1).datesUntil(today.plusDays(days).plusDays(1)).toList()) {
      forecast.add(new Forecast(day, index(day, Reading.ALL, faults, created)));
    }
    return forecast;
  }
}
