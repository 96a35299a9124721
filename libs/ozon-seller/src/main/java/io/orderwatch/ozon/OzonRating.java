package io.orderwatch.ozon;

import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingNumber;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Ozon's error index of FBS and rFBS over a period, as Ozon writes it.
 *
 * <p>Source: {@code /v1/rating/index/fbs/info}, official schema of April 2026, which names no unit
 * of the index; per cent by the help pages.
 */
public record OzonRating(
    @Nullable BigDecimal index,
    @Nullable LocalDate from,
    @Nullable LocalDate until,
    @Nullable Money costs) {

  /**
   * A posting that counts in it; what the goods cost is not read.
   *
   * <p>Source: {@code /v1/rating/index/fbs/posting/list}, official schema of April 2026.
   *
   * @param type Ozon's posting_error_type as {@link Vocabulary#word} writes it
   * @param grace whether Ozon lets it pass
   */
  public record Fault(
      PostingNumber posting,
      String type,
      @Nullable Instant at,
      @Nullable BigDecimal chargePercent,
      @Nullable Money charge,
      boolean grace) {}
}
