package io.orderwatch.compliance.health;

import static io.orderwatch.mailbox.Decision.move;
import static io.orderwatch.mailbox.Decision.stay;
import static io.orderwatch.mailbox.Effect.publish;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.health.ToldHealth.Reckoned;
import io.orderwatch.compliance.health.ToldHealth.Told;
import io.orderwatch.compliance.health.ToldHealth.Unknown;
import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.StoreHealthState;
import io.orderwatch.contracts.StoreId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToldHealthSpec {

  private static final Instant AT = Instant.parse("2026-10-10T09:00:00Z");
  private static final StoreId STORE = new StoreId("1001");
  private static final Posting.Cancellation FAULT =
      new Posting.Cancellation(352, "seller", false, true);

  private static StoreHealthState state(List<Known> postings) {
    return ToldHealth.state(STORE, StoreHealthSpec.health(postings));
  }

  /**
   * Ten shipments on each of the last fourteen days.
   *
   * @param today how many of them were cancelled today
   */
  private static List<Known> store(int today) {
    var postings = new ArrayList<Known>();
    for (var n = 0; n < 140; n++) {
      var noon =
          StoreHealthSpec.TODAY
              .minusDays(1 + n % 14)
              .atTime(12, 0)
              .atZone(StoreHealthSpec.MOSCOW)
              .toInstant();
      var morning = StoreHealthSpec.TODAY.atTime(6, 0).atZone(StoreHealthSpec.MOSCOW).toInstant();
      postings.add(
          StoreHealthSpec.posting(
              n, noon, n < today ? morning : null, "", n < today ? FAULT : null, List.of()));
    }
    return postings;
  }

  @Test
  void a_store_is_told_when_it_is_first_reckoned_and_whenever_a_figure_changes() {
    var before = state(store(0));
    var after = state(store(1));
    assertThat(ToldHealth.on(new Unknown(), new Reckoned(before, AT)))
        .isEqualTo(move(new Told(before, AT), publish(before)));
    var later = AT.plusSeconds(10);
    assertThat(ToldHealth.on(new Told(before, AT), new Reckoned(after, later)))
        .isEqualTo(move(new Told(after, later), publish(after)));
  }

  @Test
  void the_same_is_told_once_and_what_older_rows_say_never() {
    var told = new Told(state(store(1)), AT);
    assertThat(ToldHealth.on(told, new Reckoned(state(store(1)), AT.plusSeconds(10))))
        .isEqualTo(stay(told));
    assertThat(ToldHealth.on(told, new Reckoned(state(store(0)), AT.minusSeconds(10))))
        .isEqualTo(stay(told));
  }

  @Test
  void what_was_cancelled_today_is_seen_to_cross_into_the_next_zone_tomorrow() {
    // 6 of 140 are 4.29 %, 5 are 3.57 %.
    var crossing = state(store(6));
    assertThat(crossing.zone()).as("today is not counted yet").isEqualTo("green");
    assertThat(crossing.worseOn()).isEqualTo(StoreHealthSpec.TODAY.plusDays(1));
    assertThat(crossing.forecast().getFirst().zone()).isEqualTo("blue");
    assertThat(state(store(5)).worseOn()).isNull();
  }

  @Test
  void every_figure_is_that_of_the_slow_and_obvious_way() {
    var random = new Random(7);
    for (var n = 0; n < 60; n++) {
      var postings = StoreHealthSpec.randomStore(random);
      var slow = new SlowHealth(StoreHealthSpec.TODAY, postings, StoreHealthSpec.PACKS);
      var told = state(postings);
      for (var reading : Reading.values()) {
        var figures = told.readings().get(reading == Reading.ALL ? 0 : 1);
        assertThat(figures.faults()).isEqualTo(slow.faults(StoreHealthSpec.TODAY));
        assertThat(figures.of()).isEqualTo(slow.shipments(StoreHealthSpec.TODAY, reading));
        assertThat(figures.zone()).isEqualTo(slow.zone(StoreHealthSpec.TODAY, reading));
      }
      assertThat(told.zone()).isEqualTo(slow.zone(StoreHealthSpec.TODAY, Reading.ALL));
      assertThat(told.budget())
          .isEqualTo(Math.min(slow.budget(Reading.ALL), slow.budget(Reading.REMAINING)));
      assertThat(told.fees().roubles()).isEqualByComparingTo(slow.fees());
      assertThat(told.forecast()).hasSize(7);
    }
  }
}
