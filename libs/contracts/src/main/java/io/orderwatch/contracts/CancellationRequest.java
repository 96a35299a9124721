package io.orderwatch.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The request of a buyer or a carrier to cancel a posting, as Ozon last showed it; what anybody
 * wrote in it is not read.
 *
 * @param cancellationId Ozon's number of it
 * @param version grows with every change, by one unless the database was put back; a consumer that
 *     has seen n ignores n and below
 * @param state Ozon's word in lower case: on_approval, approved, rejected
 * @param initiator Ozon's word in lower case: client, delivery, ozon, seller, system
 * @param reasonId Ozon's number of the reason; 0 if it gives none
 * @param requestedAt when it was made
 * @param approvesItselfAt when Ozon approves it if nobody answers
 * @param answeredAt when it was approved or rejected
 */
public record CancellationRequest(
    PostingRef ref,
    long cancellationId,
    long version,
    String state,
    String initiator,
    long reasonId,
    @Nullable Instant requestedAt,
    @Nullable Instant approvesItselfAt,
    @Nullable Instant answeredAt) {

  public static final String OPEN = "on_approval";

  public boolean open() {
    return state.equals(OPEN);
  }

  public CancellationRequest withVersion(long next) {
    return new CancellationRequest(
        ref,
        cancellationId,
        next,
        state,
        initiator,
        reasonId,
        requestedAt,
        approvesItselfAt,
        answeredAt);
  }
}
