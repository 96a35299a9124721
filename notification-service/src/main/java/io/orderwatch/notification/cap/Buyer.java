package io.orderwatch.notification.cap;

import io.orderwatch.contracts.PostingRef;
import java.util.regex.Pattern;

/**
 * Whoever buys in a store, by what Ozon's numbers show: those of orders and postings begin with the
 * same digits for the same customer (seller-api.md 3.2, inferred 2026-10). Where a number has
 * another form, each order is a buyer of its own.
 *
 * @param number the customer's part of the number, or the order's or posting's own
 * @param customer whether it is the customer's part
 */
public record Buyer(String store, String number, boolean customer) {

  private static final Pattern NUMBER =
      Pattern.compile("([0-9]{4,20})-[0-9]{1,20}(?:-[0-9]{1,20})*");

  /**
   * @param order the order's number; blank where Ozon shows none
   */
  public static Buyer of(PostingRef ref, String order) {
    var posting = ref.posting().value();
    var parts = NUMBER.matcher(posting);
    return parts.matches()
        ? new Buyer(ref.store().value(), parts.group(1), true)
        : new Buyer(ref.store().value(), order.isBlank() ? posting : order, false);
  }
}
