package io.orderwatch.compliance.passport;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Orders whose buyers are not reminded, so that it can be told what reminders are worth. Which they
 * are follows from the number of the order alone: its postings, and those split off them, are in
 * the same group for ever, and a larger share holds the smaller one.
 *
 * @param share 0 for none, at most a half
 */
public record HoldOut(double share) {

  public static final HoldOut NONE = new HoldOut(0);

  /** A larger group would be a trial of silence (2026-11). */
  private static final double HALF = 0.5;

  public HoldOut {
    if (!(share >= 0 && share <= HALF)) {
      throw new IllegalArgumentException("the hold-out share is 0 to 0.5, not " + share);
    }
  }

  public boolean on() {
    return share > 0;
  }

  /**
   * @param key the posting's, where Ozon shows no number of an order
   */
  public boolean holds(String orderNumber, String key) {
    return on() && place(orderNumber.isBlank() ? key : orderNumber) < share;
  }

  /** From 0 to below 1, alike in every process; MD5 spreads evenly (RFC 1321, read 2026-11). */
  private static double place(String name) {
    var bits = UUID.nameUUIDFromBytes(("hold-out/" + name).getBytes(StandardCharsets.UTF_8));
    return Integer.toUnsignedLong((int) (bits.getMostSignificantBits() >>> Integer.SIZE))
        / (double) (Integer.toUnsignedLong(-1) + 1);
  }
}
