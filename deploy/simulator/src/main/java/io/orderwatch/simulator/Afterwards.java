package io.orderwatch.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer and the carriers make of a posting once it is packed, settled with its plan; of the
 * first three it has one at most.
 *
 * @param asksToCancel from packing to somebody's request to cancel it (rFBS); null for none
 * @param unscanned no sorting centre scans it, so that the seller may open a dispute
 * @param turnsBack from its being carried to its being sent back; null if it goes on
 * @param returns the buyer asks to return it (rFBS)
 * @param disputes he opens a dispute if that is refused
 */
public record Afterwards(
    @Nullable Duration asksToCancel,
    boolean unscanned,
    @Nullable Duration turnsBack,
    boolean returns,
    boolean disputes) {

  static Afterwards of(Draw draw, Scenario scenario, Integration integration) {
    var asks =
        integration != Integration.OZON
            && draw.chance("asks to cancel", scenario.cancelRequestShare);
    var turns = !asks && draw.chance("turns back", scenario.midwayShare);
    return new Afterwards(
        asks
            ? draw.between("asks to cancel after", Duration.ofHours(1), Duration.ofHours(6))
            : null,
        !asks && !turns && draw.chance("unscanned", scenario.unscannedShare),
        turns ? draw.between("turns back after", Duration.ofHours(1), Duration.ofHours(12)) : null,
        draw.chance("returns", scenario.returnShare),
        draw.chance("disputes", scenario.disputeShare));
  }

  /** For people and tests: whether the posting has a story besides that of its passport. */
  public String story() {
    if (asksToCancel != null) {
      return "asksToCancel";
    }
    if (turnsBack != null) {
      return "turnsBack";
    }
    return unscanned ? "unscanned" : "";
  }
}
