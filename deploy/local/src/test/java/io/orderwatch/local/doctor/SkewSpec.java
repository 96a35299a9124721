package io.orderwatch.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.local.doctor.Finding.Verdict;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkewSpec {

  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  @Test
  void a_date_between_question_and_answer_proves_nothing_against_this_clock() {
    assertThat(skew(0, 200, 0).ahead()).isZero();
    assertThat(skew(300, 900, 0).ahead()).isZero(); // cut off to the second
    assertThat(skew(0, 8_000, 7).ahead()).isZero(); // a slow answer
  }

  @Test
  void only_what_no_delay_explains_counts() {
    assertThat(skew(90_000, 90_100, 0).ahead()).isEqualTo(Duration.ofSeconds(89));
    assertThat(skew(0, 100, 90)).isEqualTo(behind(Duration.ofMillis(89_900), 1_100));
    assertThat(skew(0, 30_000, 90)).isEqualTo(behind(Duration.ofSeconds(60), 31_000));
  }

  @Test
  void the_quicker_answer_proves_more() {
    var slow = skew(0, 30_000, 90);
    var quick = skew(0, 100, 90);
    assertThat(slow.sharper(quick)).isEqualTo(quick);
    assertThat(quick.sharper(slow)).isEqualTo(quick);
  }

  @ParameterizedTest
  @CsvSource({
    "0, WELL",
    "5, WELL",
    "6, ODD",
    "-6, ODD",
    "60, ODD",
    "-60, ODD",
    "61, WRONG",
    "-61, WRONG",
    "-31536000, WRONG"
  })
  void more_than_five_seconds_are_odd_and_more_than_sixty_are_wrong(long ahead, Verdict verdict) {
    var finding = new Skew(Duration.ofSeconds(ahead), Duration.ofSeconds(1)).finding();
    assertThat(finding.verdict()).isEqualTo(verdict);
    assertThat(finding.check()).isEqualTo(Check.CLOCK);
  }

  @Test
  void it_says_which_way_and_how_far() {
    assertThat(words(89)).isEqualTo("this clock is 89 s ahead of Ozon's");
    assertThat(words(-3600)).isEqualTo("this clock is 60 min behind Ozon's");
    assertThat(words(-86_400L * 365 * 8000)).isEqualTo("this clock is 2920000 days behind Ozon's");
  }

  private static String words(long ahead) {
    return new Skew(Duration.ofSeconds(ahead), Duration.ofSeconds(1)).finding().evidence();
  }

  private static Skew behind(Duration by, long doubt) {
    return new Skew(by.negated(), Duration.ofMillis(doubt));
  }

  private static Skew skew(long askedMillis, long answeredMillis, long theirsSeconds) {
    return Skew.of(
        NOON.plusMillis(askedMillis),
        NOON.plusMillis(answeredMillis),
        NOON.plusSeconds(theirsSeconds));
  }
}
