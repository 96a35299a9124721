package io.orderwatch.compliance.uplift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderwatch.compliance.uplift.Uplift.Group;
import io.orderwatch.compliance.uplift.Uplift.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpliftSpec {

  /** Newcombe, Statistics in Medicine 17 (1998), table II, method 10. */
  @ParameterizedTest
  @CsvSource({
    "56, 70, 48, 80, 0.0524, 0.3339",
    "9, 10, 3, 10, 0.1705, 0.8090",
    "6, 7, 2, 7, 0.0582, 0.8062",
    "5, 56, 0, 29, -0.0381, 0.1926"
  })
  void the_interval_is_that_of_the_published_examples(
      int supplied, int cases, int other, int others, double low, double high) {
    var interval = new Uplift(new Group(cases, supplied), new Group(others, other)).interval();
    assertThat(interval.low()).isCloseTo(low, within(0.00006));
    assertThat(interval.high()).isCloseTo(high, within(0.00006));
  }

  @Test
  void it_is_that_of_a_slow_and_obvious_search() {
    var random = new Random(5);
    for (var n = 0; n < 300; n++) {
      var one = group(random);
      var other = group(random);
      var uplift = new Uplift(one, other);
      var slow = slowly(one, other);
      assertThat(uplift.interval().low()).isCloseTo(slow.low(), within(1e-7));
      assertThat(uplift.interval().high()).isCloseTo(slow.high(), within(1e-7));
      assertThat(uplift.difference())
          .isBetween(uplift.interval().low() - 1e-9, uplift.interval().high() + 1e-9);
      assertThat(uplift.proven()).isEqualTo(slow.low() > 0);
    }
  }

  @Test
  void without_cases_nothing_is_known() {
    var none = new Uplift(new Group(100, 90), new Group(0, 0));
    assertThat(none.difference()).isNaN();
    assertThat(none.interval()).isEqualTo(new Interval(-1, 1));
    assertThat(none.proven()).isFalse();
    assertThat(new Group(0, 0).interval()).isEqualTo(new Interval(0, 1));
  }

  private static Group group(Random random) {
    var cases = 1 + random.nextInt(200);
    return new Group(cases, random.nextInt(cases + 1));
  }

  private static Interval slowly(Group one, Group other) {
    var p = (double) one.supplied() / one.cases();
    var q = (double) other.supplied() / other.cases();
    var below = Math.pow(p - end(one, p, 0), 2) + Math.pow(end(other, q, 1) - q, 2);
    var above = Math.pow(end(one, p, 1) - p, 2) + Math.pow(q - end(other, q, 0), 2);
    return new Interval(p - q - Math.sqrt(below), p - q + Math.sqrt(above));
  }

  /** The share furthest towards an end that the observed one does not contradict, by halving. */
  private static double end(Group group, double observed, double outer) {
    var inner = observed;
    for (var n = 0; n < 200; n++) {
      var middle = (inner + outer) / 2;
      var chance = Math.sqrt(middle * (1 - middle) / group.cases());
      if (Math.abs(observed - middle) <= 1.959963984540054 * chance) {
        inner = middle;
      } else {
        outer = middle;
      }
    }
    return inner;
  }
}
