package io.orderwatch.ozon;

import io.orderwatch.contracts.CancellationRequest;
import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.StoreId;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of Ozon's posting is passed on. The list's way of writing a posting and the single method's
 * come out the same, or each re-reading would look like a change.
 */
public final class Projection {

  /** Longer than any of Ozon's words and numbers; a record must fit into Kafka. */
  private static final int LONGEST = 200;

  private static final Comparator<Posting.Item> ORDER =
      Comparator.comparingLong(Posting.Item::sku)
          .thenComparing(Posting.Item::offer)
          .thenComparing(Posting.Item::quantity);

  private Projection() {}

  /**
   * The posting as the contracts have it; its version is 0, for a look at Ozon does not know how
   * often it changed.
   */
  public static Posting of(OzonPosting shown) {
    var cancellation = shown.cancellation();
    return new Posting(
        shown.ref(),
        clean(shown.orderNumber()),
        0,
        clean(shown.status()),
        clean(shown.substatus()),
        clean(integration(shown)),
        shown.availableActions().stream().map(Projection::clean).distinct().sorted().toList(),
        clean(shown.trackingNumber()),
        shown.inProcessAt(),
        shown.shipmentDate(),
        shown.deliveryEnd(),
        items(shown.items()),
        cancellation == null
            ? null
            : new Posting.Cancellation(
                cancellation.reasonId(),
                clean(cancellation.type()),
                cancellation.afterShip(),
                cancellation.affectsRating()),
        shown.actionsKnown(),
        shown.parent() == null ? null : new PostingRef(shown.store(), shown.parent()),
        shown.zone());
  }

  /** The return as the contracts have it; its version is 0. */
  public static Return of(StoreId store, OzonReturn shown) {
    var item = shown.item();
    return new Return(
        new PostingRef(store, shown.posting()),
        shown.id(),
        clean(shown.scheme()),
        clean(shown.orderNumber()),
        0,
        clean(shown.type()),
        clean(shown.status()),
        clean(shown.group()),
        shown.createdAt(),
        shown.changedAt(),
        shown.endedAt(),
        item == null ? null : items(List.of(item)).getFirst(),
        clean(shown.compensation()),
        shown.actions(),
        shown.actionsKnown());
  }

  /** The request as the contracts have it; its version is 0. */
  public static CancellationRequest of(StoreId store, OzonCancellationRequest shown) {
    return new CancellationRequest(
        new PostingRef(store, shown.posting()),
        shown.id(),
        0,
        clean(shown.state()),
        clean(shown.initiator()),
        shown.reasonId(),
        shown.requestedAt(),
        shown.approvesItselfAt(),
        shown.answeredAt());
  }

  /** A hybrid is what the flow says of it: {@code hybrid_aggregator} is an aggregator's. */
  private static String integration(OzonPosting shown) {
    var type = shown.tplIntegrationType();
    var flow = shown.integrationTypeFlow();
    return flow != null && type.equals("hybrid") && flow.startsWith("hybrid_")
        ? flow.substring("hybrid_".length())
        : type;
  }

  private static List<Posting.Item> items(List<OzonPosting.Item> items) {
    return items.stream()
        .map(
            item ->
                new Posting.Item(
                    item.sku(), clean(item.offerId()), item.quantity(), price(item.price())))
        .sorted(ORDER)
        .toList();
  }

  /** The list writes 35.22 where the single method writes 35.2200. */
  private static @Nullable Money price(@Nullable Money price) {
    if (price == null) {
      return null;
    }
    BigDecimal plain = price.amount().stripTrailingZeros();
    return new Money(plain.scale() < 0 ? plain.setScale(0) : plain, clean(price.currency()));
  }

  /** PostgreSQL takes no NUL, JSON no half of a surrogate pair: one such word must stop nothing. */
  private static String clean(String text) {
    var clean =
        text.codePoints()
            .filter(c -> !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE)
            .limit(LONGEST)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return clean.equals(text) ? text : clean;
  }
}
