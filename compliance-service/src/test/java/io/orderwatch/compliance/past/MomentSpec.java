package io.orderwatch.compliance.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.past.Moment.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentSpec {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final Instant FROM = Instant.parse("2026-10-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "2026-11-01T02:00:00Z,KNOWN",
    "2026-11-01T02:00,KNOWN",
    "2026-11-01T02:00:01.5,KNOWN",
    "2026-11-01T12:00:00Z,KNOWN",
    "2026-10-01T12:00:00Z,KNOWN",
    "2026-11-01T12:00:01Z,FUTURE",
    "9999-12-31T23:59,FUTURE",
    "2026-10-01T11:59:59Z,TOO_EARLY",
    "0001-01-01T00:00,TOO_EARLY",
  })
  void a_moment_is_known_from_the_first_that_is_kept_until_now(String said, Kind kind) {
    assertThat(Moment.read(said, FROM, NOW).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "2026-11-01",
        "2026-02-30T00:00",
        "+10000-01-01T00:00:00Z",
        "-0001-01-01T00:00:00Z",
        "\u0000",
        "\ud800",
        "2026-11-01T25:00",
        "2026-11-01T02:00+08:00"
      })
  void what_is_no_moment_of_the_years_1_to_9999_cannot_be_read(String said) {
    assertThat(Moment.read(said, FROM, NOW)).isEqualTo(new Moment(Kind.UNREADABLE, null));
  }

  @Test
  void without_a_zone_it_is_utc_and_blanks_do_not_count() {
    assertThat(Moment.read(" 2026-11-01T02:00 ", FROM, NOW).at())
        .isEqualTo(Instant.parse("2026-11-01T02:00:00Z"));
  }

  @Test
  void where_nothing_is_kept_every_moment_is_too_early() {
    assertThat(Moment.read("2026-11-01T02:00", null, NOW).kind()).isEqualTo(Kind.TOO_EARLY);
  }
}
