package io.orderwatch.logistics.request;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.wording.Language;
import java.util.Optional;

/** An answer to a request to cancel as it is kept; the comment for Ozon is not. */
public record AnsweringRequest(long cancellationId, boolean approve) implements Action {

  public static final String WORD = "answer-request";

  /** What Ozon is called with. */
  public record Call(long cancellationId, boolean approve, String comment) {}

  public Call call(String comment) {
    return new Call(cancellationId, approve, comment);
  }

  /** What speaks against it whatever the request's state is. */
  public Optional<Refusal> against(String comment) {
    return !approve && comment.isBlank()
        ? Optional.of(Refusal.ANSWER_COMMENT_MISSING)
        : Optional.empty();
  }

  /**
   * What speaks against it in this state: official schema of approve and reject, April 2026.
   *
   * @param open whether the request waits for an answer
   */
  public static Optional<Refusal> against(boolean open) {
    return open ? Optional.empty() : Optional.of(Refusal.REQUEST_ANSWERED);
  }

  @Override
  public String word() {
    return WORD;
  }

  /** Official schema, April 2026; that it does not count: Ozon's help, read in October 2026. */
  @Override
  public String consequence(Language language) {
    return approve
        ? language.of(
            "The order is cancelled and the buyer gets his money back; it does not count against the"
                + " store. This cannot be undone.",
            "Заказ отменяется, деньги возвращаются покупателю; магазину это не "
                + "засчитывается. Отозвать это нельзя.",
            "订单将被取消并退款给买家，不计入店铺指标。此操作无法撤回。")
        : language.of(
            "The order stays and must be delivered to the buyer. The answer cannot be changed.",
            "Заказ остаётся, его нужно доставить покупателю. Изменить ответ нельзя.",
            "订单保留，必须送达买家。答复无法更改。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.CancellationAnswered(ref, commandId, cancellationId, approve);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.CancellationAnswerRefused(
        ref, commandId, cancellationId, code, explanation);
  }
}
