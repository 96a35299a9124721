package io.orderwatch.logistics.disputing.edge;

import io.orderwatch.logistics.disputing.Disputable;
import io.orderwatch.logistics.disputing.OpeningDispute;
import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;

/** Opens a dispute over a posting at Ozon. */
@Singleton
public class DisputingAtOzon implements Outlet<OpeningDispute> {

  private final AtOzon ozon;

  public DisputingAtOzon(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return OpeningDispute.WORD;
  }

  @Override
  public Class<OpeningDispute> payload() {
    return OpeningDispute.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<OpeningDispute> call) {
    return ozon.send(
        call, DisputingAtOzon::shown, (seller, posting) -> onFresh(call, seller, posting));
  }

  private static Answer onFresh(
      Planned<OpeningDispute> call, OzonSeller seller, OzonPosting posting) {
    var against =
        Disputable.toOpen(Projection.of(posting), posting.mayOffer(OpeningDispute.OFFER));
    return against.isPresent()
        ? new Answer.Superseded(against.get().code())
        : AtOzon.made(
            call, seller.openDispute(posting.number()), seller, posting, DisputingAtOzon::shown);
  }

  @Override
  public Answer lookBack(Planned<OpeningDispute> call) {
    return ozon.lookBack(call, DisputingAtOzon::shown);
  }

  private static boolean shown(OzonPosting posting) {
    return posting.status().equals(Disputable.DISPUTED);
  }
}
