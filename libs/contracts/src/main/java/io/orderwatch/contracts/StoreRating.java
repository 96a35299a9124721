package io.orderwatch.contracts;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What Ozon itself says of a store's error index. order-ingest alone makes these.
 *
 * @param index in per cent; null where Ozon gives none
 * @param from first day of the period; null where Ozon gives none
 * @param until last day of the period; null where Ozon gives none
 * @param costs null where Ozon gives none
 * @param errors the postings that count, the latest at most
 * @param complete whether these are all
 */
@Type("store.rating.v1")
public record StoreRating(
    StoreId store,
    @Nullable BigDecimal index,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    @Nullable Money costs,
    List<RatingError> errors,
    boolean complete)
    implements Event {

  public StoreRating {
    errors = List.copyOf(errors);
  }

  /**
   * A posting that Ozon counts against the store.
   *
   * @param posting Ozon's number of it
   * @param type Ozon's posting_error_type in lower case
   * @param at null where Ozon does not say
   * @param chargePercent null where Ozon gives none
   * @param charge null where Ozon gives none
   * @param grace whether Ozon lets it pass
   */
  public record RatingError(
      String posting,
      String type,
      @Nullable Instant at,
      @Nullable BigDecimal chargePercent,
      @Nullable Money charge,
      boolean grace) {}

  @Override
  public String key() {
    return store.value();
  }

  @Override
  public String subject() {
    return store.value();
  }

  @Override
  public Topic topic() {
    return Topic.STORE_RATINGS;
  }
}
