package io.orderwatch.bench.edge;

import static java.util.Objects.requireNonNull;

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
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * {@code <home of the services> <simulator.jar> [<starts> [<idle seconds>]]}: from the beginning of
 * a process to its first answer as ready, with the AOT cache and as a plain fast-jar, with our
 * flags and without any, in turns, and what each holds of memory after some quiet.
 */
public final class Starts {

  private static final double READY_RATIO = 0.45;
  private static final double IDLE_MB = 160;
  private static final List<StartKind> KINDS = List.of(StartKind.values());

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
    report.setting("JVM flags of the first two", String.join(" ", installed.jvmFlags()));
    report.setting("starts", starts + " of each kind and service, in turns A B C, C B A");
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
    var all = new EnumMap<StartKind, List<Started.Start>>(StartKind.class);
    // the first of each makes the schema or warms the disk's cache, and does not count
    for (var round = -1; round < rounds; round++) {
      for (var kind : round % 2 == 0 ? KINDS : KINDS.reversed()) {
        var start = started.once(service, kind);
        if (round >= 0) {
          all.computeIfAbsent(kind, _ -> new ArrayList<>()).add(start);
        }
      }
    }
    for (var ratio : compared(report, service, "ready", all, Started.Start::milliseconds)) {
      report.aim(ratio, Target.Bound.AT_MOST, READY_RATIO);
    }
    compared(report, service, "processor time", all, Started.Start::processor);
  }

  /** The cache over each of the others. */
  private static List<Figure> compared(
      Report report,
      ServiceName service,
      String what,
      Map<StartKind, List<Started.Start>> all,
      ToDoubleFunction<Started.Start> value) {
    var figures = new EnumMap<StartKind, Figure>(StartKind.class);
    all.forEach(
        (kind, starts) ->
            figures.put(
                kind,
                new Figure(
                    id(what, service, kind),
                    "%s, %s, %s".formatted(service.title(), what, kind.title()),
                    "ms",
                    starts.stream().map(value::applyAsDouble).toList())));
    figures.values().forEach(report::add);
    var cached = requireNonNull(figures.get(StartKind.AOT));
    var ratios = new ArrayList<Figure>();
    for (var kind : List.of(StartKind.PLAIN, StartKind.UNTUNED)) {
      ratios.add(
          cached.over(
              requireNonNull(figures.get(kind)),
              id(what, service, kind) + "-ratio",
              "%s, %s, AOT ÷ %s".formatted(service.title(), what, kind.title())));
    }
    ratios.forEach(report::add);
    return ratios;
  }

  private static String id(String what, ServiceName service, StartKind kind) {
    return "%s-%s-%s"
        .formatted(what.replace(' ', '-'), service.title(), kind.name().toLowerCase(Locale.ROOT));
  }

  private static void idle(Report report, Started started, Duration idle)
      throws IOException, InterruptedException {
    for (var kind : KINDS) {
      var resident = started.idle(kind, idle);
      for (var service : ServiceName.values()) {
        var figure =
            new Figure(
                id("idle", service, kind),
                "%s, idle resident, %s".formatted(service.title(), kind.title()),
                "MB",
                List.of(requireNonNull(resident.get(service))));
        report.add(figure);
        if (kind == StartKind.AOT) {
          report.aim(figure, Target.Bound.AT_MOST, IDLE_MB);
        }
      }
    }
  }
}
