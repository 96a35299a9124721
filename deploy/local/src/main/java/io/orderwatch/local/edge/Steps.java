package io.orderwatch.local.edge;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

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
  public void await(String name, Supplier<Duration> step) {
    number++;
    console.start("[%d/%d] %-20s … ".formatted(number, total, name));
    Duration took;
    try {
      took = step.get();
    } catch (RuntimeException e) {
      console.line(console.bad("✗"));
      throw e;
    }
    console.line(console.good("✓") + " " + seconds(took));
  }

  /** Since the first step. */
  String sinceBegin() {
    return seconds(Duration.ofNanos(System.nanoTime() - begun));
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toNanos() / 1e9);
  }
}
