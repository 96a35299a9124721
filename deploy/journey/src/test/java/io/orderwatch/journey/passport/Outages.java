package io.orderwatch.journey.passport;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * When a part of the set was away, by the story's clock. Nobody can be reached then, and how long
 * it lasts is up to the machine: it is measured, so that what is asked of the rest of the day need
 * not be lenient.
 */
final class Outages {

  private record Outage(Instant from, Instant to) {}

  private final List<Outage> outages = new ArrayList<>();

  /**
   * @param from when it began
   * @param to when all worked again
   */
  void add(Instant from, Instant to) {
    outages.add(new Outage(from, to));
    outages.sort(Comparator.comparing(Outage::from));
  }

  /**
   * How much of the time between the two was no outage; negative if they come the other way round.
   */
  Duration served(Instant from, Instant to) {
    var served = Duration.between(from, to);
    var counted = from;
    for (var outage : outages) {
      var begin = outage.from().isAfter(counted) ? outage.from() : counted;
      var end = outage.to().isBefore(to) ? outage.to() : to;
      if (begin.isBefore(end)) {
        served = served.minus(Duration.between(begin, end));
        counted = end;
      }
    }
    return served;
  }

  /** Each with its length, in the story's time, for whoever looks into a day. */
  @Override
  public String toString() {
    return outages.stream()
        .map(each -> each.from() + " for " + Duration.between(each.from(), each.to()))
        .collect(Collectors.joining(", ", "outages: ", ""));
  }
}
