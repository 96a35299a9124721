package io.orderwatch.ozon;

import io.orderwatch.contracts.PostingNumber;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Orderwatch may know of a request to cancel; what anybody wrote in it is not read. Ozon's
 * words as {@link Vocabulary#word} writes them.
 *
 * <p>Source: {@code /v2/conditional-cancellation/list}, April 2026.
 *
 * @param reasonId 0 if Ozon gives none
 * @param implausible the fields whose times cannot be and were left out
 */
public record OzonCancellationRequest(
    long id,
    PostingNumber posting,
    String state,
    String initiator,
    long reasonId,
    @Nullable Instant requestedAt,
    @Nullable Instant approvesItselfAt,
    @Nullable Instant answeredAt,
    Set<String> implausible) {

  public OzonCancellationRequest {
    implausible = Set.copyOf(implausible);
  }
}
