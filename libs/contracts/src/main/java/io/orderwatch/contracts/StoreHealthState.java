package io.orderwatch.contracts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a store stands by our own reckoning: the twin of Ozon's error index. compliance-service alone
 * makes these; the topic keeps the newest of each store.
 *
 * @param day whose index it is, in the rules' calendar
 * @param from first day of the window
 * @param until last day of the window
 * @param zone of the index of all shipments
 * @param zoneEnds in per cent; above it the next zone begins
 * @param budget how many more can be cancelled today without leaving the zone, by the stricter
 *     reading
 * @param worseOn the first day of the forecast that is in a worse zone; null if none is
 * @param rules the pack that it was reckoned by
 */
@Type("store.health.v1")
public record StoreHealthState(
    StoreId store,
    LocalDate day,
    LocalDate from,
    LocalDate until,
    String zone,
    BigDecimal zoneEnds,
    int budget,
    List<Reading> readings,
    Fees fees,
    List<Expected> forecast,
    @Nullable LocalDate worseOn,
    String rules)
    implements Event {

  public StoreHealthState {
    readings = List.copyOf(readings);
    forecast = List.copyOf(forecast);
  }

  /**
   * @param shipments all, or remaining
   * @param percent null if there are no shipments
   */
  public record Reading(
      String shipments, int faults, int of, @Nullable BigDecimal percent, String zone) {}

  /**
   * @param unknown how many have a fee that is not known
   */
  public record Fees(BigDecimal roubles, int unknown) {}

  /**
   * @param percent null if there are no shipments
   */
  public record Expected(LocalDate day, @Nullable BigDecimal percent, String zone) {}

  @Override
  public String key() {
    return store.value();
  }

  @Override
  public String subject() {
    return store.value();
  }

  @Override
  public Topic topic() {
    return Topic.STORE_HEALTH;
  }
}
