package io.orderwatch.local.edge;

/** Shows how the start goes on. */
public interface Progress {

  Progress SILENT = (name, step) -> step.run();

  /** Runs the step, which waits, and shows its name and how it ended. */
  void await(String name, Runnable step);
}
