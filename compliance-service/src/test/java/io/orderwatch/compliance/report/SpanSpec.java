package io.orderwatch.compliance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orderwatch.compliance.report.Span.By;
import io.orderwatch.compliance.report.Span.Part;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanSpec {

  private static final ZoneId MOSCOW = ZoneId.of("Europe/Moscow");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Span span(String from, String to, ZoneId zone) {
    return new Span(LocalDate.parse(from), LocalDate.parse(to), zone);
  }

  @Test
  void days_are_those_of_the_zone() {
    assertThat(span("2026-11-01", "2026-11-02", MOSCOW).parts(By.DAY))
        .containsExactly(
            new Part(
                "2026-11-01",
                Instant.parse("2026-10-31T21:00:00Z"),
                Instant.parse("2026-11-01T21:00:00Z")),
            new Part(
                "2026-11-02",
                Instant.parse("2026-11-01T21:00:00Z"),
                Instant.parse("2026-11-02T21:00:00Z")));
  }

  @Test
  void a_day_on_which_clocks_are_put_back_is_longer() {
    var day = span("2026-10-25", "2026-10-25", BERLIN).parts(By.DAY).getFirst();
    assertThat(Duration.between(day.since(), day.until())).isEqualTo(Duration.ofHours(25));
  }

  @Test
  void weeks_begin_on_monday_and_are_cut_off_at_the_ends() {
    assertThat(span("2026-12-30", "2027-01-05", MOSCOW).parts(By.WEEK))
        .extracting(Part::name)
        .containsExactly("2026-W53", "2027-W01");
    assertThat(span("2026-12-30", "2027-01-05", MOSCOW).parts(By.WEEK).getFirst().until())
        .isEqualTo(Instant.parse("2027-01-03T21:00:00Z"));
  }

  @Test
  void months_are_named_by_year_and_month() {
    assertThat(span("2026-01-31", "2026-03-01", MOSCOW).parts(By.MONTH))
        .extracting(Part::name)
        .containsExactly("2026-01", "2026-02", "2026-03");
  }

  @ParameterizedTest
  @CsvSource({"DAY, 400", "WEEK, 58", "MONTH, 14", "STORE, 1"})
  void parts_have_no_gap_and_no_name_twice(By by, int many) {
    var span = span("2025-11-27", "2026-12-31", BERLIN);
    var parts = span.parts(by);
    var whole = span.whole("all");
    assertThat(parts.getFirst().since()).isEqualTo(whole.since());
    assertThat(parts.getLast().until()).isEqualTo(whole.until());
    for (var n = 1; n < parts.size(); n++) {
      assertThat(parts.get(n).since()).isEqualTo(parts.get(n - 1).until());
    }
    assertThat(parts).extracting(Part::name).doesNotHaveDuplicates();
    assertThat(parts).hasSize(many);
  }

  @Test
  void the_days_before_are_as_many_and_end_where_it_begins() {
    var span = Span.last(30, LocalDate.parse("2026-11-30"), MOSCOW);
    assertThat(span.from()).isEqualTo("2026-11-01");
    assertThat(span.before()).isEqualTo(span("2026-10-02", "2026-10-31", MOSCOW));
    assertThat(span.before().whole("x").until()).isEqualTo(span.whole("x").since());
  }

  @Test
  void a_span_is_over_when_its_last_day_is() {
    var span = span("2026-11-01", "2026-11-02", MOSCOW);
    assertThat(span.over(Instant.parse("2026-11-02T20:59:59.999Z"))).isFalse();
    assertThat(span.over(Instant.parse("2026-11-02T21:00:00Z"))).isTrue();
  }

  @Test
  void it_has_a_day_at_least_and_four_hundred_at_most() {
    assertThat(span("2026-11-01", "2026-11-01", MOSCOW).days()).isEqualTo(1);
    assertThat(span("2025-11-27", "2026-12-31", MOSCOW).days()).isEqualTo(Span.MOST);
    assertThatThrownBy(() -> span("2025-11-26", "2026-12-31", MOSCOW))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> span("2026-11-02", "2026-11-01", MOSCOW))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
