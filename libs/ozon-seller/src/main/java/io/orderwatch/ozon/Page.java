package io.orderwatch.ozon;

import java.util.List;

/**
 * One page of a list.
 *
 * @param cursor opaque; pass it on to get the next page; "" where Ozon pages otherwise
 * @param hasNext false for an empty page whatever Ozon says: a page with nothing on it and {@code
 *     has_next=true} has been seen, and following it never ends
 * @param unreadable entries of the page that could not be read and are missing from {@code items}
 */
public record Page<T>(List<T> items, String cursor, boolean hasNext, int unreadable) {
  public Page {
    items = List.copyOf(items);
    hasNext = hasNext && (!items.isEmpty() || unreadable > 0);
  }

  public Page(List<T> items, String cursor, boolean hasNext) {
    this(items, cursor, hasNext, 0);
  }
}
