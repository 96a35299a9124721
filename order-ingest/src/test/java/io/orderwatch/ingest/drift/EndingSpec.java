package io.orderwatch.ingest.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndingSpec {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  @Test
  void a_calendar_is_a_line_an_ending() {
    assertThat(Ending.of(List.of("# remark", "", "2026-12-01 | used | /v1/a | /v2/a | news, May")))
        .containsExactly(
            new Ending(LocalDate.of(2026, 12, 1), true, "/v1/a", "/v2/a", "news, May"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"soon | used | /v1/a | | x", "2026-12-01 | perhaps | /v1/a | | x", "2026-12-01"})
  void what_is_no_line_of_a_calendar_is_refused(String line) {
    assertThatThrownBy(() -> Ending.of(List.of(line))).isInstanceOf(RuntimeException.class);
  }

  @Test
  void the_next_ending_that_counts_is_the_first_of_what_is_used() {
    assertThat(Ending.next(List.of(), NOW)).isEmpty();
    assertThat(Ending.next(List.of(ending("2026-11-02", false)), NOW)).isEmpty();
    assertThat(
            Ending.next(
                List.of(
                    ending("2026-11-02", false),
                    ending("2026-12-01", true),
                    ending("2026-11-11", true)),
                NOW))
        .contains(9.5);
  }

  @Test
  void what_is_used_and_over_is_called_for_until_it_is_left() {
    assertThat(Ending.next(List.of(ending("2026-10-31", true), ending("2026-12-01", true)), NOW))
        .contains(-1.5);
  }

  private static Ending ending(String day, boolean used) {
    return new Ending(LocalDate.parse(day), used, "/v1/a", "", "news");
  }
}
