package io.orderwatch.backing.edge;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;

/** A container that is stopped, killed and started again with what it has written so far. */
final class Contained {

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

  private final GenericContainer<?> maker;
  private final @Nullable Path log;
  private @Nullable String id;

  private Contained(GenericContainer<?> maker, @Nullable Path log) {
    this.maker = maker;
    this.log = log;
  }

  /**
   * One that the first start makes.
   *
   * @param log what it says is appended there; null: nowhere
   */
  static Contained madeBy(GenericContainer<?> maker, @Nullable Path log) {
    return new Contained(maker, log);
  }

  /**
   * Makes it or starts it again; nothing if it runs.
   *
   * @param serving waits, after a second start, until it serves
   */
  synchronized void start(Runnable serving) {
    if (id == null) {
      maker.start();
      id = maker.getContainerId();
      Warden.watchContainer(id());
      follow(0);
    } else if (!running()) {
      var now = Clock.systemUTC().instant().getEpochSecond();
      Docker.client().startContainerCmd(id()).exec();
      follow(now);
      serving.run();
    }
  }

  /** SIGKILL to all of it; waits. */
  synchronized void kill() {
    if (running()) {
      try {
        Docker.client().killContainerCmd(id()).exec();
      } catch (ConflictException e) {
        // it ended by itself meanwhile
      }
      awaitEnd();
    }
  }

  /** SIGTERM to the processes of that name, whatever runs around them; in the end SIGKILL. */
  synchronized void terminate(String program) {
    if (!running()) {
      return;
    }
    var script =
        "for p in /proc/[0-9]*; do [ \"$(cat \"$p/comm\")\" != "
            + program
            + " ] || kill -TERM \"${p#/proc/}\"; done";
    var exec = Docker.client().execCreateCmd(id()).withCmd("sh", "-c", script).exec();
    Docker.client().execStartCmd(exec.getId()).exec(new ResultCallback.Adapter<>());
    if (!endsWithin(ENDS_WITHIN)) {
      kill();
    }
  }

  synchronized void remove() {
    if (id != null) {
      maker.stop();
      id = null;
    }
  }

  synchronized boolean running() {
    return state().map(it -> Boolean.TRUE.equals(it.getRunning())).orElse(false);
  }

  /**
   * The id of its first process, on the engine's machine.
   *
   * @throws IllegalStateException if it does not run
   */
  synchronized long pid() {
    return state()
        .filter(it -> Boolean.TRUE.equals(it.getRunning()))
        .map(it -> it.getPidLong())
        .orElseThrow(() -> new IllegalStateException("the container does not run"));
  }

  /**
   * Its id at the engine.
   *
   * @throws IllegalStateException if it was never started
   */
  synchronized String id() {
    var it = id;
    if (it == null) {
      throw new IllegalStateException("the container was never started");
    }
    return it;
  }

  private Optional<com.github.dockerjava.api.command.InspectContainerResponse.ContainerState>
      state() {
    if (id == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Docker.client().inspectContainerCmd(id()).exec().getState());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  private void awaitEnd() {
    if (!endsWithin(ENDS_WITHIN)) {
      throw new IllegalStateException("container " + id() + " survives SIGKILL");
    }
  }

  private boolean endsWithin(Duration most) {
    var end = System.nanoTime() + most.toNanos();
    while (running()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Waiting.pause();
    }
    return true;
  }

  private void follow(long since) {
    var file = log;
    if (file == null) {
      return;
    }
    Docker.client()
        .logContainerCmd(id())
        .withStdOut(true)
        .withStdErr(true)
        .withFollowStream(true)
        .withSince((int) since)
        .exec(
            new ResultCallback.Adapter<Frame>() {
              @Override
              public void onNext(Frame frame) {
                append(file, frame.getPayload());
              }

              @Override
              public void onError(Throwable failure) {
                // the engine closes the stream of a container that is gone
              }
            });
  }

  private static void append(Path file, byte[] text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
