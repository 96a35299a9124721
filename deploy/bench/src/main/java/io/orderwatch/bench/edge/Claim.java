package io.orderwatch.bench.edge;

/** What a contender says it did, held against what is there. */
final class Claim {

  private Claim() {}

  /**
   * @throws Broken if they differ: a figure of work that was not done is worth nothing
   */
  static void holds(String what, long claimed, long found) {
    if (claimed != found) {
      throw new Broken("%s: %d expected, %d found".formatted(what, claimed, found));
    }
  }

  static final class Broken extends RuntimeException {
    Broken(String message) {
      super(message);
    }
  }
}
