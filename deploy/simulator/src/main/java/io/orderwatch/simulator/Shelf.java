package io.orderwatch.simulator;

import java.util.ArrayList;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * One store's postings in the two orders in which Ozon lists them. A posting's place by creation
 * never changes, so a cursor that names the last place seen pages through everything exactly once,
 * whatever happens to the postings meanwhile; by cut-off it changes when the seller sets another.
 */
final class Shelf {

  private final NavigableMap<Place, Posting> byCreation = new TreeMap<>();
  private final NavigableMap<Place, Posting> openByCutoff = new TreeMap<>();

  void put(Posting posting) {
    var plan = posting.plan();
    var before = byCreation.put(new Place(plan.createdAt(), plan.id()), posting);
    if (before != null) {
      openByCutoff.remove(new Place(before.terms().cutoff(), plan.id()));
    }
    if (posting.isOpen()) {
      openByCutoff.put(new Place(posting.terms().cutoff(), plan.id()), posting);
    }
  }

  Listing.Page list(Listing listing) {
    var shelf = listing.unfulfilled() ? openByCutoff : byCreation;
    var asked =
        shelf.subMap(
            new Place(listing.from(), Long.MIN_VALUE),
            true,
            new Place(listing.to(), Long.MAX_VALUE),
            true);
    var rest = listing.descending() ? asked.descendingMap() : asked;
    if (listing.after() != null) {
      rest = rest.tailMap(listing.after(), false);
    }
    var counting = listing.unfulfilled() && listing.after() == null;
    var page = new ArrayList<Posting>(listing.limit());
    Place last = null;
    var matching = 0L;
    for (var entry : rest.entrySet()) {
      if (!listing.wants(entry.getValue())) {
        continue;
      }
      matching++;
      if (page.size() < listing.limit()) {
        page.add(entry.getValue());
        last = entry.getKey();
      } else if (!counting) {
        break;
      }
    }
    return new Listing.Page(page, matching > page.size(), last, matching);
  }
}
