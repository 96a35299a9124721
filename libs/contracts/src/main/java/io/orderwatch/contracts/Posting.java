package io.orderwatch.contracts;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A posting as Ozon last showed it, without anything about the person who bought it.
 *
 * @param version grows with every change, by one unless the database was put back; a consumer that
 *     has seen n ignores n and below
 * @param status Ozon's word, kept as it came: unknown values are not an error
 * @param substatus Ozon's word, kept as it came
 * @param integration Ozon's tpl_integration_type or, for hybrids, what integration_type_flow
 *     resolves it to
 * @param actions Ozon's available_actions; empty where it shows none, which is not the same as that
 *     it offers none
 * @param trackingNumber empty where there is none
 * @param inProcessAt when processing began, the nearest Ozon gives to "paid"; missing with late
 *     payment
 * @param shipmentDate until when the seller should pack
 * @param promised until when delivery was promised
 * @param actionsKnown whether {@code actions} is all that Ozon offers; null from producers that did
 *     not say, whose empty list says nothing
 * @param parent the posting that this one was split off; null if none, or if Ozon does not say
 * @param zone the IANA name of the time zone that the buyer lives in; null where Ozon does not say
 *     enough, and from producers that did not tell
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
    @Nullable Cancellation cancellation,
    @Nullable Boolean actionsKnown,
    @Nullable PostingRef parent,
    @Nullable String zone) {

  /** Ozon's substatus of a posting that is on hold until the buyer gives passport data. */
  public static final String AWAITING_PASSPORT = "posting_awaiting_passport_data";

  private static final String CANCELLED = "posting_canceled";
  private static final String SPLIT_PENDING = "posting_split_pending";

  /** Ozon's status of a posting whose items live on in others. */
  private static final String SPLIT = "cancelled_from_split_pending";

  public Posting {
    actions = List.copyOf(actions);
    items = List.copyOf(items);
  }

  /** A posting of which nobody knows where its buyer lives. */
  public Posting(
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
      @Nullable Cancellation cancellation,
      @Nullable Boolean actionsKnown,
      @Nullable PostingRef parent) {
    this(
        ref,
        orderNumber,
        version,
        status,
        substatus,
        integration,
        actions,
        trackingNumber,
        inProcessAt,
        shipmentDate,
        promised,
        items,
        cancellation,
        actionsKnown,
        parent,
        null);
  }

  /** A posting with all its actions, split off none. */
  public Posting(
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
    this(
        ref,
        orderNumber,
        version,
        status,
        substatus,
        integration,
        actions,
        trackingNumber,
        inProcessAt,
        shipmentDate,
        promised,
        items,
        cancellation,
        true,
        null);
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

  /** By its status or, where Ozon shows none, by its substatus. */
  public boolean cancelled() {
    return status.startsWith("cancelled") || (status.isBlank() && substatus.equals(CANCELLED));
  }

  /** Split into others: it is gone, what was ordered is not. */
  public boolean split() {
    return status.equals(SPLIT);
  }

  /** About to be split: what it waited for is not said. */
  public boolean splitPending() {
    return substatus.equals(SPLIT_PENDING);
  }

  /** Whether Ozon shows where the posting stands; if not, nothing final rests on it. */
  public boolean shown() {
    return !status.isBlank() && !substatus.isBlank();
  }

  /** Whether Ozon shows what may be done now. */
  public boolean showsActions() {
    return actionsKnown == null ? !actions.isEmpty() : actionsKnown;
  }

  /** Whether Ozon offers this action, or does not show what it offers. */
  public boolean mayOffer(String action) {
    return !showsActions() || actions.contains(action);
  }

  public Posting withVersion(long next) {
    return with(next, actions, actionsKnown, zone);
  }

  /** The same, with what may be done as another reading showed it. */
  public Posting withActionsOf(Posting other) {
    return with(version, other.actions, other.actionsKnown, zone);
  }

  /** The same, in the zone that another reading showed. */
  public Posting withZoneOf(Posting other) {
    return with(version, actions, actionsKnown, other.zone);
  }

  private Posting with(
      long next, List<String> offered, @Nullable Boolean known, @Nullable String lives) {
    return new Posting(
        ref,
        orderNumber,
        next,
        status,
        substatus,
        integration,
        offered,
        trackingNumber,
        inProcessAt,
        shipmentDate,
        promised,
        items,
        cancellation,
        known,
        parent,
        lives);
  }
}
