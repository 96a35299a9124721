package io.orderwatch.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ScaledClockSpec {

  static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
  final SettableClock machine = new SettableClock(NOON);
  final ScaledClock clock =
      new ScaledClock(NOON, NOON.minusSeconds(3600), 480, ZoneOffset.UTC, machine);

  @Test
  void a_day_passes_in_three_minutes() {
    machine.tick(Duration.ofMinutes(3));
    assertThat(clock.now()).isEqualTo(NOON.minusSeconds(3600).plus(Duration.ofDays(1)));
  }

  @Test
  void a_pause_is_as_long_as_the_machine_takes_but_never_shorter_than_the_least() {
    assertThat(clock.real(Duration.ofHours(8), Duration.ZERO)).isEqualTo(Duration.ofMinutes(1));
    assertThat(clock.real(Duration.ofSeconds(1), Duration.ofMillis(50)))
        .isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void a_time_of_the_machine_is_as_much_longer_on_this_clock() {
    assertThat(clock.scaled(Duration.ofMinutes(1))).isEqualTo(Duration.ofHours(8));
    assertThat(ScaledClock.real().scaled(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void what_is_written_is_read_again_by_another_process() {
    var read = ScaledClock.parse(clock.toString());
    assertThat(read.realStart()).isEqualTo(clock.realStart());
    assertThat(read.start()).isEqualTo(clock.start());
    assertThat(read.rate()).isEqualTo(480);
    assertThat(ScaledClock.parse("real").isReal()).isTrue();
  }

  @Test
  void nonsense_is_refused() {
    assertThatThrownBy(() -> ScaledClock.parse("fast"))
        .hasMessageContaining("<real start>/<start>/<rate>");
    assertThatThrownBy(() -> ScaledClock.parse("a/b/c"))
        .hasMessageContaining("<real start>/<start>/<rate>");
    assertThatThrownBy(() -> ScaledClock.parse(NOON + "/" + NOON + "/0.5"))
        .hasMessageContaining("rate");
  }
}
