package io.orderwatch.logistics.disputing;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.Language;
import java.util.Optional;

/** A posting in dispute goes back to delivery. */
public record ResumingDelivery(String reason) implements Action {

  public static final String WORD = "resume-delivery";

  /** Ozon's word for this action. */
  public static final String OFFER = "awaiting_delivery";

  /** What speaks against it, by all that is known of the posting. */
  public Optional<Refusal> against(Shipment shipment) {
    if (reason.isBlank()) {
      return Optional.of(Refusal.REASON_MISSING);
    }
    return Optional.ofNullable(shipment.posting())
        .flatMap(posting -> Disputable.toResume(posting, shipment.mayOffer(OFFER)));
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "The dispute ends, and the posting waits for delivery again.",
        "Спор завершается, и отправление снова ждёт доставки.",
        "争议结束，货件重新等待配送。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.DeliveryResumed(ref, commandId);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.ResumptionRefused(ref, commandId, code, explanation);
  }
}
