package io.orderwatch.ozon.edge;

/** A text that nobody may read in a log, an exception or an answer. */
public record Secret(String value) {

  @Override
  public String toString() {
    return "a secret";
  }
}
