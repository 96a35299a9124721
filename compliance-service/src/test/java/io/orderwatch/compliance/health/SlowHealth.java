package io.orderwatch.compliance.health;

import io.orderwatch.compliance.health.FaultIndex.Reading;
import io.orderwatch.compliance.posting.LatestPosting.Known;
import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.RulePacks;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The same as {@link StoreHealth}, slow and obvious: every posting is looked at for every figure.
 */
record SlowHealth(LocalDate today, List<Known> postings, RulePacks packs) {

  private static final BigDecimal HUNDRED = new BigDecimal(100);

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, packs.on(today).index().calendar());
  }

  private static Instant end(Known known) {
    return Objects.requireNonNull(known.cancelledAt());
  }

  private boolean fault(Known known) {
    var cancellation = known.posting().cancellation();
    if (known.cancelledAt() == null || cancellation == null) {
      return false;
    }
    var pack = packs.on(day(end(known)));
    var due = known.posting().shipmentDate();
    return switch (cancellation.by()) {
      case "seller" -> true;
      case "delivery" ->
          cancellation.affectsRating()
              || (cancellation.reasonId() != 665 && cancellation.reasonId() != 667);
      case "ozon" ->
          cancellation.affectsRating()
              || (!known.before().equals("posting_awaiting_passport_data")
                  && !cancellation.afterShip()
                  && due != null
                  && !end(known).isBefore(due.plus(pack.limits().late())));
      default -> cancellation.affectsRating();
    };
  }

  private boolean within(LocalDate each, LocalDate day) {
    // 14 days without the day itself
    return each.isBefore(day) && !each.isBefore(day.minusDays(14));
  }

  int faults(LocalDate day) {
    var faults = 0;
    for (var each : postings) {
      if (fault(each) && within(day(end(each)), day)) {
        faults++;
      }
    }
    return faults;
  }

  int shipments(LocalDate day, Reading reading) {
    var shipments = 0;
    for (var each : postings) {
      var leftOut = reading == Reading.REMAINING && fault(each);
      if (within(day(each.createdAt()), day) && !leftOut) {
        shipments++;
      }
    }
    return shipments;
  }

  private static String zone(int faults, int shipments, RulePack pack) {
    var index =
        shipments == 0
            ? (faults == 0 ? BigDecimal.ZERO : HUNDRED)
            : HUNDRED
                .multiply(new BigDecimal(faults))
                .divide(new BigDecimal(shipments), 2, RoundingMode.HALF_UP);
    for (var zone : pack.zones()) {
      if (index.compareTo(zone.upTo()) <= 0) {
        return zone.name();
      }
    }
    return pack.zones().getLast().name();
  }

  String zone(LocalDate day, Reading reading) {
    return zone(faults(day), shipments(day, reading), packs.on(day));
  }

  /** Cancels one after the other and looks when the zone changes. */
  int budget(Reading reading) {
    var pack = packs.on(today);
    var tomorrow = today.plusDays(1);
    var faults = faults(tomorrow);
    var shipments = shipments(tomorrow, reading);
    var zone = zone(faults, shipments, pack);
    if (zone.equals(pack.zones().getLast().name()) || shipments == 0) {
      return 0;
    }
    var more = 0;
    while (true) {
      var next = more + 1;
      var rest = reading == Reading.ALL ? shipments : shipments - next;
      if (rest <= 0 || !zone(faults + next, rest, pack).equals(zone)) {
        return more;
      }
      more = next;
    }
  }

  BigDecimal fees() {
    var sum = BigDecimal.ZERO;
    for (var each : postings) {
      if (fault(each) && within(day(end(each)), today)) {
        var day = day(end(each));
        var zone = zone(day, Reading.ALL);
        var percent =
            packs.on(day).zones().stream()
                .filter(z -> z.name().equals(zone))
                .findAny()
                .orElseThrow();
        var price = BigDecimal.ZERO;
        for (var item : each.posting().items()) {
          for (var piece = 0; piece < item.quantity(); piece++) {
            var money = Objects.requireNonNull(item.price());
            var rate = money.currency().equals("CNY") ? new BigDecimal(12) : BigDecimal.ONE;
            price = price.add(money.amount().multiply(rate));
          }
        }
        var fee = price.multiply(percent.fee()).divide(HUNDRED, 2, RoundingMode.HALF_UP);
        sum = sum.add(fee.min(new BigDecimal(1500)));
      }
    }
    return sum;
  }

  /** Day after day: on each coming one as many shipments come as on a day of the last fourteen. */
  List<FaultIndex> forecast(int days) {
    var usual =
        new BigDecimal(shipments(today, Reading.ALL))
            .divide(new BigDecimal(14), 0, RoundingMode.HALF_UP)
            .intValue();
    var forecast = new ArrayList<FaultIndex>();
    for (var ahead = 1; ahead <= days; ahead++) {
      var day = today.plusDays(ahead);
      var shipments = shipments(day, Reading.ALL);
      for (var next = today.plusDays(1); next.isBefore(day); next = next.plusDays(1)) {
        shipments += within(next, day) ? usual : 0;
      }
      forecast.add(new FaultIndex(faults(day), shipments));
    }
    return forecast;
  }
}
