package io.orderwatch.ozon;

import io.orderwatch.contracts.Money;
import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Orderwatch may know of a posting: an allow-list, so no name, phone, address or document of a
 * person can enter, whatever Ozon adds to its answers.
 *
 * <p>Text is never null, "" stands for none. Ozon's words are kept, known or not, as {@link
 * Vocabulary#word} writes them.
 *
 * @param previousSubstatus only {@code /v3/posting/fbs/get} tells it; null elsewhere
 * @param tplIntegrationType lower case; Ozon's two spellings {@code hybryd} and {@code hybrid} are
 *     one here: {@code hybrid}
 * @param integrationTypeFlow given since 2026-07-22; null when Ozon says nothing
 * @param trackingNumber "" as long as there is none
 * @param inProcessAt start of processing; null with late payment
 * @param shipmentDate Ozon's recommended packing deadline
 * @param cancellation null unless the posting is cancelled
 * @param deliveryBegin start of the window promised to the buyer; null unless asked for
 * @param actionsKnown false if Ozon gave no list of actions, which is not an empty one
 * @param implausible the fields whose times cannot be and were left out
 * @param parent the posting that this one was split off; null if Ozon names none
 * @param zone the IANA name of the buyer's time zone; null if Ozon names no place that we know. The
 *     place itself is not kept.
 */
public record OzonPosting(
    StoreId store,
    PostingNumber number,
    String orderNumber,
    String status,
    String substatus,
    @Nullable String previousSubstatus,
    String tplIntegrationType,
    @Nullable String integrationTypeFlow,
    String trackingNumber,
    @Nullable Instant inProcessAt,
    @Nullable Instant shipmentDate,
    List<String> availableActions,
    List<Item> items,
    @Nullable Cancellation cancellation,
    @Nullable Instant deliveryBegin,
    @Nullable Instant deliveryEnd,
    boolean actionsKnown,
    Set<String> implausible,
    @Nullable PostingNumber parent,
    @Nullable String zone) {

  public OzonPosting {
    availableActions = List.copyOf(availableActions);
    items = List.copyOf(items);
    implausible = Set.copyOf(implausible);
  }

  /** A posting whose buyer may live anywhere. */
  public OzonPosting(
      StoreId store,
      PostingNumber number,
      String orderNumber,
      String status,
      String substatus,
      @Nullable String previousSubstatus,
      String tplIntegrationType,
      @Nullable String integrationTypeFlow,
      String trackingNumber,
      @Nullable Instant inProcessAt,
      @Nullable Instant shipmentDate,
      List<String> availableActions,
      List<Item> items,
      @Nullable Cancellation cancellation,
      @Nullable Instant deliveryBegin,
      @Nullable Instant deliveryEnd,
      boolean actionsKnown,
      Set<String> implausible,
      @Nullable PostingNumber parent) {
    this(
        store,
        number,
        orderNumber,
        status,
        substatus,
        previousSubstatus,
        tplIntegrationType,
        integrationTypeFlow,
        trackingNumber,
        inProcessAt,
        shipmentDate,
        availableActions,
        items,
        cancellation,
        deliveryBegin,
        deliveryEnd,
        actionsKnown,
        implausible,
        parent,
        null);
  }

  /** A posting with its actions, and with nothing odd. */
  public OzonPosting(
      StoreId store,
      PostingNumber number,
      String orderNumber,
      String status,
      String substatus,
      @Nullable String previousSubstatus,
      String tplIntegrationType,
      @Nullable String integrationTypeFlow,
      String trackingNumber,
      @Nullable Instant inProcessAt,
      @Nullable Instant shipmentDate,
      List<String> availableActions,
      List<Item> items,
      @Nullable Cancellation cancellation,
      @Nullable Instant deliveryBegin,
      @Nullable Instant deliveryEnd) {
    this(
        store,
        number,
        orderNumber,
        status,
        substatus,
        previousSubstatus,
        tplIntegrationType,
        integrationTypeFlow,
        trackingNumber,
        inProcessAt,
        shipmentDate,
        availableActions,
        items,
        cancellation,
        deliveryBegin,
        deliveryEnd,
        true,
        Set.of(),
        null);
  }

  public PostingRef ref() {
    return new PostingRef(store, number);
  }

  /** Whether Ozon offers this action now, for example {@code cancel}. */
  public boolean offers(String action) {
    return availableActions.contains(action);
  }

  /** Whether Ozon offers this action, or did not say what it offers. */
  public boolean mayOffer(String action) {
    return !actionsKnown || offers(action);
  }

  /**
   * One article of the posting.
   *
   * @param sku Ozon's article number; 0 if unreadable
   * @param offerId the seller's article number
   * @param price of one piece; null if Ozon gives no amount or no currency
   */
  public record Item(long sku, String offerId, int quantity, @Nullable Money price) {}

  /**
   * How the posting was cancelled.
   *
   * @param reasonId Ozon's number of the reason; 0 if only the type is known
   * @param type who cancelled, in Ozon's word: seller, client, customer, ozon, system, delivery
   * @param initiator the same five words, read from Ozon's Russian text; "" if it is another text
   * @param afterShip cancelled after packing
   * @param affectsRating counts against the store
   */
  public record Cancellation(
      long reasonId, String type, String initiator, boolean afterShip, boolean affectsRating) {}
}
