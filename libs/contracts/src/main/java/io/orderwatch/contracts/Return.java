package io.orderwatch.contracts;

import io.orderwatch.contracts.Posting.Item;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A return as Ozon last showed it, without anything about the person who sent it back. Words of
 * Ozon's are in lower case and kept as they came: unknown values are not an error.
 *
 * @param returnId Ozon's number of the return, of its scheme: the two kinds of list number apart
 * @param scheme {@code fbs}, {@code fbo} or {@code rfbs}
 * @param version grows with every change, by one unless the database was put back; a consumer that
 *     has seen n ignores n and below
 * @param type Ozon's word for how it came about, for example cancellation; empty for rfbs
 * @param status Ozon's word, for example arrivedatreturnplace
 * @param group rfbs: Ozon's group_state, for example new; else empty
 * @param createdAt when it began
 * @param changedAt when Ozon says that the status last changed; missing for rfbs
 * @param endedAt when Ozon says that the goods were back or gone
 * @param compensation Ozon's word for where a compensation stands; empty without one
 * @param actions rfbs: the numbers of Ozon's available_actions
 * @param actionsKnown whether Ozon said which actions there are; without it none is known, which is
 *     not none
 */
public record Return(
    PostingRef ref,
    long returnId,
    String scheme,
    String orderNumber,
    long version,
    String type,
    String status,
    String group,
    @Nullable Instant createdAt,
    @Nullable Instant changedAt,
    @Nullable Instant endedAt,
    @Nullable Item item,
    String compensation,
    List<Integer> actions,
    boolean actionsKnown) {

  public Return {
    actions = List.copyOf(actions);
  }

  public Return withVersion(long next) {
    return new Return(
        ref,
        returnId,
        scheme,
        orderNumber,
        next,
        type,
        status,
        group,
        createdAt,
        changedAt,
        endedAt,
        item,
        compensation,
        actions,
        actionsKnown);
  }
}
