package io.orderwatch.notification.people;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.notification.people.Alerting.Kind;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WordsSpec {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Instant DUE = Instant.parse("2026-11-25T12:00:00Z");

  static Stream<Arguments> every_language_and_kind() {
    return Arrays.stream(Language.values())
        .flatMap(
            language -> Arrays.stream(Kind.values()).map(kind -> Arguments.of(language, kind)));
  }

  @ParameterizedTest
  @MethodSource("every_language_and_kind")
  void an_alert_says_how_many_where_until_when_which_and_how_to_acknowledge(
      Language language, Kind kind) {
    assertThat(Words.title(language, "1001", kind, 40, 1))
        .contains("40", "1001")
        .doesNotContain("%");
    var text =
        Words.text(
            language, SHANGHAI, "1001-task-7", kind, 40, Optional.of(DUE), List.of("77-1", "77-2"));
    assertThat(text)
        .contains("2026-11-25 20:00 +08:00", "77-1", "77-2", "38", "/api/alerts/1001-task-7/ack")
        .doesNotContain("%");
  }

  @ParameterizedTest
  @MethodSource("every_language_and_kind")
  void what_all_is_named_needs_no_count_of_more(Language language, Kind kind) {
    var text = Words.text(language, SHANGHAI, "id", kind, 1, Optional.empty(), List.of("77-1"));
    assertThat(text).doesNotContain("…", "2026");
  }

  @Test
  void no_two_languages_kinds_or_levels_say_the_same() {
    var titles = new HashSet<String>();
    for (var language : Language.values()) {
      for (var kind : Kind.values()) {
        titles.add(Words.title(language, "1001", kind, 1, 1));
        titles.add(Words.title(language, "1001", kind, 1, 2));
      }
    }
    assertThat(titles).hasSize(Language.values().length * Kind.values().length * 2);
  }

  @Test
  void a_test_says_of_which_store_and_channel_in_each_language() {
    var said = new HashSet<String>();
    for (var language : Language.values()) {
      assertThat(Words.trying(language, "1001")).contains("1001");
      assertThat(Words.tried(language, "duty")).contains("duty").doesNotContain("%");
      said.add(Words.trying(language, "1001"));
      said.add(Words.tried(language, "duty"));
    }
    assertThat(said).hasSize(Language.values().length * 2);
  }
}
