package io.orderwatch.logistics.tracking.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.edge.AtOzon;
import io.orderwatch.logistics.tracking.ChangingTracking;
import io.orderwatch.logistics.tracking.ChangingTracking.Call;
import io.orderwatch.logistics.tracking.Trackable;
import io.orderwatch.logistics.tracking.TrackingForm;
import io.orderwatch.mailbox.edge.BulkOutlet;
import io.orderwatch.ozon.Done;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Projection;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives postings their tracking numbers at Ozon, twenty of a store at once. */
@Singleton
public class SettingTrackingNumber implements BulkOutlet<Call>, AtOzon.Together<Call> {

  private final AtOzon ozon;

  public SettingTrackingNumber(AtOzon ozon) {
    this.ozon = ozon;
  }

  @Override
  public String kind() {
    return ChangingTracking.WORD;
  }

  @Override
  public Class<Call> payload() {
    return Call.class;
  }

  /** While these run, others gather. */
  @Override
  public int concurrency() {
    return 2;
  }

  @Override
  public int most() {
    return OzonSeller.MOST_NUMBERS;
  }

  @Override
  public List<Answer> sendAll(List<Planned<Call>> calls) {
    return ozon.sendAll(calls, this);
  }

  @Override
  public List<Answer> lookBackAll(List<Planned<Call>> calls) {
    return ozon.lookBackAll(calls, this);
  }

  @Override
  public boolean shown(Planned<Call> call, OzonPosting posting) {
    return TrackingForm.written(posting.trackingNumber()).equals(call.payload().trackingNumber());
  }

  @Override
  public Optional<Refusal> against(Planned<Call> call, OzonPosting posting) {
    var offered = posting.mayOffer(ChangingTracking.OFFER);
    return Trackable.check(Projection.of(posting), offered, call.payload());
  }

  @Override
  public Reply<Map<PostingNumber, Reply<Done>>> change(
      OzonSeller seller, List<Planned<Call>> calls) {
    return seller.setTrackingNumbers(
        calls.stream()
            .collect(
                Collectors.toMap(
                    call -> PostingRef.parse(call.key()).posting(),
                    call -> call.payload().trackingNumber())));
  }
}
