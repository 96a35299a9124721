package io.orderwatch.logistics.disputing.edge;

import io.orderwatch.logistics.disputing.Disputable;
import io.orderwatch.logistics.disputing.ResumingDelivery;
import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;

/** Sends a posting in dispute back to delivery at Ozon. */
@Singleton
public class ResumingAtOzon implements Outlet<ResumingDelivery> {

  private final AtOzon ozon;

  public ResumingAtOzon(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return ResumingDelivery.WORD;
  }

  @Override
  public Class<ResumingDelivery> payload() {
    return ResumingDelivery.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<ResumingDelivery> call) {
    return ozon.send(
        call, ResumingAtOzon::shown, (seller, posting) -> onFresh(call, seller, posting));
  }

  private static Answer onFresh(
      Planned<ResumingDelivery> call, OzonSeller seller, OzonPosting posting) {
    var against =
        Disputable.toResume(Projection.of(posting), posting.mayOffer(ResumingDelivery.OFFER));
    return against.isPresent()
        ? new Answer.Superseded(against.get().code())
        : AtOzon.made(
            call, seller.resumeDelivery(posting.number()), seller, posting, ResumingAtOzon::shown);
  }

  @Override
  public Answer lookBack(Planned<ResumingDelivery> call) {
    return ozon.lookBack(call, ResumingAtOzon::shown);
  }

  private static boolean shown(OzonPosting posting) {
    return !posting.status().isEmpty()
        && !posting.status().equals(Disputable.DISPUTED)
        && !Projection.of(posting).cancelled();
  }
}
