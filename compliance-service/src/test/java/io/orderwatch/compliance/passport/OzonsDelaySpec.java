package io.orderwatch.compliance.passport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OzonsDelaySpec {

  private static final Duration RULE = Duration.ofHours(24);

  @Test
  void without_any_cancellation_the_rule_stands() {
    assertThat(OzonsDelay.of(List.of(), RULE)).isEqualTo(new OzonsDelay(RULE, null, 0));
  }

  @Test
  void one_that_is_earlier_counts_at_once_and_one_that_is_later_not_before_thirty_agree() {
    assertThat(OzonsDelay.of(List.of(Duration.ofHours(20)), RULE))
        .isEqualTo(new OzonsDelay(Duration.ofHours(20), Duration.ZERO, 1));
    var later = new ArrayList<Duration>();
    for (var n = 1; n <= 40; n++) {
      later.add(Duration.ofHours(26));
      assertThat(OzonsDelay.of(later, RULE))
          .isEqualTo(
              new OzonsDelay(n < OzonsDelay.AGREE ? RULE : later.getFirst(), Duration.ZERO, n));
    }
  }

  @Test
  void a_posting_is_expected_to_end_that_long_after_what_its_deadline_counts_from() {
    var begins = Instant.parse("2026-11-01T10:00:00Z");
    var delay = new OzonsDelay(Duration.ofHours(23), Duration.ofMinutes(4), 12);
    assertThat(delay.from(begins))
        .isEqualTo(
            new OzonsDelay.Expected(begins.plus(Duration.ofHours(23)), Duration.ofMinutes(4), 12));
  }

  /**
   * A store of which Ozon counts from something else than we do, and some cancellations are odd.
   */
  @ParameterizedTest(name = "an anchor {0} minutes off")
  @ValueSource(ints = {-300, -61, -5, 0, 7, 45, 180, 600})
  void a_shifted_anchor_is_learned_within_thirty_that_agree(int minutes) {
    for (var seed = 0; seed < 200; seed++) {
      var chance = new Random(seed);
      var truth = RULE.plusMinutes(minutes);
      var seen = new ArrayList<Duration>();
      for (var n = 0; n < 36; n++) {
        seen.add(
            n % 6 == 5
                ? Duration.ofMinutes(chance.nextInt(1, 72 * 60)) // the buyer's doing, or an outage
                : truth.plusSeconds(chance.nextInt(-300, 900)));
      }
      var learned = OzonsDelay.of(seen, RULE);
      assertThat(learned.waits().minus(truth).toMinutes()).as("seed " + seed).isBetween(-6L, 16L);
      assertThat(learned.spread()).isLessThan(Duration.ofMinutes(20));
      assertThat(learned.observations()).isBetween(30, 36);
    }
  }

  @Test
  void whatever_was_seen_it_says_what_a_slow_and_obvious_reckoning_says() {
    for (var seed = 0; seed < 3000; seed++) {
      var chance = new Random(seed);
      var centre = chance.nextInt(1, 80 * 60);
      var seen =
          Stream.generate(() -> Duration.ofMinutes(centre + chance.nextInt(-200, 200)))
              .limit(chance.nextInt(0, 45))
              .toList();
      assertThat(OzonsDelay.of(seen, RULE)).as("seed " + seed).isEqualTo(slowly(seen));
    }
  }

  private static OzonsDelay slowly(List<Duration> seen) {
    var plausible = new ArrayList<Long>();
    for (var each : seen) {
      if (each.toMillis() > 0 && each.toMillis() <= 3 * RULE.toMillis()) {
        plausible.add(each.toMillis());
      }
    }
    if (plausible.isEmpty()) {
      return new OzonsDelay(RULE, null, 0);
    }
    var middle = middle(plausible);
    var limit = Math.max(20 * 60_000, Math.round(middle(distances(plausible, middle)) * 4.4478));
    var agreeing = new ArrayList<Long>();
    for (var each : plausible) {
      if (Math.abs(each - middle) <= limit) {
        agreeing.add(each);
      }
    }
    var learned = middle(agreeing);
    var trusted = learned <= RULE.toMillis() || agreeing.size() >= 30;
    return new OzonsDelay(
        trusted ? Duration.ofMillis(learned) : RULE,
        Duration.ofMillis(middle(distances(agreeing, learned))),
        agreeing.size());
  }

  private static List<Long> distances(List<Long> all, long from) {
    return all.stream().map(each -> Math.abs(each - from)).toList();
  }

  /** What as many lie below as above, found by counting. */
  private static long middle(List<Long> all) {
    @Nullable Long low = null;
    @Nullable Long high = null;
    for (var each : all) {
      var below = all.stream().filter(other -> other < each).count();
      var upTo = all.stream().filter(other -> other <= each).count();
      var size = all.size();
      if (below <= (size - 1) / 2 && upTo > (size - 1) / 2) {
        low = each;
      }
      if (below <= size / 2 && upTo > size / 2) {
        high = each;
      }
    }
    if (low == null || high == null) {
      throw new AssertionError("nothing has no middle");
    }
    return (low + high) / 2;
  }
}
