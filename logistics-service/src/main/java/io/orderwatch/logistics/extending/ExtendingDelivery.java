package io.orderwatch.logistics.extending;

import io.orderwatch.contracts.Posting;
import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.contracts.ShipmentEvent.OfTicket.Kind;
import io.orderwatch.logistics.cancelling.Cancelling;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.shipment.Shipment;
import io.orderwatch.logistics.ticket.Supportable;
import io.orderwatch.logistics.wording.Language;
import java.time.Instant;
import java.util.Optional;

/**
 * A later time of delivery to the buyer.
 *
 * @param from as in commands from before it was kept: {@code to}
 * @param reason why; "" for none, as in commands from before it was kept
 */
public record ExtendingDelivery(Instant from, Instant to, String reason) implements Supportable {

  public static final String WORD = "extend-delivery";

  /** Ozon's word for this action. */
  public static final String OFFER = "set_timeslot";

  /** What Ozon is called with. */
  public record Call(Instant from, Instant to) {}

  public ExtendingDelivery {
    from = from == null ? to : from;
    reason = reason == null ? "" : reason;
  }

  public Call call() {
    return new Call(from, to);
  }

  /** What speaks against it, by all that is known of the posting. */
  public Optional<Refusal> against(Shipment shipment, Instant at) {
    if (reason.isBlank()) {
      return Optional.of(Refusal.REASON_MISSING);
    }
    if (shipment.done(Cancelling.WORD)) {
      return Optional.of(Refusal.POSTING_ENDED);
    }
    if (shipment.timesDone(WORD) >= Extendable.MOST_CHANGES) {
      return Optional.of(Refusal.NO_CHANGES_LEFT);
    }
    var posting = shipment.posting();
    return Extendable.window(call(), at)
        .or(
            () ->
                posting == null
                    ? Optional.empty()
                    : Extendable.check(posting, shipment.mayOffer(OFFER), call()));
  }

  @Override
  public String word() {
    return WORD;
  }

  @Override
  public String consequence(Language language) {
    return language.of(
        "The buyer is promised the new time. It uses up one of the two changes that Ozon allows"
            + " for a posting; that cannot be undone.",
        "Покупателю будет обещано новое время. Расходуется один из двух переносов, "
            + "которые Ozon разрешает для отправления; отозвать это нельзя.",
        "将向买家承诺新的送达时间。Ozon 允许每个货件更改两次，此举用掉其中一次，无法撤回。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.DeliveryExtended(ref, commandId, from, to);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.ExtensionRefused(ref, commandId, code, explanation);
  }

  @Override
  public Kind kind() {
    return Kind.EXTEND_DELIVERY;
  }

  @Override
  public String wanted() {
    return from + " – " + to;
  }

  @Override
  public String before(Posting posting) {
    return posting.promised() == null ? "" : posting.promised().toString();
  }

  /** Support may move it further than asked. */
  @Override
  public boolean shownIn(Posting posting) {
    return posting.promised() != null && !posting.promised().isBefore(to);
  }
}
