package io.orderwatch.local.edge;

import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Arguments;
import io.orderwatch.local.Environment;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.doctor.Finding;
import io.orderwatch.local.doctor.StoreFindings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One {@code ./run}: starts the set, shows how it fares, stops it. */
final class Running {

  private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);
  private static final Duration DRAWN_EVERY = Duration.ofSeconds(1);

  private final Arguments.Run wanted;
  private final Path root;
  private final Console console;
  private final Path data;
  private final Set<String> reportedDead = new HashSet<>();
  private volatile @Nullable WholeSet set;

  Running(Arguments.Run wanted, Path root, Console console) {
    this.wanted = wanted;
    this.root = root;
    this.console = console;
    var home = root.resolve(".orderwatch");
    this.data =
        wanted.keep()
            ? wanted.data().map(Path::of).orElse(home.resolve("kept")).toAbsolutePath()
            : home.resolve("run-" + wanted.ports().base());
  }

  /** The exit code: 0, or 1 if it could not start or something died. */
  int go() {
    var hook = new Thread(this::stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    Interrupts.handle(
        () -> {
          var running = set;
          if (running != null) {
            running.killAll();
          }
        });
    try {
      start();
      follow();
    } catch (CannotStart e) {
      if (stopping(hook)) {
        return 0;
      }
      console.line("");
      console.line(console.bad("Not started: ") + e.getMessage());
      stop();
      return 1;
    }
    stop();
    return reportedDead.isEmpty() ? 0 : 1;
  }

  private void start() {
    var config = config();
    // checks, Kafka, PostgreSQL, four services; and the stand-in, or a look at Ozon itself
    var steps = new Steps(console, 8);
    steps.await(
        "checks",
        () -> {
          var from = System.nanoTime();
          set = WholeSet.prepare(config);
          return Duration.ofNanos(System.nanoTime() - from);
        });
    if (config.ozon() instanceof Ozon.Real real) {
      steps.await("Ozon", () -> reached(real));
    }
    var prepared = set();
    console.line("      " + prepared.backing().kind().written() + ": " + prepared.backing().why());
    prepared.start(steps);
    console.line("");
    console.line("Everything runs after " + steps.sinceBegin() + ".");
    Addresses.of(prepared).forEach(console::line);
    Addresses.toTry(prepared).forEach(console::line);
    console.line("For trying out on one machine, not for production. Ctrl-C stops everything.");
    console.line(
        switch (config.ozon()) {
          case Ozon.Simulated _ ->
              "Ozon is simulated; its time runs %.0f times as fast.".formatted(wanted.speed());
          case Ozon.Real(var url, var clientId, _, var send) ->
              "Ozon is "
                  + url
                  + " in real time, store "
                  + clientId
                  + (send
                      ? "; messages and actions ARE SENT."
                      : "; nothing is sent to anyone (--send changes that).");
        });
    console.line("");
  }

  /**
   * Looks whether the store can be read at all, before anything starts for it.
   *
   * @throws CannotStart with what the doctor would say
   */
  private static Duration reached(Ozon.Real real) {
    var from = System.nanoTime();
    var clock = InstantSource.system();
    var seen = new LookingAtStore(real, System.getenv(), clock).briefly();
    var forbidding = StoreFindings.forbidding(StoreFindings.of(seen, clock.instant()));
    if (!forbidding.isEmpty()) {
      throw new CannotStart(
          forbidding.stream().map(Finding::words).collect(Collectors.joining("\n"))
              + "\n  more: ./run doctor --ozon "
              + real.clientId());
    }
    return Duration.ofNanos(System.nanoTime() - from);
  }

  private SetConfig config() {
    var clock =
        wanted.ozon() instanceof Ozon.Real
            ? ScaledClock.real()
            : KeptTime.in(data).resumed(wanted.speed());
    var config =
        SetConfig.of(root, wanted.ports(), clock, wanted.ozon())
            .withData(data, wanted.keep())
            .withEnvironment(Environment.settings(System.getenv()));
    return wanted.containers() ? config.inContainers(System.getenv()) : config;
  }

  private void follow() {
    var summaries = new ReadingSummaries(set());
    var every = console.terminal() ? DRAWN_EVERY : PLAIN_EVERY;
    var begun = System.nanoTime();
    var seconds = wanted.seconds().map(Duration::ofSeconds);
    while (true) {
      reportDeaths();
      var summary = summaries.read();
      set(); // a signal may have come meanwhile: then nothing more is shown
      if (console.terminal()) {
        console.redraw(summary.block());
      } else {
        console.line(summary.line());
      }
      rememberTime();
      var passed = Duration.ofNanos(System.nanoTime() - begun);
      if (seconds.isPresent()) {
        var left = seconds.get().minus(passed);
        if (!left.isPositive()) {
          return;
        }
        Waits.pause(left.compareTo(every) < 0 ? left : every);
      } else {
        Waits.pause(every);
      }
    }
  }

  private void reportDeaths() {
    for (var part : set().diedByThemselves()) {
      if (reportedDead.add(part.name())) {
        console.line(console.bad(part.name() + " died") + part.lastWords());
      }
    }
  }

  private void rememberTime() {
    if (wanted.keep()) {
      KeptTime.in(data).remember(set().config().clock().now());
    }
  }

  private synchronized void stop() {
    var running = set;
    if (running == null) {
      return;
    }
    set = null;
    console.line("");
    console.start("Stopping the services, the simulator, Kafka and PostgreSQL … ");
    var from = System.nanoTime();
    if (wanted.keep() && wanted.ozon() instanceof Ozon.Simulated) {
      KeptTime.in(data).remember(running.config().clock().now());
    }
    running.close();
    console.line(console.good("✓") + " %.1f s".formatted((System.nanoTime() - from) / 1e9));
  }

  /** Whether the JVM is ending: then it was a signal that made the start fail. */
  private static boolean stopping(Thread hook) {
    try {
      return !Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private WholeSet set() {
    var it = set;
    if (it == null) {
      throw new CannotStart("the set is being stopped");
    }
    return it;
  }
}
