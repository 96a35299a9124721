package io.orderwatch.bench.edge;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.orderwatch.bench.Report;
import io.orderwatch.bench.Sizes;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.utils.AppInfoParser;

/** One run: every contender on the same servers, one after the other. */
final class Run {

  private Run() {}

  /**
   * @param peer the folder that Quarkus made of the peer
   * @throws Claim.Broken if a contender did less than it claims
   */
  static Report of(Sizes sizes, Path peer)
      throws SQLException, IOException, InterruptedException, ExecutionException {
    var report = new Report();
    var start = Instant.now();
    machine(report, sizes);
    try (var stage = new Stage()) {
      versions(report, stage, peer);
      new Throughput(stage, sizes, report).run(peer);
      new TimerContest(stage, sizes, report).run();
    }
    report.setting("took", Duration.between(start, Instant.now()).toSeconds() + " s");
    return report;
  }

  private static void machine(Report report, Sizes sizes) throws IOException {
    var system = ManagementFactory.getOperatingSystemMXBean();
    report.setting(
        "run", "%s, %d rounds, begun %s".formatted(sizes.name(), sizes.rounds(), Instant.now()));
    report.setting(
        "machine",
        "%d cores, %s %s, load average %.1f at the start (others may have run)"
            .formatted(
                system.getAvailableProcessors(),
                system.getName(),
                system.getArch(),
                system.getSystemLoadAverage()));
    if (system instanceof com.sun.management.OperatingSystemMXBean more) {
      report.setting("memory", (more.getTotalMemorySize() >> 20) + " MB");
    }
  }

  private static void versions(Report report, Stage stage, Path peer)
      throws SQLException, IOException {
    try (var database = stage.database("settings").filledPool(1, "")) {
      report.setting(
          "PostgreSQL",
          "%s (%s), shared_buffers %s, max_wal_size %s, fsync %s, synchronous_commit %s"
              .formatted(
                  Stage.text(database, "show server_version"),
                  stage.kind(),
                  Stage.text(database, "show shared_buffers"),
                  Stage.text(database, "show max_wal_size"),
                  Stage.text(database, "show fsync"),
                  Stage.text(database, "show synchronous_commit")));
    }
    report.setting(
        "Kafka", AppInfoParser.getVersion() + " (" + stage.kind() + "), one broker, heap 512 MB");
    report.setting(
        "versions",
        "Java %s, %s, %s"
            .formatted(
                Runtime.version(),
                file(peer.resolve("lib").resolve("main"), "io.quarkus.quarkus-core-"),
                Path.of(
                        Scheduler.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .getFileName()));
  }

  private static String file(Path folder, String prefix) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .findAny()
          .orElse(prefix + "?");
    }
  }
}
