package io.orderwatch.ozon;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is done at Ozon with a store's key, and the methods that it takes: the one list of all that
 * are called. A key needs a role for each.
 */
public enum Capability {
  /** What the key may do and what the store has subscribed to. */
  ACCOUNT("/v1/roles", "/v1/seller/info"),
  /** Seeing postings; nothing is sent or done before a posting was read again. */
  POSTINGS("/v3/posting/fbs/get", "/v4/posting/fbs/list", "/v4/posting/fbs/unfulfilled/list"),
  /** Writing to buyers, and looking back whether it was done. */
  WRITING("/v1/chat/send/message", "/v1/chat/start", "/v3/chat/history"),
  /** Seeing what buyers answered. */
  CHATS("/v3/chat/history", "/v3/chat/list"),
  CANCELLING(
      "/v1/posting/fbs/cancel-reason", "/v2/posting/fbs/cancel", "/v2/posting/fbs/product/cancel"),
  /** Tracking numbers, and the progress of parcels that no carrier of Ozon's reports. */
  TRACKING(
      "/v2/fbs/posting/delivered",
      "/v2/fbs/posting/delivering",
      "/v2/fbs/posting/last-mile",
      "/v2/fbs/posting/tracking-number/set"),
  /** Moving the delivery to the buyer and the shipping date. */
  DATES(
      "/v1/posting/cutoff/set",
      "/v1/posting/fbs/timeslot/change-restrictions",
      "/v1/posting/fbs/timeslot/set"),
  RETURNS(
      "/v1/returns/list",
      "/v1/returns/rfbs/action/set",
      "/v2/returns/rfbs/get",
      "/v2/returns/rfbs/list"),
  /** Seeing and answering requests to cancel. */
  CANCELLATION_REQUESTS(
      "/v2/conditional-cancellation/approve",
      "/v2/conditional-cancellation/list",
      "/v2/conditional-cancellation/reject"),
  /** About what was handed over and not scanned. */
  DISPUTES("/v2/posting/fbs/arbitration", "/v2/posting/fbs/awaiting-delivery"),
  /** Ozon's own error index of the store. */
  RATINGS("/v1/rating/index/fbs/info", "/v1/rating/index/fbs/posting/list");

  @SuppressWarnings("ImmutableEnumChecker") // of Set.of
  private final Set<String> methods;

  Capability(String... methods) {
    this.methods = Set.of(methods);
  }

  /** Their paths. */
  public Set<String> methods() {
    return methods;
  }

  /** The methods of all. */
  public static Set<String> allMethods() {
    return Arrays.stream(values())
        .flatMap(each -> each.methods.stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
