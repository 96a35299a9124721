package io.orderwatch.logistics.cancelling;

import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.Language;
import java.util.List;
import java.util.Optional;

/**
 * The cancellation of some goods of a posting; the comment for Ozon is not kept.
 *
 * @param reasonId Ozon's
 * @param override why a person cancels although passport data is awaited; "" for no reason
 */
public record CancellingGoods(long reasonId, List<Goods> items, String override) implements Action {

  public static final String WORD = "cancel-goods";

  /** Ozon's word for this action. */
  public static final String OFFER = "product_cancel";

  /**
   * What Ozon is called with.
   *
   * @param comment for Ozon, which always demands one here
   * @param before how many pieces of these products the posting held: what is left afterwards tells
   *     whether it was done
   */
  public record Call(
      long reasonId, String comment, String override, List<Goods> items, List<Goods> before) {
    public Call {
      items = List.copyOf(items);
      before = List.copyOf(before);
    }
  }

  public CancellingGoods {
    items = List.copyOf(items);
  }

  public Call call(Shipment shipment, String comment) {
    var posting = shipment.posting();
    var before = posting == null ? List.<Goods>of() : GoodsCancellable.held(posting, items);
    return new Call(reasonId, comment, override, items, before);
  }

  /** What speaks against it, by all that is known of the posting; without any nothing is known. */
  public Optional<Refusal> against(Shipment shipment, String comment) {
    if (shipment.done(Cancelling.WORD)) {
      return Optional.of(Refusal.ALREADY_CANCELLED);
    }
    var posting = shipment.posting();
    return posting == null
        ? Optional.of(Refusal.GOODS_NOT_KNOWN)
        : GoodsCancellable.check(posting, call(shipment, comment));
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
        "The buyer gets the rest alone, and what is cancelled counts as cancelled by the store."
            + " This cannot be undone.",
        "Покупатель получит только остальное, а отменённое засчитывается как отмена "
            + "магазином. Отозвать это нельзя.",
        "买家只会收到其余商品，被取消的部分计为店铺取消。此操作无法撤回。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.GoodsCancelled(ref, commandId, reasonId, items);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.CancelRefused(ref, commandId, code, explanation);
  }
}
