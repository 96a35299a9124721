package io.orderwatch.mailbox.edge;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of one transaction; they end together, when it does. */
final class Steps implements AutoCloseable {

  private final List<Tracing.Step> begun = new ArrayList<>(0);
  private boolean committed;

  /** Returns what goes with all that follows from the step. */
  @Nullable String add(Tracing.Step step) {
    begun.add(step);
    return step.trace();
  }

  void committed() {
    committed = true;
  }

  @Override
  public void close() {
    for (var step : begun) {
      step.outcome(committed ? "committed" : "rolled-back");
      step.close();
    }
  }
}
