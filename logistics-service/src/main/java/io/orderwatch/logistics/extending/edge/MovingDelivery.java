package io.orderwatch.logistics.extending.edge;

import io.orderwatch.logistics.extending.Extendable;
import io.orderwatch.logistics.extending.ExtendingDelivery;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.DeliveryChanges;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/** Moves a delivery at Ozon, after asking how often and to when it may be moved. */
@Singleton
public class MovingDelivery implements Outlet<ExtendingDelivery.Call> {

  private final AtOzon ozon;

  public MovingDelivery(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return ExtendingDelivery.WORD;
  }

  @Override
  public Class<ExtendingDelivery.Call> payload() {
    return ExtendingDelivery.Call.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<ExtendingDelivery.Call> call) {
    return ozon.send(call, shown(call), (seller, posting) -> onFresh(call, seller, posting));
  }

  private static Answer onFresh(
      Planned<ExtendingDelivery.Call> call, OzonSeller seller, OzonPosting posting) {
    var asked = call.payload();
    var offered = posting.mayOffer(ExtendingDelivery.OFFER);
    var against = Extendable.check(Projection.of(posting), offered, asked);
    if (against.isPresent()) {
      return new Answer.Superseded(against.get().code());
    }
    var changes = seller.deliveryChanges(posting.number());
    return unknownHere(changes)
        ? AtOzon.refused(Refusal.EXTENSION_NOT_OFFERED)
        : AtOzon.ANSWERS.read(call, changes, allowed -> move(call, seller, posting, allowed));
  }

  /** The method is missing from the Chinese schema (April 2026), so a store may not have it. */
  private static boolean unknownHere(Reply<DeliveryChanges> reply) {
    return reply.refusedFor(io.orderwatch.ozon.Refusal.METHOD_NOT_ALLOWED)
        || reply.refusedFor(io.orderwatch.ozon.Refusal.OBSOLETE_METHOD)
        || reply.refusedFor(io.orderwatch.ozon.Refusal.WRONG_INTEGRATION_TYPE);
  }

  private static Answer move(
      Planned<ExtendingDelivery.Call> call,
      OzonSeller seller,
      OzonPosting posting,
      DeliveryChanges allowed) {
    var asked = call.payload();
    var against = Extendable.limits(asked, allowed.left(), allowed.from(), allowed.to());
    return against.isPresent()
        ? AtOzon.refused(against.get())
        : AtOzon.made(
            call,
            seller.setDeliveryWindow(posting.number(), asked.from(), asked.to()),
            seller,
            posting,
            shown(call));
  }

  @Override
  public Answer lookBack(Planned<ExtendingDelivery.Call> call) {
    return ozon.lookBack(call, shown(call));
  }

  /** Ozon may drop the fractions of a second. */
  private static Predicate<OzonPosting> shown(Planned<ExtendingDelivery.Call> call) {
    return posting ->
        posting.deliveryEnd() != null
            && posting
                .deliveryEnd()
                .truncatedTo(ChronoUnit.SECONDS)
                .equals(call.payload().to().truncatedTo(ChronoUnit.SECONDS));
  }
}
