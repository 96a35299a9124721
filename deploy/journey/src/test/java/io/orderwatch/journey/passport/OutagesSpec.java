package io.orderwatch.journey.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OutagesSpec {

  private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

  private final Outages outages = new Outages();

  private static Instant at(int minute) {
    return NOON.plusSeconds(60L * minute);
  }

  private long minutes(int from, int to) {
    return outages.served(at(from), at(to)).toMinutes();
  }

  @Test
  void without_an_outage_all_of_the_time_was_served() {
    assertThat(outages.served(NOON, at(5))).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void only_what_lies_between_is_taken_off() {
    outages.add(at(10), at(20));
    assertThat(minutes(0, 30)).isEqualTo(20);
    assertThat(minutes(15, 30)).isEqualTo(10);
    assertThat(minutes(0, 15)).isEqualTo(10);
    assertThat(minutes(12, 18)).isZero();
    assertThat(minutes(20, 30)).isEqualTo(10);
  }

  @Test
  void outages_that_overlap_count_once() {
    outages.add(at(15), at(25));
    outages.add(at(10), at(20));
    outages.add(at(12), at(14));
    assertThat(minutes(0, 30)).isEqualTo(15);
  }
}
