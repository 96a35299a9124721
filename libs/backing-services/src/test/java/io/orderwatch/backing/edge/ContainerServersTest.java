package io.orderwatch.backing.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.exception.NotFoundException;
import io.orderwatch.backing.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs a Docker engine: {@code deploy/images/offline/test} runs it. */
@Tag("containers")
class ContainerServersTest extends Servers {

  ContainerServersTest() {
    super("containers");
  }

  /** What a test run does: starts containers and is then killed. */
  static final class Starter {

    private Starter() {}

    public static void main(String[] args) throws Exception {
      var servers = BackingServices.started(Options.fromEnvironment());
      Files.writeString(Path.of(args[0]), ids(servers));
      Thread.currentThread().join();
    }
  }

  @Test
  void they_say_what_they_are_and_which_images_they_come_from() {
    assertThat(servers.kind()).isEqualTo(Kind.CONTAINERS);
    assertThat(servers.why())
        .matches("ORDERWATCH_BACKING asks for containers: \\S*kafka:\\S+ and \\S*postgres:\\S+\\.");
  }

  @Test
  void choosing_takes_less_than_a_second() {
    var from = System.nanoTime();
    var chosen =
        BackingServices.choose(
            Options.fromEnvironment()
                .withCloseAtExit(false)
                .withEnvironment(Map.of("ORDERWATCH_BACKING", "containers")));
    assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(Duration.ofSeconds(1));
    chosen.close();
  }

  @Test
  void nothing_in_the_containers_runs_as_root() {
    for (var id : ids(servers).lines().toList()) {
      var processes = Docker.client().topContainerCmd(id).withPsArgs("-eo uid,pid").exec();
      var users = Stream.of(processes.getProcesses()).map(row -> row[0]).toList();
      assertThat(users).isNotEmpty().doesNotContain("0", "root");
    }
  }

  @Test
  void containers_do_not_outlive_a_jvm_that_is_killed_hard(@TempDir Path dir) throws Exception {
    var told = dir.resolve("ids");
    var starter =
        Child.start(
            List.of(
                Child.java(),
                "-cp",
                System.getProperty("java.class.path"),
                Starter.class.getName(),
                told.toString()),
            Map.of("ORDERWATCH_BACKING", "containers"),
            dir.resolve("starter.log"));
    await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(told) || !starter.alive());
    assertThat(starter.alive()).as(String.join("\n", starter.lastLines(20))).isTrue();
    var ids = Files.readString(told).lines().toList();
    assertThat(ids).hasSize(2).allMatch(ContainerServersTest::exists);

    starter.kill();

    await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(() -> assertThat(ids).noneMatch(ContainerServersTest::exists));
  }

  private static String ids(BackingServices servers) {
    return ((Containers.Kafka) servers.broker()).id()
        + "\n"
        + ((Containers.Postgres) servers.server()).id();
  }

  private static boolean exists(String id) {
    try {
      Docker.client().inspectContainerCmd(id).exec();
      return true;
    } catch (NotFoundException e) {
      return false;
    }
  }
}
