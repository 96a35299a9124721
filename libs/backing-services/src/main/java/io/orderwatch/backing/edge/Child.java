package io.orderwatch.backing.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * A process of this machine that writes to a log file, ignores Ctrl-C (whoever started it decides
 * the order of ending) and does not outlive this JVM.
 */
public final class Child {

  private static final int TAIL_BYTES = 32_768;

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Returns as soon as the process exists, whatever it then does.
   *
   * @param environment added to this process's own
   * @param log appended to; its folder is created
   * @throws UncheckedIOException if there is no such program
   */
  public static Child start(List<String> command, Map<String, String> environment, Path log) {
    var guarded = new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    guarded.addAll(command);
    var builder = new ProcessBuilder(guarded).redirectErrorStream(true);
    builder.environment().putAll(environment);
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      var process = builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
      process.getOutputStream().close();
      Warden.watch(process.pid());
      var _ = process.onExit().thenRun(() -> Warden.forget(process.pid()));
      return new Child(process, log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.getFirst(), e);
    }
  }

  /** The program {@code java} of the JDK that runs this code. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  public long pid() {
    return process.pid();
  }

  public boolean alive() {
    return process.isAlive();
  }

  /** Empty while it lives. */
  public OptionalInt exitCode() {
    return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  public Path log() {
    return log;
  }

  /** SIGTERM, and SIGKILL if it is still there after {@code grace}; waits until it is gone. */
  public void terminate(Duration grace) {
    process.destroy();
    if (!gone(grace)) {
      kill();
    }
  }

  /** SIGKILL; waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    if (!gone(Duration.ofSeconds(10))) {
      throw new IllegalStateException("process " + process.pid() + " survives SIGKILL");
    }
  }

  /** Asks with SIGTERM and returns at once. */
  public void ask() {
    process.destroy();
  }

  /** Whether it ended within that time. */
  public boolean gone(Duration within) {
    try {
      return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** The last lines of its log that are not blank, oldest first. */
  public List<String> lastLines(int count) {
    return lastLines(log, count);
  }

  static List<String> lastLines(Path file, int count) {
    try (var channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, channel.size() - TAIL_BYTES));
      var buffer = java.nio.ByteBuffer.allocate(TAIL_BYTES);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // reads on until the end
      }
      var text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
      var lines = text.lines().filter(line -> !line.isBlank()).toList();
      return lines.subList(Math.max(0, lines.size() - count), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }
}
