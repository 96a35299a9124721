package io.orderwatch.logistics.cancelling;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.Language;
import java.util.Optional;

/**
 * A cancellation as it is kept; the comment for Ozon is not.
 *
 * @param reasonId Ozon's
 * @param override why a person cancels although passport data is awaited; "" for no reason
 */
public record Cancelling(long reasonId, String override) implements Action {

  public static final String WORD = "cancel";

  /**
   * What Ozon is called with.
   *
   * @param comment for Ozon; "" for none
   */
  public record Call(long reasonId, String comment, String override) {}

  /** What speaks against it, by all that is known of the posting. */
  public static Optional<Refusal> against(Shipment shipment, Call call, CancellingPolicy policy) {
    // Ozon's next snapshot may still show the posting as it was before we cancelled it.
    if (shipment.done(WORD)) {
      return Optional.of(Refusal.ALREADY_CANCELLED);
    }
    // A posting that was never seen may be one that is only late, and one that was shown without
    // its
    // state may be shown with it: the fresh read decides.
    return Optional.ofNullable(shipment.posting())
        .flatMap(posting -> Cancellable.check(posting, call, policy))
        .filter(refusal -> refusal != Refusal.STATE_NOT_SHOWN);
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public boolean overrules() {
    return !override.isBlank();
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "The order ends and counts as cancelled by the store. This cannot be undone.",
        "Заказ завершается и засчитывается как отменённый магазином. Отозвать это " + "нельзя.",
        "订单将终止并计为店铺取消。此操作无法撤回。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.Cancelled(ref, commandId, reasonId);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.CancelRefused(ref, commandId, code, explanation);
  }
}
