package io.orderwatch.operations.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A stop that was asked for is no failure. */
class MainTest {

  /** A process that waits for a signal as a service does. */
  static final class Waiting {
    public static void main(String[] args) throws InterruptedException {
      if (args.length > 0) {
        Main.endWellWhenTerminated();
      }
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("stopped")));
      System.out.println("waiting");
      Thread.sleep(600_000);
    }
  }

  @Test
  void a_process_that_is_terminated_stops_in_order_and_ends_with_0() throws Exception {
    assertThat(terminated("well")).isEqualTo("waiting stopped 0");
  }

  @Test
  void without_it_the_same_stop_ends_with_143() throws Exception {
    assertThat(terminated()).isEqualTo("waiting stopped 143");
  }

  private static String terminated(String... arguments) throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName()));
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).start();
    try (var said = process.inputReader(StandardCharsets.UTF_8)) {
      var first = said.readLine();
      process.toHandle().destroy(); // Process.destroy would close what it says
      var second = said.readLine();
      assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
      return first + " " + second + " " + process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
