package io.orderwatch.compliance.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderwatch.contracts.Deadline;
import io.orderwatch.contracts.PostingRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResponseSpec {

  static final Instant OPENED = Instant.parse("2026-11-01T09:00:00Z");

  /**
   * @param hours when he was told, and last when the case ended
   */
  static Past past(boolean supplied, int... hours) {
    var told = new ArrayList<Instant>();
    for (var n = 0; n + 1 < hours.length; n++) {
      told.add(OPENED.plus(Duration.ofHours(hours[n])));
    }
    return new Past(
        PostingRef.of("1001", "1-1"),
        "1",
        OPENED,
        new Deadline(OPENED.plus(Duration.ofHours(24)), Deadline.Basis.IN_PROCESS_AT),
        null,
        told,
        OPENED.plus(Duration.ofHours(hours[hours.length - 1])),
        supplied);
  }

  private static double silent(Response response, int told, int hours) {
    return response.silent(told, Duration.ofHours(hours));
  }

  @Test
  void without_a_past_nobody_answers() {
    assertThat(silent(Response.learn(List.of()), 3, 20)).isEqualTo(1);
  }

  @Test
  void half_answer_within_two_hours_of_the_first_message() {
    var response = Response.learn(List.of(past(true, 1, 3), past(false, 1, 24)));
    assertThat(silent(response, 1, 1)).isEqualTo(1);
    assertThat(silent(response, 1, 2)).isEqualTo(0.5);
    assertThat(silent(response, 1, 20)).isEqualTo(0.5);
    assertThat(silent(response, 0, 20)).as("nobody answered unasked").isEqualTo(1);
    assertThat(silent(response, 4, 2)).as("as after the last that ever was").isEqualTo(0.5);
  }

  @Test
  void a_silence_that_the_next_message_cut_short_counts_no_longer_than_it_lasted() {
    // One was silent for an hour and then told again; of the other two one answers after two hours.
    var response =
        Response.learn(List.of(past(false, 1, 2, 24), past(true, 1, 3), past(false, 1, 24)));
    assertThat(silent(response, 1, 3)).isEqualTo(0.5);
  }

  @Test
  void whatever_the_past_it_says_what_a_slow_and_obvious_reckoning_says() {
    var random = new Random(11);
    for (var n = 0; n < 200; n++) {
      var cases = new ArrayList<Past>();
      var size = random.nextInt(30);
      for (var each = 0; each < size; each++) {
        var first = random.nextInt(1, 8);
        var second = first + random.nextInt(1, 8);
        var end = random.nextInt(1, 24);
        cases.add(past(random.nextBoolean(), first, second, end));
      }
      var response = Response.learn(cases);
      for (var told = 0; told < 3; told++) {
        for (var hours = 0; hours < 25; hours++) {
          if (told < response.curves().size()) {
            assertThat(silent(response, told, hours))
                .isCloseTo(slowly(cases, told, hours), within(1e-9));
          }
        }
      }
    }
  }

  /** Hour after hour: of those still watched and silent, some answer in this one. */
  private static double slowly(List<Past> cases, int told, int until) {
    double silent = 1;
    for (var hour = 0; hour <= until; hour++) {
      var watched = 0;
      var answered = 0;
      for (var each : cases) {
        for (var silence : each.silences()) {
          if (silence.after() == told && silence.lasted().toHours() >= hour) {
            watched++;
            answered += silence.broken() && silence.lasted().toHours() == hour ? 1 : 0;
          }
        }
      }
      if (watched > 0) {
        silent *= 1 - (double) answered / watched;
      }
    }
    return silent;
  }
}
