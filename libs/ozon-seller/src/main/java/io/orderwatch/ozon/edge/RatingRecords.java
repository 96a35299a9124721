package io.orderwatch.ozon.edge;

import static io.orderwatch.ozon.edge.OzonJson.decimal;
import static io.orderwatch.ozon.edge.OzonJson.flag;
import static io.orderwatch.ozon.edge.OzonJson.instant;
import static io.orderwatch.ozon.edge.OzonJson.text;
import static io.orderwatch.ozon.edge.OzonJson.word;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.OzonRating;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns Ozon's answers about a store's error index into our records. */
final class RatingRecords {

  private RatingRecords() {}

  static Reply<OzonRating> index(JsonNode answer) {
    var holder = answer.path("result").isObject() ? answer.path("result") : answer;
    return holder.has("index") || holder.has("period_from")
        ? new Reply.Ok<>(
            new OzonRating(
                decimal(text(holder, "index")),
                day(text(holder, "period_from")),
                day(text(holder, "period_to")),
                money(holder, "processing_costs_sum", "currency_code")))
        : new Reply.Doubtful<>("the answer has no index");
  }

  /**
   * @param asked the cursor that this page was asked with; a page that leads back to it is broken
   *     off
   */
  static Reply<Page<OzonRating.Fault>> faults(JsonNode answer, String asked) {
    var list = answer.path("errors");
    if (!list.isArray()) {
      return new Reply.Doubtful<>("the answer has no errors");
    }
    var items = new ArrayList<OzonRating.Fault>();
    list.forEach(node -> fault(node).ifPresent(items::add));
    var cursor = text(answer, "cursor");
    var more = flag(answer, "has_next") && !list.isEmpty();
    var brokenOff = more && (cursor.isEmpty() || cursor.equals(asked));
    return new Reply.Ok<>(
        new Page<>(items, cursor, more && !brokenOff, list.size() - items.size(), brokenOff));
  }

  private static Optional<OzonRating.Fault> fault(JsonNode node) {
    try {
      return Optional.of(
          new OzonRating.Fault(
              new PostingNumber(text(node, "posting_number")),
              word(node, "posting_error_type"),
              instant(node, "error_at"),
              decimal(text(node, "charge_percent")),
              money(node, "charge_price", "charge_price_currency_code"),
              flag(node, "has_grace_status")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static @Nullable Money money(JsonNode node, String amount, String currency) {
    var read = decimal(text(node, amount));
    var code = text(node, currency);
    return read == null || code.isEmpty() ? null : new Money(read, code);
  }

  private static @Nullable LocalDate day(String text) {
    try {
      return text.length() < 10 ? null : LocalDate.parse(text.substring(0, 10));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
