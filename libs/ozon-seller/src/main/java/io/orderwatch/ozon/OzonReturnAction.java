package io.orderwatch.ozon;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What {@code /v1/returns/rfbs/action/set} is called with (April 2026).
 *
 * @param id Ozon's number of the action, one of the return's
 * @param rejectionReasonId needed with -1 and -10; null for none
 * @param comment needed with -1 and -10; "" for none
 * @param compensation needed with 1020, in the return's currency; null for none
 * @param returnForBackWay what the buyer is paid for sending it back; null for none
 */
public record OzonReturnAction(
    long returnId,
    int id,
    @Nullable Integer rejectionReasonId,
    String comment,
    @Nullable BigDecimal compensation,
    @Nullable BigDecimal returnForBackWay) {}
