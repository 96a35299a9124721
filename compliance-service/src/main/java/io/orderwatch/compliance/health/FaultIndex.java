package io.orderwatch.compliance.health;

import io.orderwatch.compliance.rules.RulePack;
import io.orderwatch.compliance.rules.Zone;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * The error index of a store on a day: how many shipments in 100 were cancelled at the seller's
 * fault. Ozon's page (docs.ozon.com/global/en/ratings/quality-metrics, read 2026-10-01) words the
 * shipments in two ways; both are kept.
 *
 * @param faults cancellations at the seller's fault in the window
 * @param shipments created in the window
 */
public record FaultIndex(int faults, int shipments) {

  private static final int DECIMALS = 2;
  private static final BigDecimal CENT = BigDecimal.valueOf(100);

  /** Half of the last decimal: what is less than this above a zone's end is rounded down to it. */
  private static final BigDecimal HALF =
      BigDecimal.ONE.movePointLeft(DECIMALS).divide(BigDecimal.TWO);

  /** How an additional cancellation changes the shipments that it is divided by. */
  public enum Reading {
    /** All shipments that were created, as in the page's worked example. */
    ALL,
    /** Those that were cancelled at the seller's fault are left out, as in the page's wording. */
    REMAINING
  }

  /** In per cent, rounded to two decimals; empty if there are no shipments. */
  public Optional<BigDecimal> percent() {
    return shipments <= 0
        ? Optional.empty()
        : Optional.of(
            CENT.multiply(BigDecimal.valueOf(faults))
                .divide(BigDecimal.valueOf(shipments), DECIMALS, RoundingMode.HALF_UP));
  }

  /** Without shipments there are no faults, or nothing but faults. */
  public Zone zone(RulePack pack) {
    return pack.zone(percent().orElse(faults == 0 ? BigDecimal.ZERO : CENT));
  }

  /** After more of the same shipments have been cancelled. */
  public FaultIndex after(int more, Reading reading) {
    return switch (reading) {
      case ALL -> new FaultIndex(faults + more, shipments);
      case REMAINING -> new FaultIndex(faults + more, shipments - more);
    };
  }

  /** How many more can be cancelled before the index leaves its zone; 0 in the last zone. */
  public int budget(RulePack pack, Reading reading) {
    var end = zone(pack).upTo();
    if (end.compareTo(CENT) >= 0 || shipments <= 0) {
      return 0;
    }
    // 100 (faults + k) / shipments < end + half, with shipments - k where they are left out.
    var most = end.add(HALF);
    var left =
        most.multiply(BigDecimal.valueOf(shipments))
            .subtract(CENT.multiply(BigDecimal.valueOf(faults)));
    var each = reading == Reading.ALL ? CENT : CENT.add(most);
    return Math.max(0, left.divide(each, 0, RoundingMode.CEILING).intValue() - 1);
  }
}
