package io.orderwatch.backing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedHereSpec {

  private static final Optional<String> RUNS = Optional.of("postgres (PostgreSQL) 18.4");

  @Test
  void what_runs_or_was_never_unpacked_meets_no_obstacle() {
    assertThat(here(true, false, false, true, true, true, RUNS).obstacle()).isEmpty();
    assertThat(here(true, true, true, true, true, true, RUNS).obstacle()).isEmpty();
    assertThat(here(true, false, false, true, true, false, Optional.empty()).obstacle()).isEmpty();
  }

  @Test
  void each_obstacle_is_named_with_what_to_do() {
    assertThat(why(here(false, false, false, true, true, false, Optional.empty())))
        .isEqualTo("no PostgreSQL is known for Linux riscv64");
    assertThat(why(here(true, true, false, true, true, true, RUNS))).contains("as root");
    assertThat(why(here(true, false, false, false, true, true, RUNS))).contains("glibc");
    assertThat(why(here(true, false, false, true, false, true, RUNS))).contains("noexec");
    assertThat(why(here(true, false, false, true, true, true, Optional.empty())))
        .isEqualTo("the programs in /tmp/pg do not run");
  }

  private static String why(EmbeddedHere here) {
    var obstacle = here.obstacle().orElseThrow();
    assertThat(obstacle.fix()).isNotBlank();
    return obstacle.why();
  }

  private static EmbeddedHere here(
      boolean known,
      boolean root,
      boolean otherEyes,
      boolean linked,
      boolean executable,
      boolean unpacked,
      Optional<String> version) {
    return new EmbeddedHere(
        "Linux riscv64", known, root, otherEyes, linked, "/tmp/pg", executable, unpacked, version);
  }
}
