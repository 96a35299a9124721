package io.orderwatch.logistics.returning;

import static io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running.APPROVES_ITSELF;
import static io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running.BUYER_MAY_DISPUTE;
import static io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running.OZON_DECIDES;
import static io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running.OZON_DISPUTES;
import static io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running.REFUSAL_STANDS;

import io.orderwatch.contracts.Return;
import io.orderwatch.contracts.ShipmentEvent.ReturnActionDue.Running;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a return stands, as far as times run for it. The times are Ozon's help on returns of rFBS,
 * a copy of 2021, read in October 2026: they may have changed. That they hold for a parcel of FBS
 * that is carried back is inferred: no buyer waits for it, but it is as lost as any other.
 */
public enum Phase {
  /** The buyer asks, and the seller has not answered. */
  ASKED(new Clock(APPROVES_ITSELF, Duration.ofDays(3))),
  /** The seller has refused. */
  REFUSED(new Clock(REFUSAL_STANDS, Duration.ofDays(5))),
  /** The buyer has taken it to Ozon. */
  DISPUTED(new Clock(OZON_DECIDES, Duration.ofDays(3))),
  /** On its way to the seller. */
  IN_TRANSIT(
      new Clock(BUYER_MAY_DISPUTE, Duration.ofDays(14)),
      new Clock(OZON_DISPUTES, Duration.ofDays(31))),
  /** It goes on, and no time runs. */
  OTHER,
  OVER;

  /** How long from the phase's beginning something comes to pass. */
  public record Clock(Running running, Duration after) {}

  private static final Set<String> CARRIED =
      Set.of("movingtoseller", "returningtosellerbycourier", "movingtoozon", "waitingshipment");
  private static final Set<String> DISPUTES =
      Set.of("disputeopened", "disputeyouopened", "disputeopening");

  private final List<Clock> clocks;

  Phase(Clock... clocks) {
    this.clocks = List.of(clocks);
  }

  /** The soonest first. */
  public List<Clock> clocks() {
    return clocks;
  }

  /** For people, for example {@code in-transit}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * By Ozon's group of states where it has one, else by its status (enums of April 2026).
   *
   * @param over whether it is over, as far as Ozon shows
   */
  static Phase of(Return shown, boolean over) {
    return switch (shown.group()) {
      case "new" -> ASKED;
      case "delivering" -> IN_TRANSIT;
      case "arbitration" -> DISPUTED;
      case "rejected" -> REFUSED;
      case "checkout" -> OTHER;
      case "approved" -> OVER;
      default -> byStatus(shown.status(), over);
    };
  }

  private static Phase byStatus(String status, boolean over) {
    if (status.equals("rejected")) {
      return REFUSED;
    }
    if (over) {
      return OVER;
    }
    if (status.equals("onsellerapproval")) {
      return ASKED;
    }
    if (DISPUTES.contains(status)) {
      return DISPUTED;
    }
    return CARRIED.contains(status) ? IN_TRANSIT : OTHER;
  }
}
