package io.orderwatch.simulator;

import java.time.Duration;
import java.util.List;

/**
 * The ordinary life of a posting after its passport wait, as Ozon shows it: packed, handed over,
 * carried, delivered. Statuses and substatuses are Ozon's (schema of September 2026); the durations
 * are invented.
 */
public final class Life {

  /**
   * A step of the life.
   *
   * @param after from the stage before, or from creation or supply for the first
   * @param push the {@code new_state} of TYPE_STATE_CHANGED; only values that Ozon documents
   */
  public record Stage(Duration after, String status, String substatus, String push) {}

  private static final Stage ON_WAY =
      new Stage(
          Duration.ofHours(30), "delivering", "posting_on_way_to_city", "posting_on_way_to_city");
  private static final Stage TO_POINT =
      new Stage(
          Duration.ofDays(5),
          "delivering",
          "posting_on_way_to_pickup_point",
          "posting_on_way_to_pickup_point");
  private static final Stage AT_POINT =
      new Stage(
          Duration.ofHours(40), "delivering", "posting_in_pickup_point", "posting_in_pickup_point");
  private static final Stage COURIER =
      new Stage(
          Duration.ofDays(5),
          "delivering",
          "posting_in_courier_service",
          "posting_in_courier_service");
  private static final Stage PRESUMED =
      new Stage(
          Duration.ofDays(1),
          "delivering",
          "posting_conditionally_delivered",
          "posting_conditionally_delivered");
  private static final Stage DELIVERED =
      new Stage(Duration.ofHours(30), "delivered", "posting_delivered", "posting_delivered");

  private static final List<Stage> OZON =
      List.of(packed("posting_in_carriage"), ON_WAY, TO_POINT, AT_POINT, DELIVERED);
  private static final List<Stage> AGGREGATOR =
      List.of(
          new Stage(
              Duration.ofDays(1),
              "awaiting_registration",
              "posting_awaiting_registration",
              "posting_awaiting_registration"),
          new Stage(
              Duration.ofHours(2),
              "awaiting_deliver",
              "posting_transferring_to_delivery",
              "posting_transferring_to_delivery"),
          ON_WAY,
          TO_POINT,
          AT_POINT,
          DELIVERED);
  private static final List<Stage> THREE_PL =
      List.of(packed("posting_transferring_to_delivery"), ON_WAY, TO_POINT, AT_POINT, DELIVERED);
  private static final List<Stage> NON_INTEGRATED =
      List.of(packed("posting_transferring_to_delivery"), ON_WAY, COURIER, PRESUMED, DELIVERED);

  public static List<Stage> of(Integration integration) {
    return switch (integration) {
      case OZON -> OZON;
      case AGGREGATOR -> AGGREGATOR;
      case THREE_PL -> THREE_PL;
      case NON_INTEGRATED -> NON_INTEGRATED;
    };
  }

  /** Whether the seller reports this stage, for no carrier of Ozon's does (section Process). */
  static boolean isReported(Integration integration, int stage) {
    return integration == Integration.NON_INTEGRATED && stage >= 1 && stage <= 3;
  }

  /** How long this posting takes to its stage: half as long to half as long again. */
  public static Duration until(Plan plan, int stage) {
    var usual = of(plan.integration()).get(stage).after();
    var drawn =
        plan.draw().between("stage " + stage, usual.dividedBy(2), usual.plus(usual.dividedBy(2)));
    return Duration.ofMillis(Math.round(drawn.toMillis() / plan.pace()));
  }

  private static Stage packed(String substatus) {
    return new Stage(Duration.ofDays(1), "awaiting_deliver", substatus, substatus);
  }

  private Life() {}
}
