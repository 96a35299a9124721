package io.orderwatch.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A posting as Ozon last showed it, without anything about the person who bought it.
 *
 * @param version grows by one with every change; a consumer that has seen n ignores n and below
 * @param status Ozon's word, kept as it came: unknown values are not an error
 * @param substatus Ozon's word, kept as it came
 * @param integration Ozon's tpl_integration_type or, for hybrids, what integration_type_flow
 *     resolves it to
 * @param actions Ozon's available_actions
 * @param trackingNumber empty where there is none
 * @param inProcessAt when processing began, the nearest Ozon gives to "paid"; missing with late
 *     payment
 * @param shipmentDate until when the seller should pack
 * @param promised until when delivery was promised
 */
public record Posting(
    PostingRef ref,
    String orderNumber,
    long version,
    String status,
    String substatus,
    String integration,
    List<String> actions,
    String trackingNumber,
    @Nullable Instant inProcessAt,
    @Nullable Instant shipmentDate,
    @Nullable Instant promised,
    List<Item> items,
    @Nullable Cancellation cancellation) {

  /** Ozon's substatus of a posting that is on hold until the buyer gives passport data. */
  public static final String AWAITING_PASSPORT = "posting_awaiting_passport_data";

  public Posting {
    actions = List.copyOf(actions);
    items = List.copyOf(items);
  }

  /**
   * One product of the posting.
   *
   * @param sku Ozon's product id
   * @param offer the seller's own article
   * @param price per piece; missing where Ozon shows none
   */
  public record Item(long sku, String offer, int quantity, @Nullable Money price) {}

  /**
   * Who ended the posting, and whether it counts.
   *
   * @param reasonId Ozon's cancel_reason_id
   * @param by Ozon's cancellation_type: seller, client, customer, ozon, system, delivery
   * @param afterShip whether it was packed already
   * @param affectsRating whether Ozon counts it against the store
   */
  public record Cancellation(long reasonId, String by, boolean afterShip, boolean affectsRating) {}

  /**
   * Keyed on the substatus alone: Ozon pairs it with more than one status (official samples,
   * 2024-2026).
   */
  public boolean awaitsPassport() {
    return substatus.equals(AWAITING_PASSPORT);
  }

  public boolean cancelled() {
    return status.startsWith("cancelled");
  }

  public Posting withVersion(long next) {
    return new Posting(
        ref,
        orderNumber,
        next,
        status,
        substatus,
        integration,
        actions,
        trackingNumber,
        inProcessAt,
        shipmentDate,
        promised,
        items,
        cancellation);
  }
}
