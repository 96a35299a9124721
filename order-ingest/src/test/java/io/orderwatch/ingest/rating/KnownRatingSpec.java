package io.orderwatch.ingest.rating;

import static org.assertj.core.api.Assertions.assertThat;

import io.orderwatch.contracts.StoreId;
import io.orderwatch.contracts.StoreRating;
import io.orderwatch.ingest.rating.KnownRating.Known;
import io.orderwatch.ingest.rating.KnownRating.Seen;
import io.orderwatch.ingest.rating.KnownRating.Unknown;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every state against what may be seen. */
class KnownRatingSpec {

  private static final Instant AT = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant LATER = AT.plusSeconds(86_400);

  private static StoreRating rating(String index) {
    return new StoreRating(
        new StoreId("1001"), new BigDecimal(index), null, null, null, List.of(), true);
  }

  private static Decision<KnownRating> told(StoreRating rating, Instant at) {
    return Decision.move(
        new Known(rating, at), new Effect.Publish(rating, at, "1001/rating@" + at));
  }

  @Test
  void the_first_word_is_told() {
    assertThat(KnownRating.on(new Unknown(), new Seen(rating("3")), AT))
        .isEqualTo(told(rating("3"), AT));
  }

  @Test
  void another_word_is_told_and_the_same_is_not() {
    var known = new Known(rating("3"), AT);
    assertThat(KnownRating.on(known, new Seen(rating("4")), LATER))
        .isEqualTo(told(rating("4"), LATER));
    assertThat(KnownRating.on(known, new Seen(rating("3")), LATER))
        .isEqualTo(Decision.stay(new Known(rating("3"), LATER)));
  }

  @Test
  void what_was_read_before_is_no_news() {
    var known = new Known(rating("3"), LATER);
    assertThat(KnownRating.on(known, new Seen(rating("4")), AT)).isEqualTo(Decision.stay(known));
  }
}
