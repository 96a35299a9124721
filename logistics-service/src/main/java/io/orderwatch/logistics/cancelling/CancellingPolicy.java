package io.orderwatch.logistics.cancelling;

import io.orderwatch.contracts.Posting;
import java.util.Set;

/**
 * Which of Ozon's words mean what, for cancelling.
 *
 * @param inTransitStatuses a posting of such a status is on its way
 * @param inTransitSubstatuses or of such a substatus, whatever its status
 * @param recallable integration types whose parcels can be called back on their way
 */
public record CancellingPolicy(
    Set<String> inTransitStatuses, Set<String> inTransitSubstatuses, Set<String> recallable) {

  /** Ozon's word for its own logistics. */
  static final String OZON = "ozon";

  /**
   * The words of the official schema of September 2026. Which of them can be called back is
   * inferred: the schema (English, April 2026) speaks of rFBS, so of everything but Ozon's own
   * logistics; hybrids count as what carries them.
   */
  public static final CancellingPolicy PUBLISHED =
      new CancellingPolicy(
          Set.of("delivering", "driver_pickup", "sent_by_seller"),
          Set.of(
              "posting_driver_pick_up",
              "posting_in_courier_service",
              "posting_in_pickup_point",
              "posting_on_way_to_city",
              "posting_on_way_to_pickup_point",
              "posting_transferred_to_courier_service"),
          Set.of(
              "non_integrated",
              "3pl_tracking",
              "aggregator",
              "hybrid_non_integrated",
              "hybrid_3pl_tracking",
              "hybrid_aggregator"));

  public CancellingPolicy {
    inTransitStatuses = Set.copyOf(inTransitStatuses);
    inTransitSubstatuses = Set.copyOf(inTransitSubstatuses);
    recallable = Set.copyOf(recallable);
  }

  /** Whether it is on its way. */
  public boolean inTransit(Posting posting) {
    return inTransitStatuses.contains(posting.status())
        || inTransitSubstatuses.contains(posting.substatus());
  }

  boolean recallable(Posting posting) {
    return recallable.contains(posting.integration());
  }
}
