package io.orderwatch.compliance.board;

import io.orderwatch.compliance.board.Bars.Figure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the charts show, reckoned from what was counted. */
public final class Charts {

  /** Cases that were opened in so many days are looked at. */
  public static final int DAYS = 30;

  private static final int HOURS = 24;

  /** The data are waited for 24 hours (Ozon's help, cancel-by-ozon, read 2026-10). */
  private static final int WINDOW = 24;

  private Charts() {}

  /**
   * What became of the cases that were opened.
   *
   * @param asked those whose buyer at least one message reached
   * @param read those of them in whose chat a message was read; 0 as long as nobody tells
   */
  public record Ends(long opened, long asked, long read, long supplied, long lost) {}

  /**
   * How many data came in an hour.
   *
   * @param zone the buyers' one; null where it is not known
   * @param hour its beginning
   */
  public record Came(@Nullable String zone, Instant hour, long count) {}

  /**
   * Goods of open cases.
   *
   * @param hour how many whole hours are left; negative if none
   */
  public record AtRisk(int hour, String currency, BigDecimal amount) {}

  /** From what was opened to how it ended; reads only where some were told. */
  public static Bars funnel(Ends ends) {
    var figures = new ArrayList<Figure>();
    figures.add(new Figure("opened", ends.opened()));
    figures.add(new Figure("asked", ends.asked()));
    if (ends.read() > 0) {
      figures.add(new Figure("read", ends.read()));
    }
    figures.add(new Figure("supplied", ends.supplied()));
    figures.add(new Figure("lost", ends.lost()));
    return Bars.of(figures);
  }

  /**
   * How many data came in which hour of the case; whatever came later is in the last bar.
   *
   * @param hours cases by the whole hours that their data took
   * @param ladder when the reminders are due, from the start
   */
  public static Bars timeToSupply(Map<Integer, Long> hours, List<Duration> ladder) {
    var counts = new long[WINDOW + 1];
    hours.forEach((hour, count) -> counts[Math.clamp(hour, 0, WINDOW)] += count);
    var figures =
        IntStream.rangeClosed(0, WINDOW)
            .mapToObj(hour -> new Figure(hour == WINDOW ? WINDOW + "+" : "" + hour, counts[hour]))
            .toList();
    return Bars.of(figures)
        .marked(
            IntStream.rangeClosed(1, ladder.size()).mapToObj(Integer::toString).toList(),
            ladder.stream().map(due -> (int) Math.min(due.toHours(), WINDOW)).toList());
  }

  /** At which hour of their own day buyers give their data. */
  public static Bars byBuyersHour(List<Came> came) {
    var counts = new long[HOURS];
    for (var each : came) {
      counts[each.hour().atZone(Say.zoneOf(each.zone())).getHour()] += each.count();
    }
    return Bars.of(
        IntStream.range(0, HOURS).mapToObj(hour -> new Figure("" + hour, counts[hour])).toList());
  }

  /** What goods are worth by the hours that are left, a picture a currency; first what is over. */
  public static Map<String, Bars> atRisk(List<AtRisk> risks) {
    var sums = new TreeMap<String, BigDecimal[]>();
    for (var each : risks) {
      var hours = sums.computeIfAbsent(each.currency(), _ -> zeroes());
      var at = Math.clamp(each.hour(), -1, WINDOW - 1) + 1;
      hours[at] = hours[at].add(each.amount());
    }
    var bars = new TreeMap<String, Bars>();
    sums.forEach(
        (currency, hours) ->
            bars.put(
                currency,
                Bars.of(
                    IntStream.rangeClosed(0, WINDOW)
                        .mapToObj(at -> new Figure(at == 0 ? "<0" : "" + (at - 1), hours[at]))
                        .toList())));
    return bars;
  }

  private static BigDecimal[] zeroes() {
    var zeroes = new BigDecimal[WINDOW + 1];
    java.util.Arrays.fill(zeroes, BigDecimal.ZERO);
    return zeroes;
  }
}
