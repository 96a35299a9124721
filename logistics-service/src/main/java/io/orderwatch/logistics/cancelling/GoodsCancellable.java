package io.orderwatch.logistics.cancelling;

import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toMap;

import io.orderwatch.contracts.Goods;
import io.orderwatch.contracts.Posting;
import io.orderwatch.logistics.shipment.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether some goods of a posting, as Ozon shows it, may be cancelled by the seller. The first rule
 * that speaks against it is the answer.
 */
public final class GoodsCancellable {

  /** Before the parcel is handed over. */
  private static final Set<String> IN_TIME = Set.of("awaiting_packaging", "awaiting_deliver");

  private static final Set<String> DELIVERED =
      Set.of("posting_delivered", "posting_conditionally_delivered");

  private GoodsCancellable() {}

  /** Empty if nothing speaks against it; whether Ozon allows the reason is for Ozon to say. */
  public static Optional<Refusal> check(Posting posting, CancellingGoods.Call call) {
    if (posting.cancelled()) {
      return Optional.of(Refusal.ALREADY_CANCELLED);
    }
    if (posting.status().equals("delivered") || DELIVERED.contains(posting.substatus())) {
      return Optional.of(Refusal.ALREADY_DELIVERED);
    }
    if (!posting.shown() && call.override().isBlank()) {
      return Optional.of(Refusal.STATE_NOT_SHOWN);
    }
    if (posting.awaitsPassport() && call.override().isBlank()) {
      return Optional.of(Refusal.PASSPORT_AWAITED);
    }
    if (posting.shown() && !IN_TIME.contains(posting.status())) {
      return Optional.of(Refusal.GOODS_TOO_LATE);
    }
    var goods = goods(posting, call.items());
    if (goods.isPresent()) {
      return goods;
    }
    if (!posting.mayOffer(CancellingGoods.OFFER)) {
      return Optional.of(Refusal.GOODS_NOT_OFFERED);
    }
    return call.comment().isBlank() ? Optional.of(Refusal.GOODS_COMMENT_MISSING) : Optional.empty();
  }

  private static Optional<Refusal> goods(Posting posting, List<Goods> items) {
    var skus = new HashSet<Long>();
    if (items.isEmpty()
        || !items.stream().allMatch(item -> item.quantity() > 0 && skus.add(item.sku()))) {
      return Optional.of(Refusal.GOODS_MALFORMED);
    }
    if (posting.items().isEmpty()) {
      return Optional.of(Refusal.GOODS_NOT_KNOWN);
    }
    var wanted = items.stream().collect(toMap(Goods::sku, Goods::quantity));
    if (held(posting, items).stream()
        .anyMatch(held -> held.quantity() < wanted.getOrDefault(held.sku(), 0))) {
      return Optional.of(Refusal.GOODS_NOT_IN_POSTING);
    }
    var pieces = posting.items().stream().collect(summingInt(Posting.Item::quantity));
    return items.stream().collect(summingInt(Goods::quantity)).equals(pieces)
        ? Optional.of(Refusal.GOODS_ARE_ALL)
        : Optional.empty();
  }

  /** How many pieces of these products the posting holds, in the order in which they are named. */
  public static List<Goods> held(Posting posting, List<Goods> items) {
    return items.stream()
        .map(
            item ->
                new Goods(
                    item.sku(),
                    posting.items().stream()
                        .filter(each -> each.sku() == item.sku())
                        .mapToInt(Posting.Item::quantity)
                        .sum()))
        .toList();
  }

  /** Whether the posting holds just what is left when this is done. */
  public static boolean done(Posting posting, CancellingGoods.Call call) {
    var left = held(posting, call.items());
    if (call.before().size() != left.size() || posting.cancelled()) {
      return false;
    }
    for (var i = 0; i < left.size(); i++) {
      var before = call.before().get(i).quantity();
      if (left.get(i).quantity() != before - call.items().get(i).quantity()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it still holds what it held when this was asked. */
  public static boolean unchanged(Posting posting, CancellingGoods.Call call) {
    return held(posting, call.items()).equals(call.before());
  }
}
