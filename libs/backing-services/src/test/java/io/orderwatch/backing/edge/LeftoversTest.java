package io.orderwatch.backing.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(dir.resolve("ready")) || !starter.alive());
    assertThat(starter.alive()).as(String.join("\n", starter.lastLines(20))).isTrue();
    var broker = Long.parseLong(Files.readString(dir.resolve("ready")));
    var postgres =
        Long.parseLong(
            Files.readAllLines(dir.resolve("postgres/data/postmaster.pid")).getFirst().strip());
    assertThat(alive(broker) && alive(postgres)).isTrue();

    starter.kill();

    await().atMost(Duration.ofSeconds(20)).until(() -> !alive(broker) && !alive(postgres));
  }

  static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
