package io.orderwatch.compliance.outlook;

import io.orderwatch.compliance.outlook.Chance.Stated;
import io.orderwatch.contracts.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which open case deserves the next minute: attention is what the goods are worth (in middle values
 * of their currency), times the chance of a rescue p × (1 − p), where p is the chance that the data
 * comes by itself, divided by the hours that are left, at least a quarter of one (decision 33).
 *
 * <p>What is not known is in the middle: a value counts as the middle value, a chance of a rescue
 * as the middle one of the cases that have one, and as that of an even chance where none has. A
 * case whose deadline has passed comes last.
 */
public record Attention(Map<String, Double> middleValues, double middleRescue) {

  /** No person can do anything in less (2026-11). */
  static final Duration SHORTEST = Duration.ofMinutes(15);

  private static final double HOUR = Duration.ofHours(1).toMillis();

  /** Of an even chance: a half of a half (decision 33, 2026-11). */
  private static final double EVEN = 0.25;

  /**
   * @param attention middle values an hour
   */
  public record Ranked(Judged judged, double attention) {}

  /** All of them, who deserves it most first; of equals whose deadline is next. */
  public static List<Ranked> rank(List<Judged> cases, Instant now) {
    var attention = among(cases);
    return cases.stream()
        .map(each -> new Ranked(each, attention.of(each, now)))
        .sorted(
            Comparator.comparingDouble(Ranked::attention)
                .reversed()
                .thenComparing(each -> each.judged().open().deadline())
                .thenComparing(each -> each.judged().open().ref().key()))
        .toList();
  }

  static Attention among(List<Judged> cases) {
    var values = new TreeMap<String, List<Double>>();
    var rescues =
        cases.stream()
            .map(Judged::chance)
            .filter(Stated.class::isInstance)
            .map(each -> rescue(((Stated) each).supplied()))
            .sorted()
            .toList();
    for (var each : cases) {
      var value = each.value();
      if (value != null && worth(value) > 0) {
        values.computeIfAbsent(value.currency(), _ -> new ArrayList<>()).add(worth(value));
      }
    }
    var middles = new HashMap<String, Double>();
    values.forEach((currency, of) -> middles.put(currency, middle(of.stream().sorted().toList())));
    return new Attention(middles, rescues.isEmpty() ? EVEN : middle(rescues));
  }

  private static double middle(List<Double> sorted) {
    return sorted.get(sorted.size() / 2);
  }

  double of(Judged one, Instant now) {
    var rescue =
        switch (one.chance()) {
          case Stated(var supplied, _, _, _) -> rescue(supplied);
          case Chance.Unknown _ -> middleRescue;
          case Chance.Over _ -> 0;
        };
    var left = Duration.between(now, one.open().deadline());
    var hours = (left.compareTo(SHORTEST) < 0 ? SHORTEST : left).toMillis() / HOUR;
    return value(one) * rescue / hours;
  }

  private double value(Judged one) {
    var value = one.value();
    return value == null || worth(value) <= 0
        ? 1
        : worth(value) / middleValues.getOrDefault(value.currency(), worth(value));
  }

  private static double worth(Money value) {
    return value.amount().doubleValue();
  }

  private static double rescue(double supplied) {
    return supplied * (1 - supplied);
  }
}
