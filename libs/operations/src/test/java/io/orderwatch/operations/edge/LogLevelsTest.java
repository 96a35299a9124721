package io.orderwatch.operations.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.orderwatch.clock.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelsTest {

  static final String CATEGORY = "io.orderwatch.some.Thing";
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  final LogLevels levels = new LogLevels(new SettableClock(NOW));
  final Logger logger = Logger.getLogger(CATEGORY);

  @AfterEach
  void put_back() {
    levels.close();
  }

  @Test
  void a_level_counts_at_once_and_for_what_lies_below() {
    assertThat(levels.set("io.orderwatch.some", "DEBUG", Duration.ofMinutes(1)))
        .isEqualTo(
            new LogLevels.Current("io.orderwatch.some", "DEBUG", NOW.plus(Duration.ofMinutes(1))));
    assertThat(logger.isLoggable(Level.FINE)).isTrue();
    assertThat(logger.isLoggable(Level.FINER)).isFalse();
    assertThat(levels.of(CATEGORY)).isEqualTo(new LogLevels.Current(CATEGORY, "DEBUG", null));
    assertThat(levels.changed()).hasSize(1);
  }

  @Test
  void it_goes_back_by_itself() {
    levels.set(CATEGORY, "ERROR", Duration.ofSeconds(1));
    assertThat(logger.isLoggable(Level.WARNING)).isFalse();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(logger.isLoggable(Level.WARNING)).isTrue());
    assertThat(levels.changed()).isEmpty();
    assertThat(logger.getLevel()).isNull();
  }

  @Test
  void a_second_change_takes_the_place_of_the_first_and_the_end_is_as_before_both() {
    levels.set(CATEGORY, "ERROR", Duration.ofMinutes(1));
    levels.set(CATEGORY, "TRACE", Duration.ofHours(1));
    assertThat(levels.changed())
        .containsExactly(new LogLevels.Current(CATEGORY, "TRACE", NOW.plus(Duration.ofHours(1))));
    assertThat(levels.reset(CATEGORY)).isTrue();
    assertThat(levels.reset(CATEGORY)).isFalse();
    assertThat(logger.getLevel()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "io.orderwatch, LOUD, PT1M, a level is one of",
    "io.orderwatch, DEBUG, PT0.1S, lasts from",
    "io.orderwatch, DEBUG, PT25H, lasts from",
    "a b, INFO, PT1M, a category is",
    "'', INFO, PT1M, a category is",
    "io.orderwatching, DEBUG, PT1M, are only for",
    "jdk.httpclient.HttpClient, DEBUG, PT1M, are only for",
    "io.netty, TRACE, PT1M, are only for"
  })
  void what_makes_no_sense_or_might_log_personal_data_is_refused(
      String category, String level, String lasting, String why) {
    assertThatThrownBy(() -> levels.set(category, level, Duration.parse(lasting)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
    assertThat(levels.changed()).isEmpty();
  }
}
