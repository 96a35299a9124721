package io.orderwatch.simulator;

import java.time.Instant;

/**
 * Where a posting stands in a listing: the sorted instant and, between equals, Ozon's inner number.
 */
public record Place(Instant at, long id) implements Comparable<Place> {
  @Override
  public int compareTo(Place other) {
    var byTime = at.compareTo(other.at);
    return byTime != 0 ? byTime : Long.compare(id, other.id);
  }
}
