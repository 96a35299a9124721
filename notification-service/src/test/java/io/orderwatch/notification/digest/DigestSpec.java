package io.orderwatch.notification.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.notification.people.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigestSpec {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @ValueSource(strings = {"Asia/Shanghai", "Europe/Berlin", "America/New_York", "UTC"})
  void each_local_day_has_one_from_its_hour_on_also_when_the_clocks_change(String zone) {
    var local = ZoneId.of(zone);
    var at = LocalTime.of(2, 30);
    var from = LocalDate.of(2026, 10, 20).atStartOfDay(local).toInstant();
    var last = Optional.<LocalDate>empty();
    var days = new ArrayList<LocalDate>();
    for (var now = from; now.isBefore(from.plus(Duration.ofDays(20))); now = now.plusSeconds(600)) {
      var due = Digest.due(now, local, at, last);
      if (due.isPresent()) {
        assertThat(now.atZone(local).toLocalTime()).isBetween(at, at.plusMinutes(10));
        days.add(due.get());
        last = due;
      }
    }
    assertThat(days).doesNotHaveDuplicates().isSorted().hasSizeBetween(19, 20);
  }

  @Test
  void a_morning_that_was_missed_is_told_later_the_same_day() {
    var evening = Instant.parse("2026-11-25T12:00:00Z");
    assertThat(
            Digest.due(
                evening, SHANGHAI, LocalTime.of(9, 0), Optional.of(LocalDate.of(2026, 11, 24))))
        .contains(LocalDate.of(2026, 11, 25));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void every_language_has_all_figures_and_what_to_do_first(Language language) {
    var due = Instant.parse("2026-11-25T12:00:00Z");
    var digest =
        new Digest(11, 22, 33, 44, 55, List.of(new Digest.First("0132112277-0102-1", due)));
    assertThat(digest.text(language, SHANGHAI))
        .contains("11", "22", "33", "44", "55", "0132112277-0102-1", "2026-11-25 20:00 +08:00")
        .doesNotContain("%");
    assertThat(Digest.title(language, "1001", LocalDate.of(2026, 11, 25)))
        .contains("2026-11-25", "1001")
        .doesNotContain("%");
  }
}
