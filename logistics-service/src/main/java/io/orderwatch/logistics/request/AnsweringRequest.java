package io.orderwatch.logistics.request;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
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
  public String consequence() {
    return approve
        ? "The order is cancelled and the buyer gets his money back; it does not count against the"
            + " store. This cannot be undone."
        : "The order stays and must be delivered to the buyer. The answer cannot be changed.";
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
