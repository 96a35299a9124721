package io.orderwatch.compliance.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orderwatch.compliance.outlook.Curve.End;
import io.orderwatch.compliance.outlook.Curve.Fate;
import io.orderwatch.compliance.outlook.Curve.Watch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveSpec {

  private static Watch watch(int hours, End end) {
    return new Watch(Duration.ofHours(hours), end);
  }

  private static Duration hours(int n) {
    return Duration.ofHours(n);
  }

  private static void is(Fate fate, double supplied, double silent) {
    assertThat(fate.supplied()).isCloseTo(supplied, within(1e-12));
    assertThat(fate.silent()).isCloseTo(silent, within(1e-12));
  }

  @Test
  void of_nobody_nothing_is_hoped_for() {
    var curve = Curve.of(List.of());
    is(curve.fate(hours(20)), 0, 1);
    assertThat(curve.watched(Duration.ZERO)).isZero();
  }

  @Test
  void one_of_four_supplies_one_is_lost_and_two_stay_silent() {
    var curve =
        Curve.of(
            List.of(
                watch(1, End.SUPPLIED),
                watch(2, End.LOST),
                watch(9, End.NOTHING),
                watch(9, End.NOTHING)));
    is(curve.fate(hours(1)), 0, 1);
    is(curve.fate(hours(3)), 0.25, 0.5);
    is(curve.fate(hours(100)), 0.25, 0.5);
    assertThat(curve.watched(hours(2))).isEqualTo(3);
    assertThat(curve.watched(hours(10))).isZero();
  }

  @Test
  void who_was_watched_for_a_while_counts_for_as_long_as_that() {
    var curve =
        Curve.of(List.of(watch(1, End.NOTHING), watch(2, End.SUPPLIED), watch(5, End.NOTHING)));
    is(curve.fate(hours(3)), 0.5, 0.5);
  }

  @Test
  void who_has_been_silent_for_a_while_is_held_against_those_who_were() {
    var curve =
        Curve.of(
            List.of(
                watch(1, End.SUPPLIED),
                watch(1, End.SUPPLIED),
                watch(4, End.SUPPLIED),
                watch(9, End.NOTHING)));
    is(curve.fate(hours(2), hours(8), null), 0.5, 0.5);
    is(curve.fate(hours(5), hours(8), null), 0, 1);
    is(curve.fate(hours(2), hours(1), null), 0, 1);
  }

  @Test
  void who_opens_the_message_goes_on_as_those_who_opened_it() {
    var unread = Curve.of(List.of(watch(1, End.OPENED), watch(9, End.NOTHING)));
    var opened = Curve.of(List.of(watch(2, End.SUPPLIED), watch(9, End.NOTHING)));
    is(unread.fate(Duration.ZERO, hours(8), opened), 0.25, 0.75);
    is(unread.fate(Duration.ZERO, hours(2), opened), 0, 1);
    is(unread.fate(hours(2), hours(8), opened), 0, 1);
  }

  @Test
  void a_bin_is_passed_evenly() {
    var curve = Curve.of(List.of(watch(0, End.SUPPLIED), watch(0, End.SUPPLIED)));
    is(curve.fate(Curve.BIN.dividedBy(2)), 0.5, 0.5);
    is(curve.fate(Curve.BIN), 1, 0);
    is(curve.fate(Curve.BIN, hours(1), null), 0, 0);
  }

  @Test
  void times_that_cannot_be_are_none_and_endless_ones_a_week() {
    var endless = Duration.ofDays(3_000_000);
    var curve =
        Curve.of(List.of(new Watch(hours(-1), End.SUPPLIED), new Watch(endless, End.SUPPLIED)));
    is(curve.fate(hours(1)), 0.5, 0.5);
    is(curve.fate(hours(-5)), 0, 1);
    assertThat(curve.watched(Duration.ofDays(7))).isOne();
    assertThat(curve.watched(endless)).isOne();
  }
}
