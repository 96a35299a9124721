package io.orderwatch.training.edge;

import io.orderwatch.backing.edge.FreePorts;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.SetConfig;
import io.orderwatch.local.edge.WholeSet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * {@code <home> <simulator.jar> [<seconds>]}: lets the whole set work for a while, the services
 * recorded by their JVMs, and makes each an AOT cache of what was seen, beside its {@code
 * run.args}.
 */
public final class Training {

  private static final Duration ENDS_WITHIN = Duration.ofMinutes(2);
  // four JVMs that record, at once, perhaps on one busy core
  private static final Duration STARTS_WITHIN = Duration.ofMinutes(10);
  private static final Duration WORKS_WITHIN = Duration.ofMinutes(3);
  private static final double SPEED = 480;
  private static final List<String> ASKED =
      List.of("/q/health/live", "/q/health/ready", "/q/health/started", "/q/metrics");

  private final Installed installed;
  private final Path simulator;
  private final Duration length;
  private final Path scratch;
  private final HttpClient http = HttpClient.newHttpClient();
  private final long begun = System.nanoTime();

  private Training(Installed installed, Path simulator, Duration length, Path scratch) {
    this.installed = installed;
    this.simulator = simulator;
    this.length = length;
    this.scratch = scratch;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (arguments.length < 2) {
      System.err.println("usage: <home of the services> <simulator.jar> [<seconds>]");
      System.exit(2);
    }
    var seconds = arguments.length > 2 ? Long.parseLong(arguments[2]) : 30;
    train(
        new Installed(Path.of(arguments[0]).toAbsolutePath()),
        Path.of(arguments[1]),
        Duration.ofSeconds(seconds));
    System.exit(0);
  }

  /**
   * Makes the caches; takes about a minute and a half on two cores.
   *
   * @param length how long the set works, real time
   * @throws IllegalStateException if the set did no real work, or a cache was not made
   */
  public static void train(Installed installed, Path simulator, Duration length)
      throws IOException, InterruptedException {
    var scratch = Files.createTempDirectory("orderwatch-training-");
    var training = new Training(installed, simulator, length, scratch);
    training.observe();
    for (var service : ServiceName.values()) {
      training.assemble(service);
    }
  }

  private void observe() throws IOException, InterruptedException {
    var now = Instant.now();
    var config =
        new SetConfig(
            scratch.resolve("data"),
            false,
            scratch.resolve("logs"),
            new Ports(freeRow()),
            new ScaledClock(now, now, SPEED, ZoneOffset.UTC, Clock.systemUTC()),
            new Ozon.Simulated("living"),
            installed.recorded(simulator),
            List.of(ServiceName.values()),
            STARTS_WITHIN,
            Map.of());
    try (var set = WholeSet.started(config)) {
      say("the set works, recorded, for " + length.toSeconds() + " s");
      var from = System.nanoTime();
      while (System.nanoTime() - from < length.toNanos() || !reminded(set)) {
        if (System.nanoTime() - from > length.plus(WORKS_WITHIN).toNanos()) {
          throw new IllegalStateException("no reminder was sent: the training saw no real work");
        }
        ask(set);
        Thread.sleep(1_000);
      }
      for (var service : ServiceName.values()) {
        end(set, service);
      }
    }
  }

  /** A reminder is the last link: order, event, case, event, message. */
  private boolean reminded(WholeSet set) throws IOException, InterruptedException {
    return text(set.url(ServiceName.NOTIFICATION) + "/api/summary")
        .matches("(?s).*\"sent\"\\s*:\\s*[1-9].*");
  }

  /** What an orchestrator and an operator ask of a service. */
  private void ask(WholeSet set) throws IOException, InterruptedException {
    for (var service : ServiceName.values()) {
      for (var path : ASKED) {
        text(set.management(service) + path);
      }
    }
    text(set.url(ServiceName.COMPLIANCE) + "/");
    for (var path : List.of("/api/summary", "/api/board", "/api/cases")) {
      text(set.url(ServiceName.COMPLIANCE) + path);
    }
  }

  private String text(String url) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(20)).build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (HttpTimeoutException e) {
      // a busy machine: what matters is asked again
      return "";
    }
  }

  /** The JVM writes down what it saw when it ends, which may take longer than a stop is given. */
  private void end(WholeSet set, ServiceName service) throws InterruptedException {
    var process = ProcessHandle.of(set.service(service).pid()).orElseThrow();
    process.destroy();
    for (var end = System.nanoTime() + ENDS_WITHIN.toNanos(); process.isAlive(); Thread.sleep(50)) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(service.title() + " does not end");
      }
    }
    say(service.title() + " was recorded");
  }

  private void assemble(ServiceName service) throws IOException, InterruptedException {
    var log = scratch.resolve(service.title() + ".assembly.log");
    var process =
        new ProcessBuilder(
                installed.command(
                    service,
                    "-XX:AOTMode=create",
                    "-XX:AOTConfiguration=" + installed.observations(service),
                    "-XX:AOTCache=" + installed.cache(service)))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0 || !Files.exists(installed.cache(service))) {
      throw new IllegalStateException(
          "no cache of " + service.title() + ": " + Files.readString(log));
    }
    Files.delete(installed.observations(service));
    installed.writeArguments(service);
    say(
        "%s: cache of %d MB"
            .formatted(service.title(), Files.size(installed.cache(service)) >> 20));
  }

  /** The first of as many free ports in a row as a set needs. */
  public static int freeRow() {
    while (true) {
      var first = FreePorts.any();
      if (IntStream.range(first, first + Ports.COUNT).allMatch(FreePorts::isFree)) {
        return first;
      }
    }
  }

  private void say(String what) {
    System.out.printf("  %5.1f s  %s%n", (System.nanoTime() - begun) / 1e9, what);
  }
}
