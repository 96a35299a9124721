package io.orderwatch.logistics.cancelling.edge;

import static java.util.stream.Collectors.toMap;

import io.orderwatch.contracts.Goods;
import io.orderwatch.logistics.cancelling.CancellingGoods;
import io.orderwatch.logistics.cancelling.CancellingGoods.Call;
import io.orderwatch.logistics.cancelling.GoodsCancellable;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.Answers;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Cancels some goods of a posting at Ozon, once: reads what it holds, asks which reasons Ozon
 * allows, cancels, and reads what is left.
 */
@Singleton
public class CancellingSomeGoods implements Outlet<Call> {

  private final AtOzon ozon;

  public CancellingSomeGoods(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return CancellingGoods.WORD;
  }

  @Override
  public Class<Call> payload() {
    return Call.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<Call> call) {
    return ozon.send(call, shown(call), (seller, posting) -> onFresh(call, seller, posting));
  }

  private static Answer onFresh(Planned<Call> call, OzonSeller seller, OzonPosting posting) {
    var asked = call.payload();
    var fresh = Projection.of(posting);
    var against = GoodsCancellable.check(fresh, asked);
    if (against.equals(Optional.of(Refusal.STATE_NOT_SHOWN))) {
      return Answers.unclear(call, Refusal.STATE_NOT_SHOWN.code());
    }
    if (against.isPresent()) {
      return new Answer.Superseded(against.get().code());
    }
    if (!GoodsCancellable.unchanged(fresh, asked)) {
      return new Answer.Superseded(Refusal.GOODS_CHANGED.code());
    }
    return AtOzon.ANSWERS.read(
        call,
        seller.cancelReasons(posting.number()),
        reasons ->
            reasons.stream().noneMatch(reason -> reason.id() == asked.reasonId())
                ? AtOzon.refused(Refusal.REASON_NOT_ALLOWED)
                : AtOzon.made(
                    call,
                    seller.cancelGoods(
                        posting.number(),
                        asked.reasonId(),
                        asked.comment(),
                        asked.items().stream().collect(toMap(Goods::sku, Goods::quantity))),
                    seller,
                    posting,
                    shown(call)));
  }

  @Override
  public Answer lookBack(Planned<Call> call) {
    return ozon.lookBack(call, shown(call));
  }

  private static Predicate<OzonPosting> shown(Planned<Call> call) {
    return posting -> GoodsCancellable.done(Projection.of(posting), call.payload());
  }
}
