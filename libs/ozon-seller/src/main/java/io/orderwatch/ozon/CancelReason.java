package io.orderwatch.ozon;

/**
 * A reason that Ozon allows for cancelling one posting, at this moment.
 *
 * @param typeId whose fault it counts as: {@code seller} or {@code buyer}; every reason published
 *     for a seller is {@code seller} (official schema, April 2026)
 */
public record CancelReason(long id, String title, String typeId) {
  /** "Other, the seller's fault": the only reason that must come with a message. */
  public static final long OTHER = 402;
}
