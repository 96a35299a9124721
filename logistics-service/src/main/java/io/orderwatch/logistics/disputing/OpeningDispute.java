package io.orderwatch.logistics.disputing;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.Language;
import java.util.Optional;

/** A dispute over a posting that was handed over and not scanned. */
public record OpeningDispute(String reason) implements Action {

  public static final String WORD = "open-dispute";

  /** Ozon's word for this action. */
  public static final String OFFER = "arbitration";

  /** What speaks against it, by all that is known of the posting. */
  public Optional<Refusal> against(Shipment shipment) {
    if (reason.isBlank()) {
      return Optional.of(Refusal.REASON_MISSING);
    }
    return Optional.ofNullable(shipment.posting())
        .flatMap(posting -> Disputable.toOpen(posting, shipment.mayOffer(OFFER)));
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "Ozon looks for the parcel, and the posting stays where it is as long as that lasts. It can be"
            + " sent back to delivery.",
        "Ozon ищет отправление, и всё это время оно остаётся там, где есть. Его можно "
            + "вернуть в доставку.",
        "Ozon 会查找包裹，其间货件保持现状。之后可以恢复配送。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.DisputeOpened(ref, commandId);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.DisputeRefused(ref, commandId, code, explanation);
  }
}
