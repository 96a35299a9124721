package io.orderwatch.backing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedProbeTest {

  @Test
  void where_the_embedded_servers_run_the_probe_meets_no_obstacle_and_hears_their_version() {
    var unpacked = PostgresBinaries.unpacked();
    var here = EmbeddedProbe.probe();
    assertThat(here.obstacle()).isEmpty();
    assertThat(here.version()).hasValueSatisfying(said -> assertThat(said).contains("PostgreSQL"));
    assertThat(here.folder()).isEqualTo(unpacked.home().toString());
  }

  @Test
  void looking_leaves_nothing_behind(@TempDir Path temporary) throws Exception {
    var probe =
        new ProcessBuilder(
                Child.java(),
                "-Djava.io.tmpdir=" + temporary,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Looking.class.getName())
            .redirectErrorStream(true)
            .start();
    var said =
        new String(probe.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(probe.waitFor()).as(said).isZero();
    assertThat(said).contains("unpacked=false", "free=true");
    try (var files = Files.list(temporary)) {
      assertThat(files).isEmpty();
    }
  }

  /** Looks at the machine and at a port, and says what it saw. */
  static final class Looking {

    private Looking() {}

    public static void main(String[] args) throws IOException {
      System.out.println("free=" + FreePorts.isFree(0));
      System.out.println(EmbeddedProbe.probe());
    }
  }
}
