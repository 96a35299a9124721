package io.orderwatch.backing.edge;

/** A short pause between two looks at a server that starts or ends. */
final class Waiting {

  private Waiting() {}

  static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a server starts or ends", e);
    }
  }
}
