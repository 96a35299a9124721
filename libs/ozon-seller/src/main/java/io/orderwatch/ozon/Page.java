package io.orderwatch.ozon;

import java.util.List;

/**
 * One page of a list.
 *
 * @param cursor opaque; pass it on to get the next page; "" where Ozon pages otherwise
 * @param hasNext false for an empty page whatever Ozon says: a page with nothing on it and {@code
 *     has_next=true} has been seen, and following it never ends
 * @param unreadable entries of the page that could not be read and are missing from {@code items}
 * @param brokenOff there is more, but Ozon does not say where: the cursor is missing or stands
 *     still
 */
public record Page<T>(
    List<T> items, String cursor, boolean hasNext, int unreadable, boolean brokenOff) {
  public Page {
    items = List.copyOf(items);
    hasNext = hasNext && (!items.isEmpty() || unreadable > 0);
  }

  public Page(List<T> items, String cursor, boolean hasNext, int unreadable) {
    this(items, cursor, hasNext, unreadable, false);
  }

  public Page(List<T> items, String cursor, boolean hasNext) {
    this(items, cursor, hasNext, 0);
  }
}
