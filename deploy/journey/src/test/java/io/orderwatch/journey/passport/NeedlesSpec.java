package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NeedlesSpec {

  private final Needles needles = Needles.of(List.of("Иванова", "Иванович", "4510 123456"));

  @Test
  void each_is_found_at_the_beginning_in_the_middle_and_at_the_end() {
    assertThat(List.of("Иванова", "x 4510 123456 y", "Пётр Иванович"))
        .allSatisfy(content -> assertThat(needles.anyIn(content)).isTrue());
  }

  @Test
  void what_only_begins_like_one_is_none() {
    assertThat(List.of("", "Иванов", "4510 12345", "Ивано", "451"))
        .allSatisfy(content -> assertThat(needles.anyIn(content)).isFalse());
  }

  @Test
  void nothing_and_an_empty_text_are_refused() {
    assertThatThrownBy(() -> Needles.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Needles.of(List.of("a", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
