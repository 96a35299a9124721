package io.orderwatch.logistics.tracking.edge;

import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.logistics.tracking.Trackable;
import io.orderwatch.logistics.tracking.TrackingForm;
import io.orderwatch.mailbox.edge.Outlet;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.util.function.Predicate;

/** Gives a posting its tracking number at Ozon. */
@Singleton
public class SettingTrackingNumber implements Outlet<ChangingTracking.Call> {

  private final AtOzon ozon;

  public SettingTrackingNumber(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return ChangingTracking.WORD;
  }

  @Override
  public Class<ChangingTracking.Call> payload() {
    return ChangingTracking.Call.class;
  }

  @Override
  public int concurrency() {
    return 4;
  }

  @Override
  public Answer send(Planned<ChangingTracking.Call> call) {
    return ozon.send(call, shown(call), (seller, posting) -> onFresh(call, seller, posting));
  }

  private static Answer onFresh(
      Planned<ChangingTracking.Call> call, OzonSeller seller, OzonPosting posting) {
    var asked = call.payload();
    var offered = posting.mayOffer(ChangingTracking.OFFER);
    var against = Trackable.check(Projection.of(posting), offered, asked);
    return against.isPresent()
        ? new Answer.Superseded(against.get().code())
        : AtOzon.made(
            call,
            seller.setTrackingNumber(posting.number(), asked.trackingNumber()),
            seller,
            posting,
            shown(call));
  }

  @Override
  public Answer lookBack(Planned<ChangingTracking.Call> call) {
    return ozon.lookBack(call, shown(call));
  }

  private static Predicate<OzonPosting> shown(Planned<ChangingTracking.Call> call) {
    return posting ->
        TrackingForm.written(posting.trackingNumber()).equals(call.payload().trackingNumber());
  }
}
