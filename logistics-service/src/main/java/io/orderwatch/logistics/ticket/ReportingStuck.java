package io.orderwatch.logistics.ticket;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.logistics.cancelling.CancellingPolicy;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.Language;
import java.util.Optional;

/**
 * A parcel of which nothing is heard on its way. It is done when Ozon shows it elsewhere than when
 * the ticket was drafted.
 *
 * @param reason what is known, for example since when the carrier shows nothing
 */
public record ReportingStuck(String reason) implements Evidence {

  public static final String WORD = "report-stuck";

  /**
   * What speaks against it, by all that is known of the posting.
   *
   * @param words which of Ozon's mean that a posting is on its way
   */
  public static Optional<Refusal> against(Shipment shipment, CancellingPolicy words) {
    var posting = shipment.posting();
    if (posting == null) {
      return Optional.of(Refusal.POSTING_NOT_SEEN);
    }
    if (Shipment.ended(posting)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    return words.inTransit(posting) ? Optional.empty() : Optional.of(Refusal.NOT_ON_ITS_WAY);
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "A ticket is drafted; nothing changes until a person files it and the parcel is found.",
        "Будет подготовлено обращение; ничего не изменится, пока его не подадут и "
            + "отправление не найдут.",
        "将拟好一份工单；在有人提交工单并找到包裹之前，不会有任何变化。");
  }

  @Override
  public Kind kind() {
    return Kind.PARCEL_STUCK;
  }

  @Override
  public String before(Posting posting) {
    return Evidence.of(where(posting), posting.trackingNumber(), Evidence.of(posting.promised()));
  }

  @Override
  public boolean shownIn(Posting posting) {
    return Shipment.ended(posting);
  }

  @Override
  public boolean shownIn(Posting posting, Ticket.Draft draft) {
    return !draft.before().startsWith(where(posting) + ";");
  }

  private static String where(Posting posting) {
    return posting.status() + " " + posting.substatus();
  }
}
