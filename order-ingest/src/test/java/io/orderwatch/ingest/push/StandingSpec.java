package io.orderwatch.ingest.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.ingest.push.Standing.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingSpec {

  private static final Duration AT = Duration.ofDays(3);

  private static Verdict of(int ok, int failed, long milliseconds) {
    var standing = new Standing(100);
    for (var i = 0; i < ok; i++) {
      standing.answered(AT, true, Duration.ofMillis(milliseconds));
    }
    for (var i = 0; i < failed; i++) {
      standing.answered(AT, false, Duration.ofMillis(milliseconds));
    }
    return standing.verdict(AT);
  }

  @ParameterizedTest(name = "{0} answered with 200, {1} not, in {2} ms each: {3}")
  @CsvSource({
    "0, 0, 0, AVAILABLE",
    "10, 0, 40, AVAILABLE",
    "0, 9, 40, AVAILABLE", // too few to say
    "5, 5, 40, AVAILABLE", // half is not fewer than half
    "5, 6, 40, SUSPENDABLE",
    "0, 10, 40, SUSPENDABLE",
    "10, 0, 1499, AVAILABLE",
    "10, 0, 1500, UNSTABLE",
    "10, 0, 2499, UNSTABLE",
    "10, 0, 2500, UNAVAILABLE",
    "10, 0, 5000, UNAVAILABLE",
    "10, 0, 5001, SUSPENDABLE",
  })
  void a_verdict_is_Ozons(int ok, int failed, long milliseconds, Verdict verdict) {
    assertThat(of(ok, failed, milliseconds)).isEqualTo(verdict);
  }

  @Test
  void only_the_newest_answers_count() {
    var standing = new Standing(20);
    for (var i = 0; i < 20; i++) {
      standing.answered(AT, false, Duration.ofSeconds(6));
    }
    assertThat(standing.verdict(AT)).isEqualTo(Verdict.SUSPENDABLE);
    for (var i = 0; i < 20; i++) {
      standing.answered(AT, true, Duration.ofMillis(30));
    }
    assertThat(standing.verdict(AT)).isEqualTo(Verdict.AVAILABLE);
  }

  @Test
  void what_is_over_for_an_hour_does_not_count() {
    var standing = new Standing(20);
    for (var i = 0; i < 20; i++) {
      standing.answered(AT, false, Duration.ofMillis(30));
    }
    assertThat(standing.verdict(AT.plus(Standing.WINDOW))).isEqualTo(Verdict.SUSPENDABLE);
    assertThat(standing.verdict(AT.plus(Standing.WINDOW).plusNanos(1)))
        .isEqualTo(Verdict.AVAILABLE);
  }
}
