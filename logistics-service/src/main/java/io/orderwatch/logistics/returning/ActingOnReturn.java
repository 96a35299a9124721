package io.orderwatch.logistics.returning;

import io.orderwatch.contracts.PostingRef;
import io.orderwatch.contracts.ShipmentEvent;
import io.orderwatch.logistics.shipment.Action;
import io.orderwatch.logistics.shipment.Refusal;
import io.orderwatch.logistics.wording.Language;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An action on a return of rFBS as it is kept; the comment for Ozon is not.
 *
 * @param action Ozon's number of it
 * @param rejectionReasonId Ozon's; null where nothing is rejected
 * @param compensation what the buyer is paid; null for none
 * @param returnForBackWay what he is paid for sending it back; null for none
 */
public record ActingOnReturn(
    long returnId,
    int action,
    @Nullable Integer rejectionReasonId,
    @Nullable BigDecimal compensation,
    @Nullable BigDecimal returnForBackWay)
    implements Action {

  public static final String WORD = "act-on-return";

  /** Official schema of /v1/returns/rfbs/action/set, April 2026, as all numbers here. */
  private static final Set<Integer> REJECTIONS = Set.of(-1, -10);

  private static final int COMPENSATE = 1020;

  /** How Ozon shows what was decided for the buyer, and against him (enum of April 2026). */
  private static final Set<String> FOR_BUYER =
      Set.of("approved", "approvedbyozon", "moneyreturned", "moneyreturnedbysystem");

  private static final Set<String> AGAINST_BUYER = Set.of("rejected", "crmrejected");

  /** What Ozon is called with. */
  public record Call(ActingOnReturn action, String comment) {}

  public Call call(String comment) {
    return new Call(this, comment);
  }

  /** What the action itself demands: official schema, April 2026. */
  public Optional<Refusal> against(String comment) {
    if (REJECTIONS.contains(action) && rejectionReasonId == null) {
      return Optional.of(Refusal.REJECTION_REASON_MISSING);
    }
    if (REJECTIONS.contains(action) && comment.isBlank()) {
      return Optional.of(Refusal.REJECTION_COMMENT_MISSING);
    }
    return action == COMPENSATE && (compensation == null || compensation.signum() <= 0)
        ? Optional.of(Refusal.COMPENSATION_MISSING)
        : Optional.empty();
  }

  /** Only what Ozon offers may be done: official schema, April 2026. */
  public Optional<Refusal> against(List<Integer> offered) {
    return offered.contains(action)
        ? Optional.empty()
        : Optional.of(Refusal.RETURN_ACTION_NOT_OFFERED);
  }

  /**
   * Whether what Ozon shows after it is the opposite of what was asked for.
   *
   * @param status Ozon's word in lower case
   */
  public boolean contradicted(String status) {
    return (REJECTIONS.contains(action) ? FOR_BUYER : AGAINST_BUYER).contains(status);
  }

  @Override
  public String word() {
    return WORD;
  }

  /** Ozon's help on returns of rFBS, read in October 2026. */
  @Override
  public String consequence(Language language) {
    return REJECTIONS.contains(action)
        ? language.of(
            "The buyer keeps the goods and gets no money; within five days he may open a dispute, which"
                + " Ozon decides. The rejection cannot be taken back.",
            "Товар остаётся у покупателя, денег он не получает; в течение пяти дней он "
                + "может открыть спор, который решит Ozon. Отозвать отказ нельзя.",
            "买家保留商品且不获退款；五天内买家可发起争议，由 Ozon 裁定。拒绝无法撤回。")
        : language.of(
            "Ozon goes on with the return as the action says; what is paid to the buyer is the store's"
                + " loss. This cannot be undone.",
            "Ozon продолжит возврат так, как указано в действии; выплаченное покупателю — "
                + "убыток магазина. Отозвать это нельзя.",
            "Ozon 将按该操作继续处理退货；付给买家的款项由店铺承担。此操作无法撤回。");
  }

  @Override
  public ShipmentEvent done(PostingRef ref, String commandId) {
    return new ShipmentEvent.ReturnActionDone(ref, commandId, returnId, action);
  }

  @Override
  public ShipmentEvent refused(PostingRef ref, String commandId, String code, String explanation) {
    return new ShipmentEvent.ReturnActionRefused(
        ref, commandId, returnId, action, code, explanation);
  }
}
