package io.orderwatch.ozon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaSpec {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 42 * SECOND;

  @Test
  void a_burst_goes_at_once_and_the_next_call_waits_for_its_token() {
    var quota = Quota.of(10, 3, START);
    for (int i = 0; i < 3; i++) {
      assertThat(quota.pause(START)).isZero();
      quota = quota.take(START);
    }
    assertThat(quota.pause(START)).isBetween(Duration.ofMillis(99), Duration.ofMillis(100));
    assertThat(quota.pause(START + SECOND / 10)).isZero();
  }

  @Test
  void a_call_that_should_wait_cannot_be_taken() {
    var empty = Quota.of(1, 1, START).take(START);
    assertThatThrownBy(() -> empty.take(START)).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {START, Long.MAX_VALUE - 3 * SECOND, Long.MIN_VALUE})
  void whoever_calls_as_fast_as_allowed_stays_at_the_rate(long start) {
    var quota = Quota.of(20, 5, start);
    var now = start;
    var calls = 0;
    while (now - start < 10 * SECOND) {
      now += quota.pause(now).toNanos();
      quota = quota.take(now);
      calls++;
    }
    assertThat(calls).isBetween(204, 206);
  }

  @Test
  void no_second_sees_more_than_the_rate_and_one_burst_whenever_the_calls_come() {
    var random = new Random(7);
    var quota = Quota.of(15, 4, START);
    var now = START;
    var times = new long[2000];
    for (int i = 0; i < times.length; i++) {
      now += random.nextLong(SECOND / 5);
      now += quota.pause(now).toNanos();
      quota = quota.take(now);
      times[i] = now;
    }
    for (int i = 20; i < times.length; i++) {
      assertThat(times[i] - times[i - 20]).isGreaterThan(SECOND);
    }
  }

  @Test
  void a_long_rest_saves_no_more_than_the_burst() {
    var quota = Quota.of(10, 2, START);
    var later = START + 3600 * SECOND;
    assertThat(quota.take(later).take(later).pause(later)).isPositive();
  }

  @Test
  void after_a_429_nothing_goes_for_as_long_as_Ozon_asks_and_then_one_call() {
    var quota = Quota.of(10, 5, START).exceeded(Duration.ofSeconds(30), START);
    assertThat(quota.pause(START)).isEqualTo(Duration.ofSeconds(30));
    assertThat(quota.pause(START + 29 * SECOND)).isEqualTo(Duration.ofSeconds(1));
    var then = START + 30 * SECOND;
    assertThat(quota.pause(then)).isZero();
    assertThat(quota.take(then).pause(then)).isPositive();
  }

  @Test
  void a_shorter_hold_does_not_cut_a_longer_one() {
    var quota =
        Quota.of(10, 5, START)
            .exceeded(Duration.ofSeconds(30), START)
            .exceeded(Duration.ofSeconds(1), START)
            .left(0, START)
            .left(40, START);
    assertThat(quota.pause(START)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void nothing_left_holds_calls_back_for_a_second() {
    var quota = Quota.of(10, 5, START).left(0, START);
    assertThat(quota.pause(START)).isEqualTo(Duration.ofSeconds(1));
    assertThat(quota.pause(START + SECOND)).isZero();
  }

  @Test
  void Ozon_can_only_lower_what_is_left() {
    var two = Quota.of(10, 5, START).left(2, START);
    assertThat(two.take(START).take(START).pause(START)).isPositive();
    var empty = Quota.of(10, 1, START).take(START).left(50, START);
    assertThat(empty.pause(START)).isPositive();
  }

  @Test
  void a_quota_that_lets_nothing_through_cannot_be_made() {
    assertThatThrownBy(() -> Quota.of(0, 1, START)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Quota.of(Double.NaN, 1, START))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Quota.of(1, 0, START)).isInstanceOf(IllegalArgumentException.class);
  }
}
