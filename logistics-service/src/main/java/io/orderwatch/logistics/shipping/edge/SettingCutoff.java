package io.orderwatch.logistics.shipping.edge;

import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.logistics.shipping.Datable;
import io.orderwatch.logistics.shipping.SettingShipmentDate;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.time.temporal.ChronoUnit;
import java.util.function.Predicate;

/** Sets the shipping date of a posting, its cut-off, at Ozon. */
@Singleton
public class SettingCutoff implements Outlet<SettingShipmentDate.Call> {

  private final AtOzon ozon;

  public SettingCutoff(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return SettingShipmentDate.WORD;
  }

  @Override
  public Class<SettingShipmentDate.Call> payload() {
    return SettingShipmentDate.Call.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<SettingShipmentDate.Call> call) {
    return ozon.send(call, shown(call), (seller, posting) -> onFresh(call, seller, posting));
  }

  private static Answer onFresh(
      Planned<SettingShipmentDate.Call> call, OzonSeller seller, OzonPosting posting) {
    var asked = call.payload();
    var offered = posting.mayOffer(SettingShipmentDate.OFFER);
    var against = Datable.check(Projection.of(posting), offered, asked);
    return against.isPresent()
        ? new Answer.Superseded(against.get().code())
        : AtOzon.made(
            call, seller.setCutoff(posting.number(), asked.date()), seller, posting, shown(call));
  }

  @Override
  public Answer lookBack(Planned<SettingShipmentDate.Call> call) {
    return ozon.lookBack(call, shown(call));
  }

  /** Ozon may drop the fractions of a second. */
  private static Predicate<OzonPosting> shown(Planned<SettingShipmentDate.Call> call) {
    return posting ->
        posting.shipmentDate() != null
            && posting
                .shipmentDate()
                .truncatedTo(ChronoUnit.SECONDS)
                .equals(call.payload().date().truncatedTo(ChronoUnit.SECONDS));
  }
}
