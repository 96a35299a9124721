package io.orderwatch.local.edge;

import io.orderwatch.local.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One process or container of the set: a service or the simulator. It can be killed and started
 * again.
 */
public final class Part {

  static final Duration GRACE = Duration.ofSeconds(10);
  private static final int LAST_LINES = 12;

  private final String name;
  private final String url;
  private final String ready;
  private final Program program;
  private final Program.Run run;
  private final Duration startsWithin;
  private final BooleanSupplier closed;
  private final Http http = new Http();
  private @Nullable Started child;
  private boolean wanted;

  /**
   * @param ready the address that answers 200 once it is
   */
  Part(
      String url,
      String ready,
      Program program,
      Program.Run run,
      Duration startsWithin,
      BooleanSupplier closed) {
    this.name = run.name();
    this.url = url;
    this.ready = ready;
    this.program = program;
    this.run = run;
    this.startsWithin = startsWithin;
    this.closed = closed;
  }

  public String name() {
    return name;
  }

  /** Without a slash at its end. */
  public String url() {
    return url;
  }

  public Path log() {
    return run.log();
  }

  /**
   * Starts the process and waits until it is ready; nothing if it runs.
   *
   * @throws CannotStart if it dies or is too slow
   */
  public void start() {
    begin();
    awaitReady();
  }

  /** Starts the process and does not wait. */
  public synchronized void begin() {
    if (closed.getAsBoolean()) {
      throw new CannotStart(name + " is not started: the set is being stopped");
    }
    if (running()) {
      return;
    }
    wanted = true;
    child = program.start(run);
  }

  /**
   * Waits until it is ready.
   *
   * @throws CannotStart if it dies or is too slow
   */
  public void awaitReady() {
    var end = System.nanoTime() + startsWithin.toNanos();
    while (!http.ok(ready)) {
      if (!running()) {
        throw new CannotStart(name + " died at its start" + lastWords());
      }
      if (closed.getAsBoolean()) {
        throw new CannotStart(name + " is not awaited: the set is being stopped");
      }
      if (System.nanoTime() > end) {
        throw new CannotStart(
            name
                + " runs, but "
                + ready
                + " did not answer 200 within "
                + startsWithin.toSeconds()
                + " s"
                + lastWords());
      }
      Waits.pause(Duration.ofMillis(100));
    }
  }

  public synchronized boolean running() {
    return child != null && child.alive();
  }

  /** Whether it answers as ready now. */
  public boolean ready() {
    return running() && http.ok(ready);
  }

  /** Whether it ended although nobody ended it. */
  synchronized boolean diedByItself() {
    return wanted && child != null && !child.alive();
  }

  /**
   * The process's id; of a container that of the client that is attached to it.
   *
   * @throws IllegalStateException if it was never started
   */
  public synchronized long pid() {
    return started().child().pid();
  }

  /** SIGKILL; waits until it is gone. Nothing if it does not run. */
  public synchronized void kill() {
    wanted = false;
    if (running()) {
      started().kill();
    }
  }

  /** SIGTERM, after ten seconds SIGKILL; waits until it is gone. Nothing if it does not run. */
  public synchronized void stop() {
    wanted = false;
    if (running()) {
      started().terminate(GRACE);
    }
  }

  /** The code of the last process that ended; empty while one runs, and before the first. */
  public synchronized OptionalInt exitCode() {
    return child == null ? OptionalInt.empty() : child.exitCode();
  }

  /** How it died: exit code, cause, the last lines of its log and where that is. */
  synchronized String lastWords() {
    if (child == null) {
      return "";
    }
    var lines = child.lastLines(LAST_LINES);
    var code = child.exitCode();
    var how = code.isPresent() ? " (exit code " + code.getAsInt() + ")" : "";
    return how
        + ": "
        + Cause.of(child.lastLines(200))
        + "\n    "
        + String.join("\n    ", lines)
        + "\n  its log: "
        + run.log();
  }

  void emptyLog() {
    try {
      Files.deleteIfExists(run.log());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + run.log(), e);
    }
  }

  private Started started() {
    var it = child;
    if (it == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return it;
  }
}
