package io.orderwatch.local.edge;

import io.orderwatch.backing.edge.Child;
import io.orderwatch.local.Cause;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One process of the set: a service or the simulator. It can be killed and started again. */
public final class Part {

  static final Duration GRACE = Duration.ofSeconds(10);
  private static final int LAST_LINES = 12;

  private final String name;
  private final String url;
  private final String healthPath;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Duration startsWithin;
  private final BooleanSupplier closed;
  private final Http http = new Http();
  private @Nullable Child child;
  private boolean wanted;

  Part(
      String name,
      String url,
      String healthPath,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Duration startsWithin,
      BooleanSupplier closed) {
    this.name = name;
    this.url = url;
    this.healthPath = healthPath;
    this.command = command;
    this.environment = environment;
    this.log = log;
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
    return log;
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
    child = Child.start(command, environment, log);
  }

  /**
   * Waits until it is ready.
   *
   * @throws CannotStart if it dies or is too slow
   */
  public void awaitReady() {
    var end = System.nanoTime() + startsWithin.toNanos();
    while (!http.ok(url + healthPath)) {
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
                + url
                + healthPath
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
    return running() && http.ok(url + healthPath);
  }

  /** Whether it ended although nobody ended it. */
  synchronized boolean diedByItself() {
    return wanted && child != null && !child.alive();
  }

  /**
   * The process's id.
   *
   * @throws IllegalStateException if it was never started
   */
  public synchronized long pid() {
    return started().pid();
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
        + log;
  }

  void emptyLog() {
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot empty " + log, e);
    }
  }

  private Child started() {
    var it = child;
    if (it == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return it;
  }
}
