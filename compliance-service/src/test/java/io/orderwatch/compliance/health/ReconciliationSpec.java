package io.orderwatch.compliance.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.compliance.health.Reconciliation.Difference;
import io.orderwatch.compliance.health.Reconciliation.Kind;
import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.StoreRating;
import io.orderwatch.contracts.StoreRating.RatingError;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconciliationSpec {

  private static final Posting.Cancellation FAULT =
      new Posting.Cancellation(352, "seller", false, true);
  private static final Instant NOON =
      StoreHealthSpec.TODAY.minusDays(3).atTime(12, 0).atZone(StoreHealthSpec.MOSCOW).toInstant();

  /** A hundred shipments three days ago, the first of them cancelled by the seller. */
  private static StoreHealth store(int faults) {
    var postings = new ArrayList<Known>();
    for (var n = 0; n < 100; n++) {
      var fault = n < faults;
      postings.add(
          StoreHealthSpec.posting(
              n, NOON, fault ? NOON : null, "", fault ? FAULT : null, List.of()));
    }
    return StoreHealthSpec.health(postings);
  }

  private static RatingError error(int n, boolean grace) {
    return new RatingError("p-" + n, "seller_cancellation", NOON, null, null, grace);
  }

  private static StoreRating rating(
      @Nullable String index, boolean complete, List<RatingError> errors) {
    return new StoreRating(
        new StoreId("1001"),
        index == null ? null : new BigDecimal(index),
        StoreHealthSpec.TODAY.minusDays(14),
        StoreHealthSpec.TODAY.minusDays(1),
        null,
        errors,
        complete);
  }

  @Test
  void where_both_say_the_same_nothing_is_told() {
    assertThat(
            Reconciliation.of(
                store(2), rating("2", true, List.of(error(0, false), error(1, false)))))
        .isEmpty();
    assertThat(
            Reconciliation.of(
                store(2), rating("2.04", true, List.of(error(0, false), error(1, false)))))
        .as("2 of 98: the other reading of Ozon's page")
        .isEmpty();
    assertThat(Reconciliation.of(store(0), rating(null, true, List.of()))).isEmpty();
  }

  @Test
  void what_one_of_the_two_does_not_know_is_named() {
    assertThat(Reconciliation.of(store(1), rating("1", true, List.of(error(7, false)))))
        .containsExactly(
            new Difference(Kind.MISSING_THERE, "posting", "p-0", "seller", "not counted"),
            new Difference(
                Kind.MISSING_HERE, "posting", "p-7", "not counted", "seller_cancellation"));
  }

  @Test
  void what_ozon_lets_pass_counts_for_neither() {
    assertThat(Reconciliation.of(store(0), rating("0", true, List.of(error(0, true))))).isEmpty();
    assertThat(Reconciliation.of(store(1), rating("1", true, List.of(error(0, true)))))
        .containsExactly(new Difference(Kind.MISSING_THERE, "posting", "p-0", "seller", "grace"));
  }

  @Test
  void half_a_list_says_nothing_of_what_is_not_on_it() {
    assertThat(Reconciliation.of(store(1), rating("1", false, List.of()))).isEmpty();
  }

  @Test
  void another_index_other_costs_and_another_period_are_named() {
    assertThat(Reconciliation.of(store(1), rating("3.5", false, List.of())))
        .containsExactly(new Difference(Kind.OTHER_NUMBER, "index", null, "1.00 or 1.01", "3.5"));
    var day = StoreHealthSpec.TODAY;
    var other =
        new StoreRating(
            new StoreId("1001"),
            new BigDecimal("1"),
            day.minusDays(30),
            day.minusDays(1),
            new Money(new BigDecimal("108"), "RUB"),
            List.of(),
            false);
    assertThat(Reconciliation.of(store(1), other))
        .containsExactly(
            new Difference(
                Kind.OTHER_NUMBER,
                "period",
                null,
                day.minusDays(14) + "/" + day.minusDays(1),
                day.minusDays(30) + "/" + day.minusDays(1)),
            new Difference(Kind.OTHER_NUMBER, "costs", null, "0.00 RUB", "108 RUB"));
  }

  @Test
  void ozons_word_of_an_earlier_day_is_held_against_the_index_of_that_day() {
    var earlier =
        new StoreRating(
            new StoreId("1001"),
            BigDecimal.ZERO,
            StoreHealthSpec.TODAY.minusDays(18),
            StoreHealthSpec.TODAY.minusDays(5),
            null,
            List.of(),
            true);
    assertThat(Reconciliation.of(store(1), earlier)).as("it happened after that").isEmpty();
  }

  @Test
  void whatever_the_two_know_the_postings_named_are_those_that_one_alone_counts() {
    var random = new Random(3);
    for (var n = 0; n < 200; n++) {
      var faults = random.nextInt(12);
      var errors = new ArrayList<RatingError>();
      var expected = new HashSet<String>();
      for (var each = 0; each < 12; each++) {
        var listed = random.nextBoolean();
        if (listed) {
          errors.add(error(each, false));
        }
        if (listed != each < faults) {
          expected.add("p-" + each);
        }
      }
      assertThat(Reconciliation.of(store(faults), rating(null, true, errors)))
          .extracting(Difference::posting)
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
