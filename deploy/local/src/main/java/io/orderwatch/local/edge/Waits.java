package io.orderwatch.local.edge;

import java.time.Duration;

/** Pauses between two looks at something outside this process. */
final class Waits {

  private Waits() {}

  static void pause(Duration real) {
    try {
      Thread.sleep(real);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted");
    }
  }
}
