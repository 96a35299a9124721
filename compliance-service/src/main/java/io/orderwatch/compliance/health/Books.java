package io.orderwatch.compliance.health;

import io.orderwatch.compliance.rules.RulePacks;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a store: how many shipments were created each day, and which were cancelled.
 *
 * @param created by day; parents of a split are none
 * @param ended every cancellation of the days
 * @param calendar whose days they are
 */
public record Books(Map<LocalDate, Integer> created, List<Ended> ended, ZoneId calendar) {

  public Books {
    created = Map.copyOf(created);
    ended = List.copyOf(ended);
  }

  public LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, calendar);
  }

  /** Faults counted by the day on which they happened, and by the day of the shipment. */
  record Faults(Map<LocalDate, Integer> happened, Map<LocalDate, Integer> shipped) {}

  Faults faults(RulePacks packs) {
    var happened = new HashMap<LocalDate, Integer>();
    var shipped = new HashMap<LocalDate, Integer>();
    for (var each : ended) {
      if (each.counts(packs.on(day(each.at())))) {
        happened.merge(day(each.at()), 1, Integer::sum);
        shipped.merge(day(each.createdAt()), 1, Integer::sum);
      }
    }
    return new Faults(happened, shipped);
  }
}
