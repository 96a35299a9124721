package io.orderwatch.local.edge;

import java.time.Duration;
import java.util.function.Supplier;

/** Shows how the start goes on. */
public interface Progress {

  Progress SILENT =
      (name, step) -> {
        var _ = step.get();
      };

  /** Waits for the step by getting how long it took, and shows its name and how it ended. */
  void await(String name, Supplier<Duration> step);
}
