package io.orderwatch.compliance.rules;

import java.util.Locale;

/** How an order may come to an end before it is delivered. */
public enum End {
  /** Cancelled through the seller's account. */
  SELLER,
  /** Cancelled by Ozon because it was handed over too late. */
  LATE,
  /** Refused by the carrier. */
  CARRIER,
  /** Cancelled by Ozon because passport data was missing. */
  PASSPORT,
  BUYER,
  NOT_PICKED_UP,
  LOST,
  /** Turned back on its way. */
  MIDWAY_RETURN,
  /** Refunded in a dispute. */
  DISPUTE;

  /** For example {@code midway-return}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
