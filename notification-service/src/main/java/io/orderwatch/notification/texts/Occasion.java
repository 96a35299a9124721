package io.orderwatch.notification.texts;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.contracts.StoreId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a text is filled with.
 *
 * @param order as Ozon shows it; empty if it does not
 * @param postings those that it stands for, at least one
 * @param deadline when Ozon is expected to cancel; null where the text names no time
 * @param at when it is written
 * @param round 1 the first time Ozon asks
 * @param step 1 for the first reminder
 * @param steps how many the ladder has
 * @param tracking the new number; empty where the text names none
 */
public record Occasion(
    StoreId store,
    String order,
    List<PostingNumber> postings,
    @Nullable Instant deadline,
    Instant at,
    int round,
    int step,
    int steps,
    String tracking) {

  public Occasion {
    postings = List.copyOf(postings);
  }

  /** Which text of the ladder is due. */
  public Situation ofLadder() {
    if (postings.size() > 1) {
      return Situation.SEVERAL_POSTINGS;
    }
    if (step == 1) {
      return round > 1 ? Situation.ASKED_AGAIN : Situation.FIRST;
    }
    return step == steps ? Situation.LAST : Situation.MIDDLE;
  }
}
