package io.orderwatch.local.edge;

import java.util.Locale;

/** Numbered lines: {@code [2/8] Kafka … ✓ 3.9 s}. */
final class Steps implements Progress {

  private final Console console;
  private final int total;
  private final long begun = System.nanoTime();
  private int number;

  Steps(Console console, int total) {
    this.console = console;
    this.total = total;
  }

  @Override
  public void await(String name, Runnable step) {
    number++;
    var from = System.nanoTime();
    console.start("[%d/%d] %-20s … ".formatted(number, total, name));
    try {
      step.run();
    } catch (RuntimeException e) {
      console.line(console.bad("✗"));
      throw e;
    }
    console.line(console.good("✓") + " " + seconds(from));
  }

  /** Since the first step. */
  String sinceBegin() {
    return seconds(begun);
  }

  private static String seconds(long from) {
    return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - from) / 1e9);
  }
}
