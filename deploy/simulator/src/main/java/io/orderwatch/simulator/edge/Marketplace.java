package io.orderwatch.simulator.edge;

import io.orderwatch.simulator.Command;
import io.orderwatch.simulator.Fact;
import io.orderwatch.simulator.Scenario;
import io.orderwatch.simulator.World;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The world behind a lock and a clock: whoever looks sees everything that is due by now. */
final class Marketplace {
  private final ReentrantLock lock = new ReentrantLock();
  private final Scenario scenario;
  private final World world;
  private final Clock clock;
  private final @Nullable Journal journal;
  private Instant latest;

  /**
   * Begins a world, or plays a kept one again.
   *
   * @param journal keeps the commands for the next start and gives back those of the last; null if
   *     the world does not outlive the process
   */
  Marketplace(
      Scenario scenario,
      Instant start,
      Clock clock,
      Consumer<Fact> facts,
      @Nullable Journal journal) {
    this.scenario = scenario;
    this.clock = clock;
    this.journal = journal;
    this.latest = start;
    this.world = new World(scenario, start, facts);
    if (journal != null) {
      journal.replay(world);
    }
  }

  Scenario scenario() {
    return scenario;
  }

  void tick() {
    look((_, now) -> now);
  }

  <T> T look(BiFunction<World, Instant, T> question) {
    lock.lock();
    try {
      var now = now();
      world.advance(now);
      return question.apply(world, now);
    } finally {
      lock.unlock();
    }
  }

  String apply(Command command) {
    lock.lock();
    try {
      var now = now();
      if (journal != null) {
        journal.write(command, now);
      }
      return world.apply(command, now);
    } finally {
      lock.unlock();
    }
  }

  /** The clock's time, which never runs backwards here. */
  private Instant now() {
    var read = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    latest = read.isAfter(latest) ? read : latest;
    return latest;
  }
}
