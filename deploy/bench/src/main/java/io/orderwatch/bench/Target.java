package io.orderwatch.bench;

/** A figure and what its median has to reach. */
public record Target(Figure figure, Bound bound, double wanted) {

  public enum Bound {
    AT_LEAST,
    AT_MOST
  }

  public boolean met() {
    return switch (bound) {
      case AT_LEAST -> figure.median() >= wanted;
      case AT_MOST -> figure.median() <= wanted;
    };
  }
}
