package io.orderwatch.backing.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LeftoversTest {

  @TempDir Path dir;

  /** What a test run or a launcher does: starts servers and is then killed. */
  static final class Starter {

    private Starter() {}

    public static void main(String[] args) throws Exception {
      var options =
          Options.fromEnvironment()
              .withEnvironment(Map.of("ORDERWATCH_BACKING", "embedded"))
              .withDataDir(Path.of(args[0]));
      var servers = BackingServices.started(options);
      Files.writeString(Path.of(args[0], "ready"), Long.toString(servers.broker().pid()));
      Thread.currentThread().join();
    }
  }

  @Test
  void servers_do_not_outlive_a_jvm_that_is_killed_hard() throws Exception {
    var starter =
        Child.start(
            List.of(
                Child.java(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                dir.toString()),
            Map.of(),
            dir.resolve("starter.log"));
    try {
      await()
          .atMost(Duration.ofSeconds(100)) // longer than a server is given to start
          .untilAsserted(
              () ->
                  assertThat(Files.exists(dir.resolve("ready")) || !starter.alive())
                      .as(() -> said(starter))
                      .isTrue());
      assertThat(starter.alive()).as(() -> said(starter)).isTrue();
      var broker = Long.parseLong(Files.readString(dir.resolve("ready")));
      var postgres =
          Long.parseLong(
              Files.readAllLines(dir.resolve("postgres/data/postmaster.pid")).getFirst().strip());
      assertThat(alive(broker) && alive(postgres)).isTrue();

      starter.kill();

      await().atMost(Duration.ofSeconds(20)).until(() -> !alive(broker) && !alive(postgres));
    } finally {
      starter.kill();
    }
  }

  /** Of the JVM that starts the servers, and of both servers. */
  private String said(Child starter) {
    return Stream.of("kafka.log", "postgres.log", "postgres/pg_ctl.log")
        .map(name -> dir.resolve(name))
        .filter(Files::exists)
        .map(log -> log + ": " + String.join(" | ", Child.lastLines(log, 10)))
        .collect(Collectors.joining("\n", String.join("\n", starter.lastLines(20)) + "\n", ""));
  }

  static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
