package io.orderwatch.logistics.ticket;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.wording.Language;
import java.util.Optional;

/**
 * A cancellation that was wrongly counted against the store. It is done when Ozon shows that it
 * counts no longer (affect_cancellation_rating, official schema of /v3/posting/fbs/get, April
 * 2026).
 *
 * @param reason why it is not the store's
 */
public record Appealing(String reason) implements Evidence {

  public static final String WORD = "appeal";

  /** What speaks against it, by all that is known of the posting. */
  public static Optional<Refusal> against(Shipment shipment) {
    var posting = shipment.posting();
    if (posting == null) {
      return Optional.of(Refusal.POSTING_NOT_SEEN);
    }
    var cancellation = posting.cancellation();
    if (!posting.cancelled() || cancellation == null) {
      return Optional.of(Refusal.NOT_CANCELLED);
    }
    return cancellation.affectsRating()
        ? Optional.empty()
        : Optional.of(Refusal.CANCELLATION_NOT_COUNTED);
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "A ticket is drafted; nothing changes until a person files it and Ozon's support agrees.",
        "Будет подготовлено обращение; ничего не изменится, пока его не подадут и "
            + "поддержка Ozon не согласится.",
        "将拟好一份工单；在有人提交工单且 Ozon 客服同意之前，不会有任何变化。");
  }

  @Override
  public Kind kind() {
    return Kind.APPEAL_CANCELLATION;
  }

  @Override
  public String before(Posting posting) {
    var cancellation = posting.cancellation();
    return Evidence.of(
        cancellation == null ? "" : cancellation.reasonId() + " " + cancellation.by(),
        posting.trackingNumber(),
        Evidence.of(posting.shipmentDate()));
  }

  @Override
  public boolean shownIn(Posting posting) {
    var cancellation = posting.cancellation();
    return cancellation != null && !cancellation.affectsRating();
  }
}
