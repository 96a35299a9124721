package io.orderwatch.local.edge;

import io.orderwatch.backing.edge.Child;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A started {@link Program}.
 *
 * @param child the process; for a container the client that is attached to it and ends with it
 * @param container its name
 */
public record Started(Child child, Optional<String> container) {

  private static final Duration GONE_WITHIN = Duration.ofSeconds(30);

  boolean alive() {
    return child.alive();
  }

  /** SIGKILL to the program itself; waits until it is gone. */
  void kill() {
    container.ifPresentOrElse(name -> end(List.of("docker", "kill", name)), child::kill);
  }

  /** SIGTERM, and SIGKILL after {@code grace}; waits until it is gone. */
  void terminate(Duration grace) {
    container.ifPresentOrElse(
        name -> end(List.of("docker", "stop", "-t", Long.toString(grace.toSeconds()), name)),
        () -> child.terminate(grace));
  }

  OptionalInt exitCode() {
    return child.exitCode();
  }

  List<String> lastLines(int count) {
    return child.lastLines(count);
  }

  /**
   * An engine that has not made the container yet refuses; then it is asked again until the client
   * is gone.
   */
  private void end(List<String> command) {
    var end = System.nanoTime() + GONE_WITHIN.toNanos();
    while (child.alive()) {
      var _ = succeeds(command);
      if (child.gone(Duration.ofSeconds(2))) {
        return;
      }
      if (System.nanoTime() > end) {
        child.kill();
        throw new IllegalStateException("container " + container.orElse("") + " does not end");
      }
    }
  }

  /** Whether that command ends with 0; what it says is lost. */
  static boolean succeeds(List<String> command) {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      throw new CannotStart("there is no program " + command.getFirst());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStart("interrupted");
    }
  }
}
