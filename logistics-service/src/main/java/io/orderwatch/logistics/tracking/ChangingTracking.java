package io.orderwatch.logistics.tracking;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.shipment.Awaitable;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.ticket.Supportable;
import io.orderwatch.logistics.wording.Language;
import java.time.Instant;
import java.util.Optional;

/**
 * A tracking number, or another one.
 *
 * @param trackingNumber as {@link TrackingForm#written} writes it
 * @param reason why; "" for none, as in commands from before it was kept
 */
public record ChangingTracking(String trackingNumber, String reason)
    implements Supportable, Awaitable {

  public static final String WORD = "change-tracking";

  /** Ozon's word for this action, which both gives and changes a number. */
  public static final String OFFER = "set_track_number";

  /**
   * What Ozon is called with.
   *
   * @param confirmed whether a number of no known form is meant as it stands
   */
  public record Call(String trackingNumber, boolean confirmed) {}

  public ChangingTracking {
    reason = reason == null ? "" : reason;
  }

  /** What speaks against it, by all that is known of the posting. */
  public Optional<Refusal> against(Shipment shipment, boolean confirmed) {
    if (reason.isBlank()) {
      return Optional.of(Refusal.REASON_MISSING);
    }
    if (shipment.done(Cancelling.WORD)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    var posting = shipment.posting();
    var call = new Call(trackingNumber, confirmed);
    return posting == null
        ? Trackable.form(call)
        : Trackable.check(posting, shipment.mayOffer(OFFER), call);
  }

  /** What speaks against the number stands before it waits: how it is written does not pass. */
  @Override
  public Optional<Refusal> against(Shipment shipment, Instant at) {
    return against(shipment, true);
  }

  @Override
  public String offer() {
    return OFFER;
  }

  @Override
  public Record call() {
    return new Call(trackingNumber, true);
  }

  @Override
  public boolean passing(Refusal why) {
    return Trackable.PASSING.contains(why);
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "The buyer sees the new number. It can be changed again as long as Ozon offers that.",
        "Покупатель увидит новый номер. Его можно сменить снова, пока Ozon это " + "предлагает.",
        "买家会看到新的号码。只要 Ozon 仍提供此操作，还可以再次更改。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.TrackingChanged(ref, commandId, trackingNumber);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.TrackingRefused(ref, commandId, code, explanation);
  }

  @Override
  public Kind kind() {
    return Kind.CHANGE_TRACKING;
  }

  @Override
  public String wanted() {
    return trackingNumber;
  }

  @Override
  public String before(Posting posting) {
    return posting.trackingNumber();
  }

  @Override
  public boolean shownIn(Posting posting) {
    return TrackingForm.written(posting.trackingNumber()).equals(trackingNumber);
  }
}
