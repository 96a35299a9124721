package io.orderwatch.ingest.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.ingest.life.Life.Identity;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifeSpec {

  private static final Instant NOW = Instant.parse("2026-11-27T18:00:00.999Z");
  private static final long SECOND = NOW.getEpochSecond();
  private static final Identity FIRST = new Identity("7001", "00000001", "");
  private static final Identity SILENT = new Identity("", "", "");

  private static Identity named(Identity identity, String word) {
    return new Identity(identity.system(), identity.timeline(), word);
  }

  @Test
  void the_first_that_is_noticed_has_no_floor() {
    assertThat(Life.on(null, FIRST, NOW)).isEqualTo(new Life(FIRST, 0));
    assertThat(Life.on(null, SILENT, NOW)).isEqualTo(new Life(SILENT, 0));
  }

  @Test
  void who_has_a_word_for_it_at_once_says_that_it_is_not_the_first() {
    var named = named(FIRST, "made-anew");
    assertThat(Life.on(null, named, NOW)).isEqualTo(new Life(named, SECOND));
  }

  @Test
  void the_same_goes_on_as_it_was() {
    for (var floor : List.of(0L, 1_764_000_000L, SECOND + 99)) {
      var kept = new Life(FIRST, floor);
      assertThat(Life.on(kept, FIRST, NOW)).isEqualTo(kept);
    }
  }

  @Test
  void another_system_another_timeline_and_another_word_are_another_life() {
    var others =
        List.of(
            new Identity("7002", "00000001", ""),
            new Identity("7001", "00000002", ""),
            new Identity("7001", "00000001", "put-back"));
    for (var now : others) {
      assertThat(Life.on(new Life(FIRST, 0), now, NOW)).isEqualTo(new Life(now, SECOND));
      assertThat(Life.on(new Life(now, 0), FIRST, NOW)).isEqualTo(new Life(FIRST, SECOND));
    }
  }

  @Test
  void a_later_life_begins_above_the_one_before_whatever_the_clock_says() {
    var second = new Identity("7001", "00000002", "");
    assertThat(Life.on(new Life(FIRST, SECOND), second, NOW).floor()).isEqualTo(SECOND + 1);
    assertThat(Life.on(new Life(FIRST, SECOND + 99), second, NOW).floor()).isEqualTo(SECOND + 100);
  }

  @Test
  void a_database_that_does_not_tell_goes_on_until_somebody_has_another_word() {
    var kept = new Life(FIRST, 7);
    assertThat(Life.on(kept, SILENT, NOW)).as("and what was told is kept").isEqualTo(kept);
    assertThat(Life.on(new Life(SILENT, 7), SILENT, NOW)).isEqualTo(new Life(SILENT, 7));
    var named = named(SILENT, "put-back");
    assertThat(Life.on(kept, named, NOW)).isEqualTo(new Life(named, SECOND));
    assertThat(Life.on(new Life(SILENT, 7), named, NOW)).isEqualTo(new Life(named, SECOND));
  }

  @Test
  void one_that_begins_to_tell_is_the_same() {
    assertThat(Life.on(new Life(SILENT, 7), FIRST, NOW)).isEqualTo(new Life(FIRST, 7));
  }

  @Test
  void it_counts_from_its_floor() {
    assertThat(new Life(FIRST, 7).versions()).isEqualTo(new Versions(7));
  }
}
