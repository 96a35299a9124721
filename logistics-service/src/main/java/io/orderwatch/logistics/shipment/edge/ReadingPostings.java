package io.orderwatch.logistics.shipment.edge;

import io.orderwatch.contracts.PostingNumber;
import io.orderwatch.ozon.OzonPosting;
import io.orderwatch.ozon.Page;
import io.orderwatch.ozon.Reply;
import io.orderwatch.ozon.edge.OzonSeller;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads several postings of a store in as few calls as can be (decision 14): by their orders'
 * numbers in one list, and one by one what the list leaves out.
 *
 * @param seller of the store
 * @param now to which the list reaches
 */
record ReadingPostings(OzonSeller seller, Instant now) {

  /** Official schema of /v4/posting/fbs/list, April 2026: at most a year. */
  private static final Duration YEAR = Duration.ofDays(364);

  /** An order has few postings, and a list that never ends is left. */
  private static final int PAGES = 3;

  /**
   * @return a reply for each
   */
  Map<PostingNumber, Reply<OzonPosting>> read(List<PostingNumber> numbers) {
    var read = new HashMap<PostingNumber, Reply<OzonPosting>>();
    if (numbers.size() > 1) {
      list(numbers, read);
    }
    for (var number : numbers) {
      read.computeIfAbsent(number, seller::posting);
    }
    return read;
  }

  /** If Ozon cannot be asked now, each is not read now; if it will not list them, each is asked. */
  private void list(List<PostingNumber> numbers, Map<PostingNumber, Reply<OzonPosting>> read) {
    var orders = numbers.stream().map(ReadingPostings::order).distinct().toList();
    var cursor = "";
    for (var page = 0; page < PAGES; page++) {
      var reply = seller.ofOrders(now.minus(YEAR), now.plus(Duration.ofDays(1)), orders, cursor);
      if (!(reply instanceof Reply.Ok<Page<OzonPosting>>(var found))) {
        if (!(reply instanceof Reply.Refused<Page<OzonPosting>>)) {
          numbers.forEach(number -> read.putIfAbsent(number, reply.map(_ -> neverHere())));
        }
        return;
      }
      for (var posting : found.items()) {
        if (numbers.contains(posting.number())) {
          read.put(posting.number(), new Reply.Ok<>(posting));
        }
      }
      cursor = found.cursor();
      if (!found.hasNext() || read.size() == numbers.size()) {
        return;
      }
    }
  }

  private static OzonPosting neverHere() {
    throw new IllegalStateException("a reply without a value has none");
  }

  /**
   * The order of a posting: its number without the last part. Seen and not promised, so what is not
   * found by it is asked for by itself.
   */
  private static String order(PostingNumber number) {
    var last = number.value().lastIndexOf('-');
    return last < 1 ? number.value() : number.value().substring(0, last);
  }
}
