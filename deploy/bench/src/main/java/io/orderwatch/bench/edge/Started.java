package io.orderwatch.bench.edge;

import io.orderwatch.backing.edge.Child;
import io.orderwatch.local.Environment;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.WholeSet;
import io.orderwatch.training.edge.Installed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** Starts services beside a set that has everything but them. */
record Started(WholeSet set, Installed installed, Path logs, HttpClient http) {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  Started(WholeSet set, Installed installed, Path logs) {
    this(set, installed, logs, HttpClient.newHttpClient());
  }

  /**
   * One start, from the beginning of the process to its first answer as ready.
   *
   * @param milliseconds by the clock on the wall
   * @param processor milliseconds of processor time of all its threads, which other jobs of the
   *     machine hardly change
   */
  record Start(double milliseconds, double processor) {}

  /** Ended again before this returns. */
  Start once(ServiceName service, StartKind kind) throws InterruptedException {
    var from = System.nanoTime();
    var process = begin(service, kind);
    awaitReady(service, process);
    var took = System.nanoTime() - from;
    var used =
        ProcessHandle.of(process.pid())
            .flatMap(handle -> handle.info().totalCpuDuration())
            .orElse(Duration.ZERO);
    process.terminate(LONGEST);
    return new Start(took / 1e6, used.toNanos() / 1e6);
  }

  /** Resident megabytes of each service, in their order, all running and nothing happening. */
  Map<ServiceName, Double> idle(StartKind kind, Duration idle)
      throws IOException, InterruptedException {
    var processes = new EnumMap<ServiceName, Child>(ServiceName.class);
    for (var service : ServiceName.values()) {
      set.database().createSchema(service.schema());
      var process = begin(service, kind);
      processes.put(service, process);
      awaitReady(service, process);
    }
    Thread.sleep(idle);
    var resident = new EnumMap<ServiceName, Double>(ServiceName.class);
    for (var each : processes.entrySet()) {
      resident.put(each.getKey(), resident(each.getValue().pid()));
    }
    processes.values().forEach(Child::ask);
    processes.values().forEach(process -> process.terminate(LONGEST));
    return resident;
  }

  Child begin(ServiceName service, StartKind kind) {
    var around =
        new Environment.Around(
            set.broker().bootstrapServers(),
            set.database().jdbcUrl(service.schema()),
            set.database().user(),
            set.database().password(),
            set.config().clock().toString());
    return Child.start(
        kind.command(installed, service),
        Environment.of(service, set.config().ports(), around, new Ozon.Simulated("standard")),
        logs.resolve(service.title() + "." + kind + ".log"));
  }

  void awaitReady(ServiceName service, Child process) throws InterruptedException {
    var ready =
        HttpRequest.newBuilder(URI.create(set.management(service) + "/q/health/ready"))
            .timeout(LONGEST)
            .build();
    for (var end = System.nanoTime() + LONGEST.toNanos(); !answers(ready); Thread.sleep(5)) {
      if (!process.alive() || System.nanoTime() > end) {
        throw new Claim.Broken(
            "%s is not ready: %s".formatted(service.title(), process.lastLines(8)));
      }
    }
  }

  private boolean answers(HttpRequest ready) throws InterruptedException {
    try {
      return http.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static double resident(long pid) throws IOException {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findAny()
              .orElseThrow()
          / 1024.0;
    }
  }
}
