package io.orderwatch.ozon;

import io.orderwatch.contracts.PostingNumber;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Orderwatch may know of a return: an allow-list, so no name, comment, photo or address can
 * enter. Ozon's words are kept, known or not, as {@link Vocabulary#word} writes them; "" stands for
 * none.
 *
 * <p>Source: {@code /v1/returns/list}, {@code /v2/returns/rfbs/list} and {@code get}, April 2026.
 *
 * @param id Ozon's number; returns of rfbs are numbered apart
 * @param scheme {@code fbs}, {@code fbo} or {@code rfbs}
 * @param type {@code /v1/returns/list} alone tells it
 * @param status the visual status's sys_name; for rfbs its state
 * @param group rfbs: group_state; only the list tells it
 * @param actions numbers of rfbs' available_actions; only the single method tells them
 * @param actionsKnown whether it did
 * @param implausible the fields whose times cannot be and were left out
 */
public record OzonReturn(
    long id,
    String scheme,
    PostingNumber posting,
    String orderNumber,
    String type,
    String status,
    String group,
    @Nullable Instant createdAt,
    @Nullable Instant changedAt,
    @Nullable Instant endedAt,
    OzonPosting.@Nullable Item item,
    String compensation,
    List<Integer> actions,
    boolean actionsKnown,
    Set<String> implausible) {

  public static final String RFBS = "rfbs";

  public OzonReturn {
    actions = List.copyOf(actions);
    implausible = Set.copyOf(implausible);
  }

  /** The same as the single method shows it; the group is the list's. */
  public OzonReturn with(OzonReturn single) {
    return new OzonReturn(
        id,
        scheme,
        posting,
        orderNumber,
        type,
        single.status().isEmpty() ? status : single.status(),
        group,
        createdAt,
        changedAt,
        endedAt,
        item,
        compensation,
        single.actions(),
        single.actionsKnown(),
        implausible);
  }
}
