package io.orderwatch.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * One measured thing, a value each round.
 *
 * @param id short and stable, for machines
 * @param rounds not empty
 */
public record Figure(String id, String name, String unit, List<Double> rounds) {

  public Figure {
    rounds = List.copyOf(rounds);
    if (rounds.isEmpty()) {
      throw new IllegalArgumentException(name + " was never measured");
    }
  }

  public double median() {
    var sorted = rounds.stream().sorted().toList();
    var middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  public double least() {
    return rounds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  public double most() {
    return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** This over {@code other}, round by round: both saw the same machine at nearly the same time. */
  public Figure over(Figure other, String id, String name) {
    if (rounds.size() != other.rounds.size()) {
      throw new IllegalArgumentException(name + " compares different numbers of rounds");
    }
    var ratios = new ArrayList<Double>();
    for (var i = 0; i < rounds.size(); i++) {
      ratios.add(rounds.get(i) / other.rounds.get(i));
    }
    return new Figure(id, name, "×", ratios);
  }
}
