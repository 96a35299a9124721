package io.orderwatch.training.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.local.ServiceName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledTest {

  @TempDir Path home;

  @BeforeEach
  void a_service_as_quarkus_lays_it_out() throws IOException {
    Files.write(home.resolve("jvm.flags"), List.of("# why", "-XX:+UseSerialGC"));
    var folder = home.resolve("order-ingest");
    for (var jar :
        List.of(
            "lib/main/b.jar",
            "lib/main/a.jar",
            "lib/boot/log.jar",
            "app/order-ingest.jar",
            "quarkus/transformed-bytecode.jar",
            "quarkus/generated-bytecode.jar")) {
      Files.createDirectories(folder.resolve(jar).getParent());
      Files.createFile(folder.resolve(jar));
    }
  }

  @Test
  void what_quarkus_changed_comes_before_what_it_was_changed_from_and_the_order_is_by_name() {
    var command = new Installed(home).command(ServiceName.INGEST);

    assertThat(command.get(command.indexOf("-cp") + 1).replace(home + "/order-ingest/", ""))
        .isEqualTo(
            "quarkus/generated-bytecode.jar:quarkus/transformed-bytecode.jar:app/order-ingest.jar"
                + ":lib/boot/log.jar:lib/main/a.jar:lib/main/b.jar");
  }

  @Test
  void a_cache_that_does_not_fit_ends_the_process_and_the_flags_are_those_of_the_training()
      throws IOException {
    var installed = new Installed(home);

    installed.writeArguments(ServiceName.INGEST);

    assertThat(Files.readAllLines(installed.arguments(ServiceName.INGEST)))
        .startsWith(
            "# why",
            "-XX:+UseSerialGC",
            "-XX:AOTMode=on",
            "-XX:AOTCache=" + home.resolve("order-ingest/app.aot"))
        .endsWith(Installed.MAIN);
    assertThat(installed.jvmFlags()).containsExactly("-XX:+UseSerialGC");
  }

  /** Quarkus has a main class of its own only where the program has none. */
  @Test
  void what_is_started_is_the_main_class_of_the_services() {
    var source =
        Path.of(
            "../../../libs/operations/src/main/java", Installed.MAIN.replace('.', '/') + ".java");

    assertThat(source).content().contains("@QuarkusMain");
  }

  @Test
  void a_service_that_is_not_there_is_said_to_be_missing() {
    assertThatThrownBy(() -> new Installed(home).command(ServiceName.LOGISTICS))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a service is not where it should be");
  }
}
