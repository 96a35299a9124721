package io.orderwatch.backing.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Builds that run side by side are given different ports, though none listens on them yet. */
class FreePortsTest {

  /** So many of 17,000 that two of them would be the same if nobody looked (p = 0.999). */
  private static final int PORTS = 500;

  /** Is given ports, says which, and lives until its input ends. */
  static final class Other {

    private Other() {}

    public static void main(String[] arguments) throws IOException {
      ports().forEach(System.out::println);
      var _ = System.in.read();
    }
  }

  @Test
  void no_port_is_given_twice_while_whoever_has_it_lives() throws Exception {
    var other =
        new ProcessBuilder(
                Child.java(), "-cp", System.getProperty("java.class.path"), Other.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var said =
        new BufferedReader(new InputStreamReader(other.getInputStream(), StandardCharsets.UTF_8))) {
      var given = new ArrayList<>(ports());
      for (var port = 0; port < PORTS; port++) {
        given.add(Integer.parseInt(said.readLine()));
      }
      assertThat(given).hasSize(2 * PORTS).doesNotHaveDuplicates();
    } finally {
      other.destroy();
    }
  }

  private static List<Integer> ports() {
    return Stream.generate(FreePorts::any).limit(PORTS).toList();
  }
}
