package io.orderwatch.compliance.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.wording.Language;
import io.orderwatch.compliance.wording.edge.TextFiles;
import io.orderwatch.contracts.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaySpec {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private static Say say(Language language) {
    return new Say(language, TextFiles.texts("board"));
  }

  /** The samples of CLDR's chart of plural rules. */
  @ParameterizedTest
  @CsvSource({
    "0,many,many",
    "1,one,one",
    "2,many,few",
    "4,many,few",
    "5,many,many",
    "11,many,many",
    "12,many,many",
    "14,many,many",
    "20,many,many",
    "21,many,one",
    "22,many,few",
    "111,many,many",
    "112,many,many",
    "121,many,one",
    "1004,many,few",
    "1011,many,many"
  })
  void numbers_take_the_form_of_their_language(long n, String english, String russian) {
    assertThat(Say.form(Language.EN, n)).isEqualTo(english);
    assertThat(Say.form(Language.RU, n)).isEqualTo(russian);
    assertThat(Say.form(Language.ZH, n)).isEqualTo("many");
    assertThat(say(Language.RU).count("moved", n)).contains(Long.toString(n));
  }

  @Test
  void russian_rows_move_in_three_forms() {
    assertThat(say(Language.RU).count("moved", 21)).isEqualTo("Изменилась 21 строка");
    assertThat(say(Language.RU).count("moved", 3)).isEqualTo("Изменились 3 строки");
    assertThat(say(Language.RU).count("moved", 11)).isEqualTo("Изменилось 11 строк");
  }

  @ParameterizedTest
  @CsvSource({
    "-61, over, over by 1 h 01 min", "0, critical, 0 h 00 min", "119, critical, 1 h 59 min",
    "120, soon, 2 h 00 min", "359, soon, 5 h 59 min", "360, calm, 6 h 00 min",
    "1500, calm, 25 h 00 min"
  })
  void the_time_left_is_said_and_how_urgent_it_is(long minutes, String urgency, String left) {
    var until = NOON.plus(Duration.ofMinutes(minutes));
    assertThat(say(Language.EN).left(NOON, until)).isEqualTo(left);
    assertThat(say(Language.EN).urgency(NOON, until)).isEqualTo(urgency);
    assertThat(say(Language.EN).urgent(NOON, until)).isEqualTo(urgency);
  }

  @Test
  void times_are_told_in_utc_and_in_moscows() {
    assertThat(say(Language.RU).utc(NOON)).isEqualTo("2026-11-01 12:00");
    assertThat(say(Language.RU).moscow(NOON)).isEqualTo("2026-11-01 15:00");
  }

  @Test
  void money_has_two_decimals_and_its_currency() {
    assertThat(say(Language.EN).money(new Money(new BigDecimal("389.5"), "CNY")))
        .isEqualTo("389.50 CNY");
  }

  @Test
  void a_zone_that_is_not_known_keeps_its_name() {
    assertThat(say(Language.EN).zone("green")).isEqualTo("green zone");
    assertThat(say(Language.EN).zone("violet")).isEqualTo("zone violet");
  }
}
