package io.orderwatch.backing.edge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Processes known by a pid file, whoever started them. */
final class Processes {

  private Processes() {}

  /**
   * The living process a pid file names.
   *
   * @param mark must occur in its command line; an id may by now be another program's
   */
  static Optional<ProcessHandle> recorded(Path pidFile, String mark) {
    try {
      var pid = Long.parseLong(Files.readString(pidFile).lines().findFirst().orElse("").strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> handle.info().commandLine().orElse("").contains(mark));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it ended within that time. */
  static boolean gone(ProcessHandle handle, Duration within) {
    try {
      handle.onExit().get(within.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !handle.isAlive();
    } catch (ExecutionException | TimeoutException e) {
      return !handle.isAlive();
    }
  }
}
