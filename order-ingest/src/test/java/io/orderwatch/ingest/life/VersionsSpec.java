package io.orderwatch.ingest.life;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionsSpec {

  private static final Versions SECOND_LIFE = new Versions(1_764_000_000);

  @Test
  void in_the_first_life_they_grow_by_one_from_one() {
    assertThat(Versions.FIRST_LIFE.first()).isEqualTo(1);
    assertThat(Versions.FIRST_LIFE.after(1)).isEqualTo(2);
    assertThat(Versions.FIRST_LIFE.after(5_000_000_000L)).isEqualTo(5_000_000_001L);
  }

  @Test
  void in_a_later_life_none_is_below_its_floor() {
    assertThat(SECOND_LIFE.first()).isEqualTo(1_764_000_000);
    assertThat(SECOND_LIFE.after(4)).isEqualTo(1_764_000_000);
    assertThat(SECOND_LIFE.after(1_763_999_998)).isEqualTo(1_764_000_000);
  }

  @Test
  void from_the_floor_on_they_grow_by_one() {
    assertThat(SECOND_LIFE.after(1_763_999_999)).isEqualTo(1_764_000_000);
    assertThat(SECOND_LIFE.after(1_764_000_000)).isEqualTo(1_764_000_001);
    assertThat(SECOND_LIFE.after(1_764_000_007)).isEqualTo(1_764_000_008);
  }
}
