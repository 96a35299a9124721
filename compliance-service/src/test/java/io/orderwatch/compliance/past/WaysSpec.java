package io.orderwatch.compliance.past;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.board.Filter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WaysSpec {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:40Z");
  private static final Filter FILTER =
      Filter.read("en", "1001", "lost", "", "", "", "", "2026-11-01T00:00:00Z~1001:1");

  @Test
  void from_now_one_goes_back_with_the_filter_and_to_the_first_page() {
    var ways = new Ways(FILTER, NOW, null);
    assertThat(ways.ago(6))
        .isEqualTo("/?at=2026-11-01T06%3A00%3A40Z&lang=en&store=1001&state=lost");
    assertThat(ways.later()).as("nothing is later than now").isNull();
    assertThat(ways.field()).isEqualTo("2026-11-01T12:00");
    assertThat(ways.place()).isEqualTo(192).isEqualTo(ways.steps());
  }

  @Test
  void in_the_past_one_goes_on_by_a_quarter_of_an_hour_and_never_into_the_future() {
    var then = new Ways(FILTER, NOW, NOW.minus(Duration.ofHours(2)));
    assertThat(then.earlier()).startsWith("/?at=2026-11-01T09%3A45%3A40Z&");
    assertThat(then.later()).startsWith("/?at=2026-11-01T10%3A15%3A40Z&");
    assertThat(then.place()).isEqualTo(192 - 8);
    assertThat(then.present()).isEqualTo("/?lang=en&store=1001&state=lost");
    assertThat(new Ways(FILTER, NOW, NOW.minusSeconds(60)).later()).isNull();
    assertThat(new Ways(FILTER, NOW, NOW.minus(Duration.ofDays(9))).place()).isZero();
    assertThat(new Ways(FILTER, NOW, NOW.plus(Duration.ofDays(9))).place()).isEqualTo(192);
  }
}
