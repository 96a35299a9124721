package io.orderwatch.compliance.health;

import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.Zone;
import io.orderwatch.contracts.StoreHealthState;
import io.orderwatch.contracts.StoreId;
import io.orderwatch.mailbox.Decision;
import io.orderwatch.mailbox.Effect;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a store was last told to stand. It is told as often as it changes and no oftener; what was
 * reckoned from older rows than the last is no news.
 */
public sealed interface ToldHealth {

  record Unknown() implements ToldHealth {}

  /**
   * @param readAt when the rows were read that it was reckoned from, by the database's clock
   */
  record Told(StoreHealthState health, Instant readAt) implements ToldHealth {}

  /** A store was reckoned anew. */
  record Reckoned(StoreHealthState health, Instant readAt) {}

  /** A week, so that a store sees a weekend come (2026-11). */
  int DAYS_AHEAD = 7;

  static Decision<ToldHealth> on(ToldHealth state, Reckoned now) {
    return switch (state) {
      case Told told when now.readAt().isBefore(told.readAt()) -> Decision.stay(told);
      case Told told when now.health().equals(told.health()) -> Decision.stay(told);
      case Told _, Unknown _ ->
          Decision.move(new Told(now.health(), now.readAt()), Effect.publish(now.health()));
    };
  }

  /** What is told of a store that stands so. */
  static StoreHealthState state(StoreId store, StoreHealth health) {
    var pack = health.pack();
    var window = StoreHealth.window(health.today(), pack);
    var zone = health.index(Reading.ALL).zone(pack);
    var fees = health.fees();
    var forecast =
        health.forecast(DAYS_AHEAD).stream()
            .map(
                each ->
                    new StoreHealthState.Expected(
                        each.day(),
                        each.index().percent().orElse(null),
                        each.index().zone(health.packs().on(each.day())).name()))
            .toList();
    return new StoreHealthState(
        store,
        health.today(),
        window[0],
        window[1],
        zone.name(),
        zone.upTo(),
        health.budget(),
        List.of(reading(health, Reading.ALL), reading(health, Reading.REMAINING)),
        new StoreHealthState.Fees(fees.roubles(), fees.unknown()),
        forecast,
        worse(health, zone),
        pack.name());
  }

  private static StoreHealthState.Reading reading(StoreHealth health, Reading reading) {
    var index = health.index(reading);
    return new StoreHealthState.Reading(
        reading.name().toLowerCase(Locale.ROOT),
        index.faults(),
        index.shipments(),
        index.percent().orElse(null),
        index.zone(health.pack()).name());
  }

  /** The first day that is in a worse zone than this one; null if none is. */
  private static @Nullable LocalDate worse(StoreHealth health, Zone zone) {
    return health.forecast(DAYS_AHEAD).stream()
        .filter(each -> worse(each.index(), health.packs().on(each.day()), zone))
        .map(StoreHealth.Forecast::day)
        .findFirst()
        .orElse(null);
  }

  private static boolean worse(FaultIndex index, RulePack pack, Zone zone) {
    return index.zone(pack).upTo().compareTo(zone.upTo()) > 0;
  }
}
