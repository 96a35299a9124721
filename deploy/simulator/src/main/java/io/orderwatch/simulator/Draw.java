package io.orderwatch.simulator;

import java.time.Duration;
import java.util.Map;

/**
 * Chance without a state: the same seed, index and question always give the same answer, so what a
 * posting and its buyer will do is settled before anything happens to them.
 */
public record Draw(long seed, long index) {

  /** A number from 0 inclusive to 1 exclusive. */
  public double share(String question) {
    var mixed = mix(seed ^ mix(index ^ mix(question.hashCode())));
    return (mixed >>> 11) * 0x1.0p-53;
  }

  public boolean chance(String question, double rate) {
    return share(question) < rate;
  }

  public Duration between(String question, Duration least, Duration most) {
    return least.plusMillis(Math.round(share(question) * most.minus(least).toMillis()));
  }

  /** One of the keys, as often as its weight says; keys are taken in their natural order. */
  public String weighted(String question, Map<String, Double> weights) {
    var keys = weights.keySet().stream().sorted().toList();
    var total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    var rest = share(question) * total;
    for (var key : keys) {
      rest -= weights.getOrDefault(key, 0.0);
      if (rest < 0) {
        return key;
      }
    }
    return keys.getLast();
  }

  /** SplitMix64's finisher. */
  private static long mix(long value) {
    var z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
