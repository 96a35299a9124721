package io.orderwatch.bench.edge;

import io.orderwatch.backing.edge.BrokerLog;
import io.orderwatch.bench.Figure;
import io.orderwatch.bench.Report;
import io.orderwatch.bench.Target;
import io.orderwatch.clock.ScaledClock;
import io.orderwatch.local.Ozon;
import io.orderwatch.local.Ports;
import io.orderwatch.local.ServiceName;
import io.orderwatch.local.edge.SetConfig;
import io.orderwatch.local.edge.WholeSet;
import io.orderwatch.training.edge.Installed;
import io.orderwatch.training.edge.Training;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/**
 * {@code <home of the services> <simulator.jar> [<starts> [<idle seconds>]]}: from the beginning of
 * a process to its first answer as ready, with the AOT cache and as a plain fast-jar in turns, and
 * what each holds of memory after some quiet.
 */
public final class Starts {

  private static final double READY_RATIO = 0.45;
  private static final double IDLE_MB = 160;

  private Starts() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.setProperty("slf4j.provider", BrokerLog.class.getName());
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    if (arguments.length < 2) {
      System.err.println(
          "usage: <home of the services> <simulator.jar> [<starts> [<idle seconds>]]");
      System.exit(2);
    }
    var installed = new Installed(Path.of(arguments[0]).toAbsolutePath());
    var simulator = Path.of(arguments[1]).toAbsolutePath();
    var starts = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 7;
    var idle = Duration.ofSeconds(arguments.length > 3 ? Long.parseLong(arguments[3]) : 75);
    var report = of(installed, simulator, starts, idle);
    System.out.println(report.text());
    ReportFile.write(report, installed.home().resolve("starts.json"));
    System.exit(0);
  }

  /** Kafka and PostgreSQL run before, and the stand-in for Ozon; each service is started alone. */
  static Report of(Installed installed, Path simulator, int starts, Duration idle)
      throws IOException, InterruptedException {
    var report = new Report();
    var system = ManagementFactory.getOperatingSystemMXBean();
    report.setting(
        "machine",
        "%d cores, %s %s, load average %.1f at the start (others may have run)"
            .formatted(
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                system.getSystemLoadAverage()));
    report.setting("Java", Runtime.version());
    report.setting("JVM flags of both", String.join(" ", installed.jvmFlags()));
    report.setting("starts", starts + " of each kind and service, in turns A B, B A");
    report.setting("idle", idle.toSeconds() + " s, all four of a kind at once");
    var scratch = Files.createTempDirectory("orderwatch-starts-");
    var config =
        SetConfig.of(
                scratch,
                new Ports(Training.freeRow()),
                ScaledClock.real(),
                new Ozon.Simulated("standard"))
            .withServices(List.of())
            .withPrograms(installed.programs(simulator));
    try (var set = WholeSet.started(config)) {
      for (var service : ServiceName.values()) {
        set.database().createSchema(service.schema());
        starts(report, new Started(set, installed, scratch), service, starts);
      }
      idle(report, new Started(set, installed, scratch), idle);
    }
    return report;
  }

  private static void starts(Report report, Started started, ServiceName service, int rounds)
      throws InterruptedException {
    var cached = new ArrayList<Started.Start>();
    var plain = new ArrayList<Started.Start>();
    // the first of each makes the schema or warms the disk's cache, and does not count
    for (var round = -1; round < rounds; round++) {
      for (var withCache : round % 2 == 0 ? List.of(true, false) : List.of(false, true)) {
        var start = started.once(service, withCache);
        if (round >= 0) {
          (withCache ? cached : plain).add(start);
        }
      }
    }
    var name = service.title();
    var ratio = compared(report, name, "ready", "ms", cached, plain, Started.Start::milliseconds);
    report.aim(ratio, Target.Bound.AT_MOST, READY_RATIO);
    compared(report, name, "processor time", "ms", cached, plain, Started.Start::processor);
  }

  private static Figure compared(
      Report report,
      String service,
      String what,
      String unit,
      List<Started.Start> cached,
      List<Started.Start> plain,
      ToDoubleFunction<Started.Start> value) {
    var id = what.replace(' ', '-') + "-" + service;
    var with =
        new Figure(id + "-aot", service + ", " + what + ", AOT", unit, values(cached, value));
    var without =
        new Figure(id + "-plain", service + ", " + what + ", plain", unit, values(plain, value));
    var ratio = with.over(without, id + "-ratio", service + ", " + what + ", AOT ÷ plain");
    report.add(with);
    report.add(without);
    report.add(ratio);
    return ratio;
  }

  private static List<Double> values(
      List<Started.Start> starts, ToDoubleFunction<Started.Start> value) {
    return starts.stream().map(value::applyAsDouble).toList();
  }

  private static void idle(Report report, Started started, Duration idle)
      throws IOException, InterruptedException {
    for (var withCache : List.of(false, true)) {
      var how = withCache ? "with AOT cache" : "as plain fast-jar";
      var resident = started.idle(withCache, idle);
      for (var service : ServiceName.values()) {
        var figure =
            new Figure(
                (withCache ? "idle-" : "idle-plain-") + service.title(),
                service.title() + ", idle resident " + how,
                "MB",
                List.of(Objects.requireNonNull(resident.get(service))));
        report.add(figure);
        if (withCache) {
          report.aim(figure, Target.Bound.AT_MOST, IDLE_MB);
        }
      }
    }
  }
}
