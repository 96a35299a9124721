package io.orderwatch.logistics.reporting;

import io.orderwatch.contracts.Posting;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Where a parcel is that no integrated carrier follows; in the order of its way. */
public enum Step {
  /** On its way. */
  SENT("sent", "non_int_delivering"),

  /** The courier is on the way, or it lies at a pick-up point. */
  LAST_MILE("last-mile", "non_int_last_mile"),

  /** Ozon shows it as presumably delivered until the buyer says so. */
  DELIVERED("delivered", "non_int_delivered");

  // Official list of substatuses, September 2026.
  private static final Set<String> AT_THE_END =
      Set.of("posting_in_courier_service", "posting_in_pickup_point");
  private static final Set<String> ARRIVED =
      Set.of("posting_delivered", "posting_conditionally_delivered", "posting_received");

  private final String word;
  private final String offer;

  Step(String word, String offer) {
    this.word = word;
    this.offer = offer;
  }

  public String word() {
    return word;
  }

  /** Ozon's word for reporting it (official schema, September 2026). */
  public String offer() {
    return offer;
  }

  public static Optional<Step> of(String word) {
    return Arrays.stream(values()).filter(step -> step.word.equals(word)).findAny();
  }

  /** Whether Ozon shows that the parcel is there, or further. */
  public boolean shownIn(Posting posting) {
    return Arrays.stream(values())
        .filter(step -> step.compareTo(this) >= 0)
        .anyMatch(step -> step.isWhere(posting));
  }

  private boolean isWhere(Posting posting) {
    return switch (this) {
      case SENT -> posting.status().equals("delivering");
      case LAST_MILE -> AT_THE_END.contains(posting.substatus());
      case DELIVERED ->
          posting.status().equals("delivered") || ARRIVED.contains(posting.substatus());
    };
  }
}
