package io.orderwatch.logistics.shipping;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.Language;
import java.time.Instant;
import java.util.Optional;

/** The date by which the seller will have handed the posting over. */
public record SettingShipmentDate(Instant date, String reason) implements Action {

  public static final String WORD = "set-shipment-date";

  /** Ozon's word for this action. */
  public static final String OFFER = "set_cutoff";

  /** What Ozon is called with. */
  public record Call(Instant date) {}

  /** What speaks against it, by all that is known of the posting. */
  public Optional<Refusal> against(Shipment shipment, Instant at) {
    if (reason.isBlank()) {
      return Optional.of(Refusal.REASON_MISSING);
    }
    if (shipment.done(Cancelling.WORD)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    if (date.isBefore(at)) {
      return Optional.of(Refusal.DATE_PAST);
    }
    var posting = shipment.posting();
    return posting == null
        ? Optional.empty()
        : Datable.check(posting, shipment.mayOffer(OFFER), new Call(date));
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "The posting must be handed over by then: after that neither the date can be set nor the"
            + " posting be packed.",
        "До этой даты отправление нужно передать в доставку: после неё нельзя ни "
            + "изменить дату, ни собрать отправление.",
        "货件必须在此日期前交运：过后既不能再设置日期，也不能备货。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.ShipmentDateSet(ref, commandId, date);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.ShipmentDateRefused(ref, commandId, code, explanation);
  }
}
